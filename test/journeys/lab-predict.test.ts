// What a lab asks, end to end: asked beside the replies, pressed by two people, told to each when the run is there, though the bot was killed
// meanwhile; and an outcome that is shared with the channel once.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Message } from "../../src/local-slack/protocol.ts";
import { button, buttons } from "../support/blocks.ts";
import { ADA, BO, type Harbor, STUDY, openHarbor, until } from "../support/harbor.ts";
import { isPrediction, labReplies } from "../support/lab-questions.ts";

let harbor: Harbor;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.startBot();
}, 60_000);
afterAll(() => harbor.close());

async function startLab(scenario: string): Promise<Message> {
  const cards = async () => (await harbor.messages()).filter(({ text }) => text.startsWith("Lab: "));
  const before = (await cards()).length;
  await harbor.command(ADA, `lab ${scenario}`);
  return until("the card", async () => (await cards())[before]);
}

const repliesTo = async (card: Message) => labReplies(harbor, card);
const questionsIn = async (card: Message) => (await harbor.replies(card.ts)).filter(isPrediction);

async function type(card: Message, user: string, text: string): Promise<Message> {
  const before = (await repliesTo(card)).length;
  await harbor.say(user, text, { thread_ts: card.ts });
  return until(`a reply to ${text}`, async () => (await repliesTo(card))[before]);
}

const toldTo = (user: string, pattern: RegExp) =>
  until(`a word for ${user} like ${String(pattern)}`, async () =>
    (await harbor.messages(STUDY, user)).find(({ ephemeral_for: whose, text }) => whose === user && pattern.test(text)),
  );

/** Presses the answer that reads so. */
async function answer(user: string, question: Message, text: string): Promise<void> {
  const found = buttons(question.blocks as never).find((each) => each.text.text === text);
  await harbor.click(user, question, found!.action_id, found!.value);
}

test("a prediction is asked, answered once by each, and settled by the run after the bot was killed", async () => {
  const card = await startLab("requests-too-high");
  await type(card, ADA, "status");
  await type(card, ADA, "kubectl scale deployment web --replicas=8");
  const question = await until("the question", async () => (await questionsIn(card))[0]);
  expect(question.text).toMatch(/3 of 8 pods of the Deployment `web` are ready: 5 of 8 pods are Pending/);

  await answer(ADA, question, "3 ready");
  await toldTo(ADA, /Noted: \*3 ready\*/);
  await answer(BO, question, "8 ready");
  await toldTo(BO, /Noted: \*8 ready\*/);
  await answer(BO, question, "3 ready");
  await toldTo(BO, /You said \*8 ready\* before; the first answer counts/);

  await harbor.killBot();
  await harbor.startBot();
  // Nobody need answer: the lab goes on.
  expect((await type(card, ADA, "wait 3m")).text).toContain("3m passed");
  await toldTo(ADA, /You were right:\* 3 ready\./);
  await toldTo(BO, /Not quite: it was\* 3 ready\./);
  const settled = await until("the question settled", async () =>
    (await questionsIn(card)).find(({ text }) => text.includes("It was 3 ready. 1 of 2 had it right.")),
  );
  expect(settled.ts).toBe(question.ts);
  expect(button(settled, "open-section").value).toBe("requests-and-limits#requests-limits");
  expect(settled.text).toMatch(/5 of 8 pods were Pending \(0\/3 nodes are available: 3 Insufficient cpu\)/);
}, 60_000);

test("whoever wants no questions presses them away; why and help answer in the thread", async () => {
  const card = await startLab("requests-too-high");
  await type(card, ADA, "status");
  await type(card, ADA, "kubectl scale deployment web --replicas=8");
  const question = await until("the question", async () => (await questionsIn(card))[0]);
  const off = button(question, "lab-step:predict-off");
  const before = (await repliesTo(card)).length;
  await harbor.click(BO, question, off.action_id, off.value);
  const said = await until("the reply to the button", async () => (await repliesTo(card))[before]);
  expect(said.text).toContain("This lab asks no more what will come of it");
  await type(card, ADA, "wait 3m");

  expect((await type(card, BO, "why")).text).toMatch(/5 of 8 pods are Pending \(0\/3 nodes are available: 3 Insuff/);
  expect((await type(card, BO, "help kubectl scale")).text).toContain("kubectl scale deployment NAME --replicas=N");
  const pods = await type(card, BO, "kubectl get pods");
  const [, name = ""] = /(web-\S+) +0\/1 +Pending/.exec(pods.text) ?? [];
  expect((await type(card, BO, `why pod ${name} is Pending`)).text).toContain(`The pod \`${name}\` is Pending because`);
  for (let turn = 0; turn < 5; turn++) await type(card, ADA, "wait 1s");
  await harbor.quiet();
  expect(await questionsIn(card)).toHaveLength(1);
}, 60_000);

test("an outcome is shared with the channel once, and names who played it; whose the decision was is told", async () => {
  const card = await startLab("scale-by-hand");
  await type(card, BO, "kubectl scale deployment web --replicas=7");
  const end = await type(card, ADA, "finish");
  expect(JSON.stringify(end.blocks)).toMatch(/would not have passed.*\(<@U0BO00002>\)/);
  const share = button(end, "share-lab");
  await harbor.click(BO, end, share.action_id, share.value);
  const shared = async () => (await harbor.messages()).filter(({ text }) => text.startsWith("🏁"));
  const [outcome] = await until("the outcome", async () => ((await shared()).length > 0 ? shared() : undefined));
  expect(outcome!.text).toMatch(new RegExp(`passed, 100 of 100 points by <@${BO}>, <@${ADA}>`));
  expect(outcome!.thread_ts).toBeUndefined();

  await harbor.click(ADA, end, share.action_id, share.value);
  await toldTo(ADA, /in the channel already/);
  await harbor.quiet();
  expect(await shared()).toHaveLength(1);
}, 60_000);
