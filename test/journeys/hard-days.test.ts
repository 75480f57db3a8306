// A channel's hard days, end to end: renamed, its post deleted or changed by somebody else, archived, the bot taken out; and an app that is uninstalled.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import webApi from "@slack/web-api";
import type { Message } from "../../src/local-slack/protocol.ts";
import { button, buttons } from "../support/blocks.ts";
import { ADA, BO, CHIE, type Harbor, STUDY, openHarbor, until } from "../support/harbor.ts";

const HOUR = 3600_000;
/** Days of June 2035, a minute after the schedule's time in London; the fourth is a Monday. */
const at = (day: number) => Date.UTC(2035, 5, day, 8, 31);
const BOT = "U0SHIPMATE";

let harbor: Harbor;
/** Slack's own tools, for what only an admin's hands can do to a bot's message. */
let tools: webApi.WebClient;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.post("clock", { now_ms: Date.UTC(2035, 5, 4, 12) });
  await harbor.startBot();
  const app = (await (await fetch(`${harbor.url()}/control/app`)).json()) as Record<string, string>;
  tools = new webApi.WebClient(app["bot_token"], { slackApiUrl: app["api_url"]! });
}, 30_000);
afterAll(() => harbor.close());

const wait = async (now_ms: number) => void (await harbor.post("clock", { now_ms }));
const quizzesIn = async (channel: string) =>
  (await harbor.messages(channel)).filter(({ text }) => text.startsWith("Quiz: "));
const quizNumber = (count: number, channel: string) =>
  until(`quiz ${count} in ${channel}`, async () => {
    const found = await quizzesIn(channel);
    return found.length === count && found.at(-1);
  });
const told = (user: string, pattern: RegExp, channel: string) =>
  until(`a private word to ${user} like ${String(pattern)}`, async () =>
    (await harbor.messages(channel, user)).findLast(
      ({ ephemeral_for: only, text }) => only === user && pattern.test(text),
    ),
  );
async function lettersTo(user: string, pattern: RegExp): Promise<Message[]> {
  const direct = (await harbor.state(user)).channels.find(({ is_im }) => is_im);
  const all = direct ? await harbor.messages(direct.id, user) : [];
  return all.filter(({ text }) => pattern.test(text));
}
const letters = (user: string, pattern: RegExp, count: number) =>
  until(`${count} letters to ${user}`, async () => {
    const found = await lettersTo(user, pattern);
    return found.length >= count && found;
  });
const submit = async (user: string, pattern: RegExp) => {
  const top = await until(`a modal ${String(pattern)}`, async () => {
    const view = (await harbor.state(user)).views.at(-1);
    return view && pattern.test(JSON.stringify(view.view)) && view;
  });
  await harbor.post("submit", { user, view_id: top.id, state: {} });
  return JSON.stringify(top.view);
};
async function schedule(user: string, channel: string): Promise<string[]> {
  await harbor.command(user, "quiz schedule", channel);
  const views = [await submit(user, /schedule-form/), await submit(user, /schedule-preview/)];
  await told(user, /^Saved: /, channel);
  return views;
}
function rows(folder: string, sql: string) {
  const database = new DatabaseSync(join(folder, "local.db"), { readOnly: true });
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

describe("a channel with a schedule", () => {
  let room = "";
  beforeAll(async () => {
    room = String((await harbor.post("create_channel", { user: ADA, name: "reading-room", with_app: true })).channel);
    await harbor.post("invite", { user: ADA, channel: room, who: BO });
    await schedule(ADA, room);
  }, 30_000);

  test("gets its quiz by another name, too", async () => {
    await harbor.post("channel", { user: ADA, channel: room, name: "harbour-room" });
    await wait(at(5));
    expect((await quizNumber(1, room)).channel).toBe(room);
  }, 30_000);

  test("a post that somebody changed still takes answers, and turns into its result", async () => {
    const quiz = await quizNumber(1, room);
    const [option] = buttons(quiz.blocks).filter(({ action_id: id }) => /^(answer-quiz|unsure)/.test(id));
    await tools.chat.update({
      channel: room,
      ts: quiz.ts,
      text: "Quiz: somebody was here",
      blocks: quiz.blocks as never,
    });
    await harbor.click(BO, quiz, option!.action_id, option!.value);
    await told(BO, /Correct|Not quite|you do not know/, room);
    await wait(at(5) + 9 * HOUR);
    await until("its result", async () =>
      (await harbor.messages(room)).some(
        ({ ts, text }) => ts === quiz.ts && /^Quiz, closed.*1 answered|of 1/s.test(text),
      ),
    );
  }, 30_000);

  test("a post that was deleted is left alone, and the next one comes", async () => {
    await wait(at(6));
    const quiz = await until("the second quiz", async () => (await quizzesIn(room))[0]);
    await harbor.click(BO, quiz, "unsure", button(quiz, "unsure").value);
    await tools.chat.delete({ channel: room, ts: quiz.ts });
    // The press of somebody who still sees it: there is nothing to show the count on, nor the result.
    await wait(at(6) + 9 * HOUR);
    await harbor.quiet();
    expect(rows(harbor.folder, "select closed from quizzes where posted_at > 0 order by posted_at")).toEqual([
      { closed: 1 },
      { closed: 1 },
    ]);
    expect(await lettersTo(ADA, /paused/)).toEqual([]);
    await wait(at(7));
    await quizNumber(1, room);
  }, 30_000);

  test("that is archived rests, its owner is told once, and goes on when they say so", async () => {
    await harbor.post("channel", { user: ADA, channel: room, archived: true });
    await wait(at(8));
    const [letter] = await letters(ADA, /so I paused its schedule/, 1);
    expect(letter!.text).toContain("`is_archived`");
    await wait(at(8) + HOUR);
    await harbor.quiet();
    expect(await lettersTo(ADA, /so I paused its schedule/)).toHaveLength(1);

    await harbor.post("channel", { user: ADA, channel: room, archived: false });
    await harbor.command(ADA, "quiz list", room);
    const list = await told(ADA, /09:30/, room);
    await harbor.click(ADA, list, "change-schedule:resume", button(list, "change-schedule:resume").value);
    await told(ADA, /^Running again/, room);
    const before = (await quizzesIn(room)).length;
    await wait(at(11));
    await until("a quiz again", async () => (await quizzesIn(room)).length > before);
  }, 30_000);

  test("that the bot was taken out of rests, and its owner is told once", async () => {
    await harbor.post("leave", { user: ADA, channel: room, who: BOT });
    await wait(at(12));
    const found = await letters(ADA, /so I paused its schedule/, 2);
    expect(found.at(-1)!.text).toContain("`not_in_channel`");
    await wait(at(13));
    await harbor.quiet();
    expect(await lettersTo(ADA, /so I paused its schedule/)).toHaveLength(2);
  }, 30_000);
});

test("a quiz that is not known here is said to be gone, and nobody's answer is lost without a word", async () => {
  await harbor.command(BO, "quiz now autoscaling-formula-ratio");
  const quiz = await quizNumber(1, STUDY);
  const [option] = buttons(quiz.blocks);
  const blocks = JSON.parse(JSON.stringify(quiz.blocks).replaceAll(/now:command:[^"]*/g, "now:of-another-harbour"));
  await tools.chat.update({ channel: STUDY, ts: quiz.ts, text: quiz.text, blocks });
  const foreign = buttons(blocks).find(({ action_id: id }) => id === option!.action_id)!;
  expect((await harbor.click(CHIE, quiz, foreign.action_id, foreign.value)).ok).toBe(true);
  await told(CHIE, /^I do not know this quiz any more/, STUDY);
}, 30_000);

test("two presses at the same moment are one answer, and the other is told of it", async () => {
  await harbor.command(ADA, "quiz now autoscaling-formula-ratio");
  const latest = await quizNumber(2, STUDY);
  const options = buttons(latest.blocks).filter(({ action_id: id }) => id.startsWith("answer-quiz"));
  await Promise.all(options.slice(0, 2).map(({ action_id: id, value }) => harbor.click(BO, latest, id, value)));
  await told(BO, /before; the first answer counts/, STUDY);
  const words = (await harbor.messages(STUDY, BO)).filter(({ ephemeral_for: only }) => only === BO);
  expect(words.filter(({ text }) => /You chose [A-J]\./.test(text))).toHaveLength(1);
  await until("the count", async () =>
    (await harbor.messages()).some(
      ({ ts, blocks }) => ts === latest.ts && JSON.stringify(blocks).includes("1 has answered"),
    ),
  );
}, 30_000);

test("somebody in another zone is offered their own, and sees the runs by their own clock", async () => {
  const [form, preview] = await schedule(CHIE, STUDY);
  expect(form).toContain("Asia/Tokyo");
  // 09:30 on Thursday in Tokyo, told as an instant: each reader's Slack shows it by their own clock.
  expect(preview).toContain(`<!date^${Date.UTC(2035, 5, 14, 0, 30) / 1000}^`);
}, 30_000);

test("an app that was uninstalled posts nothing, loses nothing that it knows, and ends as it should", async () => {
  await harbor.post("home", { user: BO });
  await until("App Home", async () => (await harbor.state(BO)).home !== null);
  await harbor.post("click", { user: BO, action_id: "remind-reviews:on", container: { home: true } });
  await harbor.quiet();
  await harbor.post("uninstall", {});
  await wait(Date.UTC(2035, 5, 14, 0, 31));
  await until("the refusal", async () =>
    rows(harbor.folder, "select paused from schedules where owner = 'U0CHIE003'").some(({ paused }) => paused !== ""),
  );
  const [{ problem } = {}] = rows(
    harbor.folder,
    "select problem from deliveries where status = 'dead' and id like 'quiz:%' order by seq desc limit 1",
  );
  expect(problem).toMatch(/account_inactive|token_revoked|invalid_auth/);
  // The quizzes that are still open close meanwhile, and nothing can show it.
  await wait(Date.UTC(2035, 5, 14, 14));
  await until("the refused results", async () => {
    const [row] = rows(
      harbor.folder,
      "select count(*) as n from deliveries where id like 'result:now:%' and status = 'dead'",
    );
    return row!["n"] === 2;
  });
  // Nor can somebody be reminded: it is wanted all the same, and comes when the app is back.
  await until("the refused reminder", async () => {
    const refused = "select count(*) as n from deliveries where id like 'reviews:%' and status = 'dead'";
    return rows(harbor.folder, refused)[0]!["n"] === 1;
  });
  await harbor.quiet();
  expect(rows(harbor.folder, "select person from review_reminders")).toEqual([{ person: BO }]);
  expect(await quizzesIn(STUDY)).toHaveLength(2);
  expect(rows(harbor.folder, "select count(*) as n from quizzes")[0]!["n"]).toBeGreaterThan(4);
  expect(await harbor.stopBot()).toBe(0);
}, 40_000);

/** What an admin does on Slack's own page: allows the app again. Its token is another one from now on. */
async function installAgain(): Promise<void> {
  const app = (await (await fetch(`${harbor.url()}/control/app`)).json()) as Record<string, string>;
  const back = new URLSearchParams({ redirect_uri: "http://127.0.0.1:9/back", team: "T0HARBOR1", state: "s" });
  const allowed = await fetch(`${harbor.url()}/oauth/v2/allow?${back}`, { redirect: "manual" });
  const code = new URL(String(allowed.headers.get("location"))).searchParams.get("code") ?? "";
  const body = new URLSearchParams({ client_id: app["client_id"]!, client_secret: app["client_secret"]!, code });
  const answer = await fetch(`${harbor.url()}/api/oauth.v2.access`, { method: "POST", body });
  expect(await answer.json()).toMatchObject({ ok: true });
}

describe("an app that was installed again", () => {
  const back = /^I was out of this workspace when the quiz in <#C0STUDY01> was due \(`account_inactive`\)/;

  test("tells the owner of what rests since, once, however often it starts", async () => {
    // Where the test before has failed, it still runs.
    await harbor.stopBot();
    await installAgain();
    await harbor.startBot();
    const [letter] = await letters(CHIE, back, 1);
    expect(button(letter!, "change-schedule:resume").text.text).toBe("Resume");
    expect(await harbor.stopBot()).toBe(0);
    await harbor.startBot();
    await wait(Date.UTC(2035, 5, 14, 15));
    await harbor.quiet();
    expect(await lettersTo(CHIE, back)).toHaveLength(1);
    // Their results are shown now.
    expect(await quizzesIn(STUDY)).toEqual([]);
    expect((await harbor.messages(STUDY)).filter(({ text }) => text.startsWith("Quiz, closed"))).toHaveLength(2);
    // What rests for another reason was told of when it happened.
    expect(await lettersTo(ADA, back)).toEqual([]);
  }, 60_000);

  test("shows it in App Home, where one press lets it run again", async () => {
    const home = (pattern: RegExp) =>
      until(`App Home with ${String(pattern)}`, async () => {
        const blocks = JSON.stringify((await harbor.state(CHIE)).home?.blocks ?? []);
        return pattern.test(blocks) && blocks;
      });
    await harbor.post("home", { user: CHIE });
    expect(await home(/Your schedules that rest:\* 1/)).toContain("I was out of the workspace (account_inactive)");
    await harbor.post("click", { user: CHIE, action_id: "change-schedule:resume", container: { home: true } });
    expect(await home(/Running again: /)).not.toContain("Your schedules that rest");
    const before = (await quizzesIn(STUDY)).length;
    await wait(Date.UTC(2035, 5, 15, 0, 31));
    await until("a quiz again", async () => (await quizzesIn(STUDY)).length > before);
    await wait(Date.UTC(2035, 5, 15, 14));
    await letters(BO, /reviews? (is|are) due/, 1);
  }, 40_000);
});
