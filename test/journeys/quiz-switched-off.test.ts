// A channel in which quizzes and labs are switched off: whatever is asked for there on the way is given in the direct message instead.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { AnyBlock, Message } from "../../src/local-slack/protocol.ts";
import { button, buttons } from "../support/blocks.ts";
import { ADA, BO, type Harbor, STUDY, openHarbor, until } from "../support/harbor.ts";

const DAY = 24 * 3600_000;
/** Monday 4 June 2035, 13:00 in London. */
const MONDAY_NOON = Date.UTC(2035, 5, 4, 12);

let harbor: Harbor;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.post("clock", { now_ms: MONDAY_NOON });
  await harbor.startBot();
  // What Bo does not know is due to him a day later.
  await harbor.command(BO, "quiz now autoscaling-formula-ratio");
  const quiz = await until("the quiz", async () =>
    (await harbor.messages()).find(({ text }) => text.startsWith("Quiz: ")),
  );
  await harbor.click(BO, quiz, "unsure", button(quiz, "unsure").value);
  await harbor.click(BO, quiz, "close-quiz", button(quiz, "close-quiz").value);
  await harbor.command(ADA, "quiz schedule");
  for (const form of [/schedule-form/, /schedule-preview/])
    await harbor.post("submit", { user: ADA, view_id: (await modal(ADA, form)).id, state: {} });
  const list = await listFor(ADA, /09:30/);
  await harbor.click(ADA, list, "channel-settings", "open");
  const ask = { text: { type: "plain_text", text: "ask" }, value: "ask" };
  const state = { on: { on: { type: "checkboxes", selected_options: [ask] } } };
  await harbor.post("submit", { user: ADA, view_id: (await modal(ADA, /channel-form/)).id, state });
  await harbor.post("close", { user: ADA, view_id: (await modal(ADA, /Saved\./)).id });
  await harbor.quiet();
}, 60_000);
afterAll(() => harbor.close());

const modal = (user: string, pattern: RegExp) =>
  until(`a modal for ${user} like ${String(pattern)}`, async () => {
    const top = (await harbor.state(user)).views.at(-1);
    return top && pattern.test(JSON.stringify(top.view)) && top;
  });
const privately = (user: string, pattern: RegExp) =>
  until(`a private word to ${user} like ${String(pattern)}`, async () =>
    (await harbor.messages(STUDY, user)).findLast(
      ({ ephemeral_for: only, text }) => only === user && pattern.test(text),
    ),
  );
async function listFor(user: string, pattern: RegExp): Promise<Message> {
  await harbor.command(user, "quiz list");
  return privately(user, pattern);
}
async function direct(user: string, pattern: RegExp): Promise<Message[]> {
  const found = (await harbor.state(user)).channels.find(({ is_im }) => is_im);
  const all = found ? await harbor.messages(found.id, user) : [];
  return all.filter(({ text }) => pattern.test(text));
}
const inDirect = (user: string, pattern: RegExp) =>
  until(`a direct message to ${user} like ${String(pattern)}`, async () => (await direct(user, pattern)).at(-1));
const inChannel = async (pattern: RegExp) =>
  (await harbor.messages(STUDY, BO)).filter(({ text }) => pattern.test(text));

test("a run that falls due posts nothing, and the list says when and why", async () => {
  await harbor.post("clock", { now_ms: Date.UTC(2035, 5, 5, 8, 31) });
  const list = await until("the skipped run", async () => {
    const found = await listFor(ADA, /09:30/);
    return found.text.includes("Skipped") && found;
  });
  const due = Date.UTC(2035, 5, 5, 8, 30) / 1000;
  expect(list.text).toMatch(new RegExp(`Skipped <!date\\^${due}\\^[^>]*>: quizzes are switched off in this channel`));
  expect(await inChannel(/^Quiz: /)).toEqual([]);
}, 40_000);

test("a review that is asked for there comes in the direct message, and its asker is told where it is", async () => {
  await harbor.post("clock", { now_ms: MONDAY_NOON + DAY + 60_000 });
  await harbor.command(BO, "review");
  await inDirect(BO, /^Quiz: /);
  await privately(BO, /A question for you waits in your direct messages with me/);
  expect(await inChannel(/^Quiz: /)).toEqual([]);
}, 40_000);

test("a question and a lab from a lesson that was opened there come in the direct message", async () => {
  await harbor.command(BO, "learn autoscaling");
  const lesson = await modal(BO, /"callback_id":"open-section"/);
  const pressed = (start: string) => {
    const found = buttons(lesson.view.blocks as AnyBlock[]).find(({ action_id: id }) => id.startsWith(start))!;
    const container = { view_id: lesson.id };
    return harbor.post("click", { user: BO, action_id: found.action_id, value: found.value!, container });
  };
  const before = (await direct(BO, /^Quiz: /)).length;
  await pressed("quiz-on-lesson");
  await until("another question", async () => (await direct(BO, /^Quiz: /)).length > before);
  await pressed("lab-on-lesson");
  await inDirect(BO, /^Lab: /);
  await modal(BO, /The lab opens in your direct messages with me/);
  expect(await inChannel(/^(Quiz|Lab): /)).toEqual([]);
}, 40_000);
