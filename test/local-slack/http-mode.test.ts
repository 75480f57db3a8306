// HTTP mode seen from the app's side: signatures, verification, retries, and that nothing leaves this machine.
import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { ADA, openSlack, STUDY, until } from "./control.ts";

type Got = { headers: IncomingMessage["headers"]; body: string };
type Answer = { status: number; body: string; type?: string };

let slack: Awaited<ReturnType<typeof openSlack>>;
let app: Server;
let url: string;
let got: Got[];
let answer: (request: Got) => Answer | null;

/** Answers the verification, and everything else with an empty 200. */
function well({ body, headers }: Got): Answer {
  const isEvent = String(headers["content-type"]).includes("json");
  const { challenge = "" } = (isEvent ? JSON.parse(body) : {}) as { challenge?: string };
  return { status: 200, body: challenge };
}

beforeAll(async () => {
  slack = await openSlack({ patienceMs: 300 });
  app = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      got.push({ headers: request.headers, body });
      const reply = answer(got.at(-1) as Got);
      if (reply) response.writeHead(reply.status, { "content-type": reply.type ?? "text/plain" }).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/slack/events`;
});

beforeEach(async () => {
  got = [];
  answer = well;
  await slack.post("request_url", { url });
  got = [];
});

afterAll(async () => {
  app.closeAllConnections();
  app.close();
  await slack.slack.close();
});

const command = () => slack.post("command", { user: ADA, channel: STUDY, command: "/shipmate", text: "a & b" });
const eventsGot = () => got.filter(({ body }) => body.includes('"event_callback"'));

test("each request is signed with the app's secret over its very bytes", async () => {
  await command();
  const { signing_secret } = await slack.get<Record<string, string>>("app");
  const { headers, body } = got[0] as Got;
  const time = String(headers["x-slack-request-timestamp"]);
  const wanted = createHmac("sha256", signing_secret as string)
    .update(`v0:${time}:${body}`)
    .digest("hex");
  expect(headers["x-slack-signature"]).toBe(`v0=${wanted}`);
  expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(5);
  expect(new URLSearchParams(body).get("text")).toBe("a & b");
  expect(new URLSearchParams(body).get("is_enterprise_install")).toBe("false");
});

test("nothing is sent to an address that does not answer the challenge", async () => {
  answer = () => ({ status: 200, body: "what?" });
  const refused = await slack.post("request_url", { url });
  expect(refused).toMatchObject({ ok: false, error: "not_verified" });
  got = [];
  expect(await command()).toEqual({ ok: true, acknowledged: false });
  expect(got.filter(({ body }) => !body.includes("url_verification"))).toEqual([]);
  // It is asked again until it answers as it should.
  answer = ({ body }) => ({
    status: 200,
    type: "application/json",
    body: JSON.stringify({ challenge: (JSON.parse(body) as { challenge: string }).challenge }),
  });
  await until(async () => (await slack.get<{ connected: boolean }>("health")).connected);
});

test("an event that is answered with an error comes again: at once, after a minute, and no more", async () => {
  answer = (request) => (request.body.includes('"event_callback"') ? { status: 500, body: "" } : well(request));
  await slack.post("react", { user: ADA, channel: STUDY, ts: await said(), name: "ship" });
  const tries = () => eventsGot().filter(({ body }) => body.includes("reaction_added"));
  await until(() => tries().length === 2);
  await slack.post("clock", { advance_ms: 61_000 });
  await until(() => tries().length === 3);
  await slack.post("clock", { advance_ms: 301_000 });
  await until(async () =>
    (await slack.journal()).some((line) => line.kind === "problem" && line.problem.includes("given up")),
  );
  expect(tries().map(({ headers }) => [headers["x-slack-retry-num"], headers["x-slack-retry-reason"]])).toEqual([
    [undefined, undefined],
    ["1", "http_error"],
    ["2", "http_error"],
  ]);
});

async function said(): Promise<string> {
  const kept = answer;
  answer = well;
  const { ts } = await slack.post("say", { user: ADA, channel: STUDY, text: "hello" });
  await until(async () => (await slack.get<{ queued: number }>("health")).queued === 0);
  answer = kept;
  return String(ts);
}

test("an app that does not answer in time has failed", async () => {
  answer = (request) => (request.body.startsWith("token=") ? null : well(request));
  expect(await command()).toEqual({ ok: true, acknowledged: false });
  expect((await slack.journal()).at(-1)).toMatchObject({ kind: "unacked", why: "timeout" });
});

test("only this machine is an address, and sockets can be had back", async () => {
  const far = await slack.post("request_url", { url: "https://example.com/slack/events" });
  expect(far).toMatchObject({ ok: false, error: "not_local" });
  await slack.post("request_url", { url: null });
  expect(await slack.get("health")).toMatchObject({ connected: false });
});
