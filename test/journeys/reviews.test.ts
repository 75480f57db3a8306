// What was answered wrongly comes back, end to end: real Bolt over real Socket Mode to the local Slack, whose clock the test moves.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { DateTime } from "luxon";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { SingleQuestion } from "../../src/knowledge/types.ts";
import type { Message } from "../../src/local-slack/protocol.ts";
import { buttons, button } from "../support/blocks.ts";
import { ADA, BO, type Harbor, STUDY, openHarbor, until } from "../support/harbor.ts";

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const { questions } = readLibrary(join(import.meta.dirname, "../../knowledge"));

let harbor: Harbor;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.startBot();
}, 30_000);
afterAll(() => harbor.close());

/** Questions that are alone in their sections: a review of the section asks the same one again. */
const alone = questions.filter(
  (one): one is SingleQuestion =>
    one.type === "single" && questions.every((other) => other === one || other.section !== one.section),
);

const nowMs = async () => ((await (await fetch(`${harbor.url()}/control/clock`)).json()) as { now_ms: number }).now_ms;
const goTo = (instant: number) => harbor.post("clock", { now_ms: instant });

async function home(user: string, expected: RegExp) {
  await harbor.post("home", { user });
  return shown(user, expected);
}
function shown(user: string, expected: RegExp) {
  return until(`App Home with ${String(expected)}`, async () => {
    const view = (await harbor.state(user)).home;
    return view && expected.test(JSON.stringify(view.blocks)) ? view : undefined;
  });
}
const press = (user: string, action: string) =>
  harbor.post("click", { user, action_id: action, container: { home: true } });

async function direct(user: string): Promise<Message[]> {
  const found = (await harbor.state(user)).channels.find(({ is_im }) => is_im);
  return found ? harbor.messages(found.id, user) : [];
}
const told = (user: string, pattern: RegExp, after = "") =>
  until(`a direct message to ${user} like ${String(pattern)}`, async () =>
    (await direct(user)).findLast(({ ts, text }) => ts > after && pattern.test(text)),
  );
const privately = (user: string, pattern: RegExp) =>
  until(`a private word to ${user} like ${String(pattern)}`, async () =>
    (await harbor.messages(STUDY, user)).findLast(
      ({ ephemeral_for, text }) => ephemeral_for === user && pattern.test(text),
    ),
  );

/** Presses a right or a wrong option of a quiz, told apart by the library. */
async function answer(user: string, quiz: Message, { options }: SingleQuestion, correct: boolean): Promise<void> {
  const lines = quiz.text.split("\n").flatMap((line) => /^([A-J])\. (.*)$/.exec(line)?.slice(1) ?? []);
  const texts = lines.filter((_, index) => index % 2 === 1);
  const wanted = options.filter((option) => option.correct === correct).map(({ text }) => escaped(text));
  const place = texts.findIndex((text) => wanted.includes(text));
  const pressable = buttons(quiz.blocks).find(({ action_id: id }) => id === `answer-quiz:${place}`);
  if (!pressable) throw new Error(`no option ${place} in ${JSON.stringify(quiz.blocks)}`);
  await harbor.click(user, quiz, pressable.action_id, pressable.value);
}
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Its options are read on their buttons, as they are. */
const first = alone.find(({ options }) => options.every(({ text }) => text.length < 70 && /^[\w ,.'-]+$/.test(text)));
if (!first) throw new Error("no section has one question only, with short options");

describe("a review", () => {
  test("somebody who has answered nothing has none, and is told what they are", async () => {
    await home(BO, /None yet/);
    await harbor.command(BO, "review");
    await privately(BO, /None yet\. What you answer in quizzes comes back/);
  });

  test("a wrong answer is due a day later, stands in App Home, and is done with when it was answered there", async () => {
    await harbor.command(ADA, `quiz now ${first.id}`);
    const quiz = await until("the quiz", async () =>
      (await harbor.messages()).find(({ text }) => text.startsWith("Quiz: ")),
    );
    await answer(ADA, quiz, first, false);
    await privately(ADA, /Not quite/);
    await home(ADA, /None due\. The next one comes <!date/);

    await goTo((await nowMs()) + DAY);
    await home(ADA, /\*Your reviews:\* 1 due/);
    const card = await shown(ADA, /answer-quiz:0/);
    const right = first.options.find(({ correct }) => correct)!.text;
    const option = buttons(card.blocks as never).find(({ text }) => text.text.endsWith(`. ${right}`))!;
    await press(ADA, option.action_id);
    const view = await shown(ADA, /Correct\..*None due|None due.*Correct\./s);
    expect(JSON.stringify(view.blocks)).not.toContain("next-review");
    await harbor.quiet();
    // It was asked and answered there, and nowhere else.
    expect(await direct(ADA)).toEqual([]);
  }, 40_000);

  test("by command it comes where one is, for one's own eyes, and leads to the next", async () => {
    const two = alone.filter((one) => one !== first).slice(0, 2);
    for (const { id } of two) await harbor.command(BO, `quiz now ${id}`);
    for (const question of two) {
      const quiz = await until(question.id, async () =>
        (await harbor.messages()).findLast(({ text }) => text.includes(escaped(question.stem))),
      );
      await harbor.click(BO, quiz, "unsure", button(quiz, "unsure").value);
    }
    await harbor.quiet();
    await goTo((await nowMs()) + DAY + HOUR);
    await home(BO, /2 due/);
    await harbor.command(BO, "review");
    const review = await privately(BO, /^Quiz: /);
    expect((await harbor.messages(STUDY, ADA)).some(({ ts }) => ts === review.ts)).toBe(false);
    const question = two.find(({ stem }) => review.text.includes(escaped(stem)))!;
    await answer(BO, review, question, true);
    const feedback = await privately(BO, /^✅ \*Correct/);
    await harbor.click(BO, feedback, "next-review", "next");
    const other = two.find((one) => one !== question)!;
    const last = await privately(BO, new RegExp(`^Quiz: ${RegExp.escape(escaped(other.stem))}`));

    // Asked for again before it is answered, and by a mention that all can read: it is shown again, to Bo alone.
    const mention = await harbor.say(BO, "@shipmate review");
    await until("the same question again", async () =>
      (await harbor.messages(STUDY, BO)).find(
        ({ ts, text, ephemeral_for }) => ts > last.ts && text === last.text && ephemeral_for === BO,
      ),
    );
    expect(await harbor.replies(mention)).toEqual([]);
  }, 40_000);
});

describe("the daily reminder", () => {
  const reminders = async () => (await direct(ADA)).filter(({ text }) => /reviews? (is|are) due/.test(text));

  test("is wanted in App Home, comes at nine of one's own day when something is due, once, and is stopped from there", async () => {
    await home(ADA, /Reviews by direct message: off/);
    await press(ADA, "remind-reviews:on");
    await shown(ADA, /Reviews by direct message: on/);

    // Two months later something is due for certain. Ada lives in London.
    const nine = DateTime.fromMillis(await nowMs(), { zone: "Europe/London" })
      .plus({ days: 60 })
      .startOf("day")
      .set({ hour: 9 });
    await goTo(nine.minus({ minutes: 5 }).toMillis());
    await home(ADA, /1 due/);
    await harbor.quiet();
    expect(await reminders()).toHaveLength(0);
    await goTo(nine.plus({ seconds: 5 }).toMillis());
    const reminder = await told(ADA, /^1 review is due/);
    await goTo(nine.plus({ hours: 2 }).toMillis());
    await harbor.quiet();
    expect(await reminders()).toHaveLength(1);

    await harbor.click(ADA, reminder, "next-review", "next");
    await told(ADA, /^Quiz: /, reminder.ts);
    await harbor.click(ADA, reminder, "remind-reviews:off", "off");
    await told(ADA, /I will not remind you any more/);
    await goTo(nine.plus({ days: 1, minutes: 1 }).toMillis());
    await harbor.quiet();
    expect(await reminders()).toHaveLength(1);
    await home(ADA, /Reviews by direct message: off/);
  }, 40_000);
});
