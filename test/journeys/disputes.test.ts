// "I think this is wrong" and "I guessed", end to end, while replies of Slack's are lost: each is told once.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { SingleQuestion } from "../../src/knowledge/types.ts";
import type { Message } from "../../src/local-slack/protocol.ts";
import { button, buttons } from "../support/blocks.ts";
import { ADA, BO, CHIE, type Harbor, STUDY, openHarbor, until } from "../support/harbor.ts";

const { questions } = readLibrary(join(import.meta.dirname, "../../knowledge"));
const question = questions.find(
  (one): one is SingleQuestion => one.type === "single" && one.id === "autoscaling-formula-ratio",
)!;

let harbor: Harbor;
let quiz: Message;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.startBot();
  await harbor.command(ADA, `quiz now ${question.id}`);
  quiz = await until("the quiz", async () => (await harbor.messages()).find(({ text }) => text.startsWith("Quiz: ")));
}, 30_000);
afterAll(() => harbor.close());

const privately = (user: string, pattern: RegExp) =>
  until(`a private word to ${user} like ${String(pattern)}`, async () =>
    (await harbor.messages(STUDY, user)).findLast(
      ({ ephemeral_for, text }) => ephemeral_for === user && pattern.test(text),
    ),
  );
const modal = (user: string, pattern: RegExp) =>
  until(`a modal for ${user} like ${String(pattern)}`, async () => {
    const top = (await harbor.state(user)).views.at(-1);
    return top && pattern.test(JSON.stringify(top.view)) && top;
  });
const submit = (user: string, viewId: string, state: object) => harbor.post("submit", { user, view_id: viewId, state });
async function direct(user: string): Promise<Message[]> {
  const found = (await harbor.state(user)).channels.find(({ is_im }) => is_im);
  return found ? harbor.messages(found.id, user) : [];
}
const told = async (user: string, pattern: RegExp) => (await direct(user)).filter(({ text }) => pattern.test(text));

/** What became of the bot's deliveries whose ids begin so. */
function letters(prefix: string) {
  const database = new DatabaseSync(join(harbor.folder, "local.db"), { readOnly: true });
  try {
    const rows = database.prepare("select status, reconciled from deliveries where id like ?").all(`${prefix}%`);
    return rows.map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

/** Presses a right or a wrong option, told apart by the library. */
async function answer(user: string, correct: boolean): Promise<Message> {
  const lines = quiz.text.split("\n").flatMap((line) => /^[A-J]\. (.*)$/.exec(line)?.[1] ?? []);
  const wanted = question.options.filter((option) => option.correct === correct).map(({ text }) => text);
  const place = lines.findIndex((line) => wanted.includes(line));
  const option = buttons(quiz.blocks).find(({ action_id: id }) => id === `answer-quiz:${place}`)!;
  await harbor.click(user, quiz, option.action_id, option.value);
  return privately(user, /Correct\.|Not quite\./);
}

test("a guess is noted once, however often it is owned up to", async () => {
  const feedback = await answer(CHIE, true);
  for (let press = 0; press < 2; press++)
    await harbor.click(CHIE, feedback, "guessed", button(feedback, "guessed").value);
  await privately(CHIE, /^That is noted already/);
  await privately(CHIE, /^Noted as a guess/);
}, 30_000);

test("a dispute reaches the owner once, although the reply to its message is lost", async () => {
  const feedback = await answer(BO, false);
  expect(buttons(feedback.blocks).some(({ action_id: id }) => id === "guessed")).toBe(false);
  await harbor.click(BO, feedback, "dispute", button(feedback, "dispute").value);
  const form = await modal(BO, /"callback_id":"dispute"/);
  const reason = (value: string) => ({ reason: { reason: { type: "plain_text_input", value } } });
  expect((await submit(BO, form.id, reason("   "))).errors).toEqual({ reason: expect.any(String) });
  await harbor.post("faults", { method: "chat.postMessage", fault: "drop-after", count: 1 });
  await submit(BO, form.id, reason("<@U0ADA0001> it *depends*"));
  await modal(BO, /You are told what comes of it/);
  const [letter] = await until("the letter to Ada", async () => {
    const found = await told(ADA, /thinks that a quiz in .* is wrong/);
    return found.length > 0 && found;
  });
  expect(letter!.text).toContain("&lt;@U0ADA0001&gt; it *depends*");
  await harbor.quiet(3000);
  expect(await told(ADA, /thinks that a quiz/)).toHaveLength(1);
  // It was found in Ada's direct messages: it is not looked for for ever.
  expect(letters("dispute:")).toEqual([{ status: "sent", reconciled: 1 }]);

  // Once more from the same answer: it was said already.
  await harbor.post("close", { user: BO, view_id: form.id });
  await harbor.click(BO, feedback, "dispute", button(feedback, "dispute").value);
  await modal(BO, /You have said so already/);
}, 40_000);

test("what is decided is told once to each whose grade changes, and shown in the result", async () => {
  await harbor.click(ADA, quiz, "close-quiz", button(quiz, "close-quiz").value);
  await until("the result", async () => (await harbor.messages()).some(({ text }) => text.startsWith("Quiz, closed")));
  const [letter] = await told(ADA, /thinks that a quiz/);
  await harbor.click(ADA, letter!, "look-at-dispute", button(letter!, "look-at-dispute").value);
  const view = await modal(ADA, /"callback_id":"ruling"/);
  const options = JSON.stringify(view.view).match(/"value":"(accept [^"]+)"/)!;
  await harbor.post("faults", { method: "chat.postMessage", fault: "drop-after", count: 1 });
  const chosen = { text: { type: "plain_text", text: "x" }, value: options[1] };
  const verdict = { verdict: { verdict: { type: "radio_buttons", selected_option: chosen } } };
  await submit(ADA, view.id, verdict);
  await modal(ADA, /Everybody whom it concerns is told/);
  await until("the word to Bo", async () => (await told(BO, /now counts as \*right\*/)).length > 0);
  await until("the corrected result", async () =>
    (await harbor.messages()).some(
      ({ text }) => text.includes("2 of 2 answered correctly") && text.includes("Put right"),
    ),
  );
  await harbor.quiet(3000);
  expect(await told(BO, /now counts as \*right\*/)).toHaveLength(1);
  expect(await told(CHIE, /now counts/)).toEqual([]);

  await harbor.post("close", { user: ADA, view_id: view.id });
  await harbor.click(ADA, letter!, "look-at-dispute", button(letter!, "look-at-dispute").value);
  await modal(ADA, /settled already/);
}, 40_000);
