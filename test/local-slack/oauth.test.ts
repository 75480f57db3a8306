// Many workspaces: the real Bolt installs itself into each by OAuth, acts in each with that one's token, and is taken out again.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { App, LogLevel, MemoryInstallationStore, type Logger } from "@slack/bolt";
import { controlOf, openSlack, until } from "./control.ts";

const WHARF = "T0WHARF02";
const FAY = "U0FAY0021";
const LEARNING = "C0LEARN02";

let slack: Awaited<ReturnType<typeof openSlack>>;
let app: App;
let store: MemoryInstallationStore;
let installPage: string;
const heard: { team: string; type: string }[] = [];
const quiet: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

beforeAll(async () => {
  slack = await openSlack({ workspaces: 2 });
  const keys = await slack.get<Record<string, string>>("app");
  store = new MemoryInstallationStore();
  // Bolt opens its install page on a port of its own; 0 would be any.
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  app = new App({
    appToken: keys.app_token as string,
    socketMode: true,
    clientId: keys.client_id as string,
    clientSecret: keys.client_secret as string,
    stateSecret: "any words",
    scopes: ["chat:write", "app_mentions:read"],
    installationStore: store,
    logger: quiet,
    convoStore: false,
    redirectUri: `http://127.0.0.1:${port}/slack/oauth_redirect`,
    clientOptions: { slackApiUrl: keys.api_url as string },
    installerOptions: {
      port,
      redirectUriPath: "/slack/oauth_redirect",
      authorizationUrl: `${slack.url}/oauth/v2/authorize`,
      clientOptions: { slackApiUrl: keys.api_url as string },
      directInstall: true,
    },
  });
  app.event("app_mention", async ({ say, body }) => {
    heard.push({ team: body.team_id, type: "app_mention" });
    await say(`here in ${body.team_id}`);
  });
  app.event("app_uninstalled", async ({ body }) => void heard.push({ team: body.team_id, type: "app_uninstalled" }));
  await app.start();
  installPage = `http://127.0.0.1:${port}/slack/install`;
});

afterAll(async () => {
  await app.stop();
  await slack.slack.close();
});

/** Follows the links that a person would press, with the cookie that Bolt checks. */
async function install(team: string): Promise<Response> {
  const start = await fetch(installPage, { redirect: "manual" });
  const cookie = start.headers.get("set-cookie")?.split(";")[0] ?? "";
  const consent = await (await fetch(String(start.headers.get("location")))).text();
  const links = [...consent.matchAll(/href="([^"]+)"/g)].map((match) => String(match[1]).replaceAll("&amp;", "&"));
  const allow = links.find((link) => link.includes(team)) as string;
  const allowed = await fetch(new URL(allow, slack.url), { redirect: "manual" });
  return fetch(String(allowed.headers.get("location")), { headers: { cookie } });
}

test("the app is in no further workspace before somebody allows it there", async () => {
  expect(await slack.get("teams")).toEqual([
    { team_id: "T0HARBOR1", name: "Harbor", installed: true },
    { team_id: WHARF, name: "Wharf", installed: false },
  ]);
  const wharf = controlOf(slack.url, `teams/${WHARF}/`);
  expect(await wharf.get("app")).not.toHaveProperty("bot_token");
  await wharf.post("invite", { user: FAY, channel: LEARNING, who: "shipmate" });
  await wharf.post("say", { user: FAY, channel: LEARNING, text: "@shipmate hello" });
  expect(await wharf.get("health")).toMatchObject({ queued: 0 });
});

test("Bolt installs itself, and answers in each workspace with that one's token", async () => {
  expect((await install(WHARF)).status).toBe(200);
  expect((await install("T0HARBOR1")).status).toBe(200);
  const wharf = controlOf(slack.url, `teams/${WHARF}/`);
  const found = await store.fetchInstallation({ teamId: WHARF, isEnterpriseInstall: false, enterpriseId: undefined });
  expect(found.bot).toMatchObject({ token: (await wharf.tokens()).bot_token, userId: "U0SHIPMAT2" });
  await wharf.post("say", { user: FAY, channel: LEARNING, text: "@shipmate hello" });
  await slack.post("say", { user: "U0ADA0001", channel: "C0STUDY01", text: "@shipmate hello" });
  const answer = async (control: typeof wharf, channel: string, team: string) =>
    until(async () => (await control.messages(`channel=${channel}`)).find(({ text }) => text === `here in ${team}`));
  await answer(wharf, LEARNING, WHARF);
  await answer(slack, "C0STUDY01", "T0HARBOR1");
  // Neither workspace sees anything of the other.
  expect((await wharf.state()).channels.map(({ id }) => id)).toEqual([LEARNING]);
  expect((await slack.messages()).some(({ channel }) => channel === LEARNING)).toBe(false);
});

test("a workspace that takes the app out says so, and its token is good for nothing", async () => {
  const wharf = controlOf(slack.url, `teams/${WHARF}/`);
  const { bot_token } = await wharf.tokens();
  await wharf.post("uninstall", {});
  await until(() => heard.some(({ team, type }) => team === WHARF && type === "app_uninstalled"));
  const headers = { authorization: `Bearer ${bot_token}` };
  const answer = await fetch(`${slack.url}/api/auth.test`, { method: "POST", headers });
  expect(await answer.json()).toMatchObject({ ok: false, error: "account_inactive" });
  await install(WHARF);
  expect((await wharf.tokens()).bot_token).not.toBe(bot_token);
});

test("a code is good once, for the right app and address", async () => {
  const keys = await slack.get<Record<string, string>>("app");
  const exchange = async (args: Record<string, string>) =>
    (await fetch(`${slack.url}/api/oauth.v2.access`, { method: "POST", body: new URLSearchParams(args) })).json();
  const known = { client_id: keys.client_id as string, client_secret: keys.client_secret as string };
  expect(await exchange({ ...known, code: "guessed" })).toMatchObject({ error: "invalid_code" });
  expect(await exchange({ ...known, client_secret: "no", code: "x" })).toMatchObject({ error: "bad_client_secret" });
  const elsewhere = new URLSearchParams({ client_id: keys.client_id as string, redirect_uri: "https://evil.example/" });
  expect((await fetch(`${slack.url}/oauth/v2/authorize?${elsewhere}`)).status).toBe(400);
  const here = new URLSearchParams({ redirect_uri: "http://127.0.0.1:9/back", team: WHARF, state: "s" });
  const allowed = await fetch(`${slack.url}/oauth/v2/allow?${here}`, { redirect: "manual" });
  const code = new URL(String(allowed.headers.get("location"))).searchParams.get("code") as string;
  expect(await exchange({ ...known, code })).toMatchObject({ ok: true, token_type: "bot", team: { id: WHARF } });
  expect(await exchange({ ...known, code })).toMatchObject({ error: "invalid_code" });
});

test("auth.revoke takes the app out", async () => {
  const { bot_token } = await slack.tokens();
  const call = async () =>
    (
      await fetch(`${slack.url}/api/auth.revoke`, { method: "POST", body: new URLSearchParams({ token: bot_token }) })
    ).json();
  expect(await call()).toEqual({ ok: true, revoked: true });
  expect(await call()).toMatchObject({ error: "account_inactive" });
});
