// Quizzes, end to end: scheduled in a form, posted by the tick under an advanced clock, answered once each, closed with results.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { button, buttons } from "../support/blocks.ts";
import { ADA, BO, CHIE, type Harbor, STUDY, openHarbor, until } from "../support/harbor.ts";

let harbor: Harbor;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.startBot();
  await until("the welcome", async () => (await harbor.messages()).length > 0);
}, 30_000);
afterAll(() => harbor.close());

const HOUR = 3600_000;
const quizzes = async () => (await harbor.messages()).filter(({ text }) => text.startsWith("Quiz: "));
const byTs = async (ts: string) => (await harbor.messages()).find((message) => message.ts === ts);
const privately = (user: string, pattern: RegExp) =>
  until(`a private word to ${user} like ${String(pattern)}`, async () =>
    (await harbor.messages(STUDY, user)).find(
      (message) => message.ephemeral_for === user && pattern.test(message.text),
    ),
  );
const modal = (user: string, title: RegExp) =>
  until(`a modal ${String(title)}`, async () => {
    const top = (await harbor.state(user)).views.at(-1);
    return top && title.test(JSON.stringify(top.view)) && top;
  });

/** The state of the schedule form as Slack sends it. */
const form = (time: string, zone: string, days: string[]) => ({
  time: { time: { type: "timepicker", selected_time: time } },
  zone: { zone: { type: "plain_text_input", value: zone } },
  weekdays: {
    weekdays: {
      type: "checkboxes",
      selected_options: days.map((value) => ({ text: { type: "plain_text", text: value }, value })),
    },
  },
  track: {
    track: { type: "static_select", selected_option: { text: { type: "plain_text", text: "x" }, value: "all" } },
  },
  open: { open: { type: "static_select", selected_option: { text: { type: "plain_text", text: "x" }, value: "1" } } },
});

describe("a quiz at once", () => {
  test("is answered once by each, in private, and closed with its result", async () => {
    await harbor.command(ADA, "quiz now autoscaling-formula-ratio");
    const [post] = await until("the quiz", async () => {
      const found = await quizzes();
      return found.length > 0 && found;
    });
    if (!post) throw new Error("no quiz");
    const options = buttons(post.blocks).filter(({ action_id: id }) => id.startsWith("answer-quiz"));
    expect(options.length).toBeGreaterThanOrEqual(3);

    for (const user of [ADA, BO]) await harbor.click(user, post, options[0]!.action_id, options[0]!.value);
    await harbor.click(CHIE, post, options[1]!.action_id, options[1]!.value);
    const told = await privately(ADA, /Correct\.|Not quite\./);
    expect(button(told, "open-section").value).toMatch(/^autoscaling#/);
    const toldToo = await privately(CHIE, /Correct\.|Not quite\./);
    // At most one of the two was right; whoever was wrong reads which option is.
    const words = [told, toldToo].map(({ blocks }) => JSON.stringify(blocks));
    expect(words.some((each) => each.includes("Not quite"))).toBe(true);
    for (const each of words) expect(each.includes("Right is:")).toBe(each.includes("Not quite"));

    await harbor.click(ADA, post, options[1]!.action_id, options[1]!.value);
    await privately(ADA, /You answered A before; the first answer counts/);
    await until("the count", async () => JSON.stringify((await byTs(post.ts))?.blocks).includes("3 have answered"));

    await harbor.click(BO, post, "close-quiz", button(post, "close-quiz").value);
    await privately(BO, /Only whoever posted/);
    await harbor.click(ADA, post, "close-quiz", button(post, "close-quiz").value);
    const result = await until("the result", async () => {
      const message = await byTs(post.ts);
      return message?.text.startsWith("Quiz, closed") && message;
    });
    expect(result.text).toMatch(/A\.\* .* — 2\u00A0of\u00A03/);
    expect(result.text).toMatch(/B\.\* .* — 1\u00A0of\u00A03/);
    expect(result.text).toMatch(/✅ \*the right one\*/);

    // A press that was under way when it closed.
    await harbor.click(CHIE, post, options[0]!.action_id, options[0]!.value);
    await harbor.quiet();
    expect((await byTs(post.ts))?.text).toBe(result.text);
  }, 30_000);

  test("of an unknown topic names the topics; where the bot is not, it asks to be invited", async () => {
    await harbor.command(ADA, "quiz now basket weaving");
    await privately(ADA, /no questions about that.*foundations/);
    await harbor.command(ADA, "quiz now", "C0RANDOM1");
    await until("the hint", async () =>
      (await harbor.messages("C0RANDOM1", ADA)).some((message) => /invite @Shipmate/.test(message.text)),
    );
  });

  test("for one person's eyes hangs on an answer", async () => {
    const answer = await harbor.reply(await harbor.say(BO, "@shipmate What does the HPA do when metrics are missing?"));
    await harbor.click(BO, answer, "quiz-me", button(answer, "quiz-me").value);
    const question = await privately(BO, /^Quiz: /);
    await harbor.click(BO, question, "unsure", button(question, "unsure").value);
    await privately(BO, /you do not know/);
    expect((await harbor.messages(STUDY, ADA)).some(({ ts }) => ts === question.ts)).toBe(false);
  });
});

describe("a schedule", () => {
  test("is refused with a reason, previewed, saved, and posted by the tick", async () => {
    await harbor.command(ADA, "quiz schedule");
    const opened = await modal(ADA, /Preview/);
    expect(JSON.stringify(opened.view)).toContain("Europe/London");
    const refused = await harbor.post("submit", {
      user: ADA,
      view_id: opened.id,
      state: form("09:30", "Atlantis/Sunken", ["1"]),
    });
    expect(refused.errors?.["zone"]).toMatch(/Atlantis\/Sunken/);

    await harbor.post("submit", {
      user: ADA,
      view_id: opened.id,
      state: form("09:30", "Asia/Tokyo", ["1", "2", "3", "4", "5", "6", "7"]),
    });
    const preview = await modal(ADA, /Save/);
    const runs = JSON.stringify(preview.view).match(/<!date\^\d+/g) ?? [];
    expect(runs).toHaveLength(3);
    await harbor.post("submit", { user: ADA, view_id: preview.id, state: {} });
    await privately(ADA, /Saved: Every day at 09:30 \(Asia\/Tokyo\)/);

    const before = (await quizzes()).length;
    const first = Number(runs[0]!.slice("<!date^".length)) * 1000;
    await harbor.post("clock", { now_ms: first + 1000 });
    const posted = await until("the scheduled quiz", async () => {
      const found = await quizzes();
      return found.length === before + 1 && found.at(-1);
    });
    await harbor.post("clock", { advance_ms: 60_000 });
    await harbor.quiet();
    expect(await quizzes()).toHaveLength(before + 1);

    await harbor.post("clock", { advance_ms: HOUR });
    await until("its result", async () => (await byTs(posted.ts))?.text.startsWith("Quiz, closed"));
  }, 30_000);

  test("is listed; only its owner or an admin pauses and removes it", async () => {
    await harbor.command(BO, "quiz list");
    const list = await privately(BO, /Every day at 09:30[^]*Next:/);
    await harbor.click(BO, list, "change-schedule:pause", button(list, "change-schedule:pause").value);
    await privately(BO, /Only the owner/);
    await harbor.command(ADA, "quiz list");
    const mine = await privately(ADA, /Every day at 09:30[^]*Next:/);
    await harbor.click(ADA, mine, "change-schedule:pause", button(mine, "change-schedule:pause").value);
    await privately(ADA, /Paused: Every day/);
    const before = (await quizzes()).length;
    await harbor.post("clock", { advance_ms: 25 * HOUR });
    await harbor.quiet();
    expect(await quizzes()).toHaveLength(before);
    await harbor.click(ADA, mine, "change-schedule:remove", button(mine, "change-schedule:remove").value);
    await privately(ADA, /Removed: Every day/);
  }, 30_000);
});
