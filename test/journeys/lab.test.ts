// A lab, end to end: its card, commands typed in the thread and pressed on buttons, by several people, to the debrief.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Message } from "../../src/local-slack/protocol.ts";
import { button } from "../support/blocks.ts";
import { chatter } from "../support/chatter.ts";
import { ADA, BO, CHIE, type Harbor, STUDY, openHarbor, until } from "../support/harbor.ts";
import { labReplies } from "../support/lab-questions.ts";

let harbor: Harbor;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.startBot();
  await until("the welcome", async () => (await harbor.messages()).length > 0);
}, 30_000);
afterAll(() => harbor.close());

const cards = async () => (await harbor.messages()).filter(({ text }) => text.startsWith("Lab: "));

async function startLab(): Promise<Message> {
  const before = (await cards()).length;
  await harbor.command(ADA, "lab hpa-spike");
  return until("the card", async () => {
    const found = await cards();
    return found.length > before && found.at(-1);
  });
}

/** Types in the lab's thread; resolves with the reply to it. */
async function type(card: Message, user: string, text: string): Promise<Message> {
  const before = (await labReplies(harbor, card)).length;
  await harbor.say(user, text, { thread_ts: card.ts });
  return until(`a reply to ${text}`, async () => (await labReplies(harbor, card))[before]);
}

/** The newest lab is gone from the records, as after a restored backup. */
function forgetLab(): void {
  const database = new DatabaseSync(join(harbor.folder, "local.db"), { timeout: 5_000 });
  try {
    database.exec("delete from labs where id = (select id from labs order by started_at desc limit 1)");
  } finally {
    database.close();
  }
}

describe("the hpa-spike lab", () => {
  test("is played to its debrief by two people, typing and pressing", async () => {
    const card = await startLab();
    expect(card.text).toMatch(/Your task:/);

    const pods = await type(card, ADA, "kubectl get pods");
    expect(pods.text).toMatch(/NAME +READY +STATUS +RESTARTS +AGE\nweb-/);
    expect(pods.text).toContain(`<@${ADA}>`);

    const scaled = await type(card, BO, "kubectl autoscale deployment web --min=2 --max=10 --cpu=50%");
    expect(scaled.text).toContain("horizontalpodautoscaler.autoscaling/web autoscaled");

    const waited = await type(card, BO, "`wait 5m`");
    expect(JSON.stringify(waited.blocks)).toContain('"data_visualization"');
    expect(waited.text).toMatch(/5:0\d/);

    const before = (await labReplies(harbor, card)).length;
    const step = button(waited, "lab-step:wait-5m");
    await harbor.click(CHIE, waited, step.action_id, step.value);
    const pressed = await until("the reply to the button", async () => (await labReplies(harbor, card))[before]);
    expect(pressed.text).toMatch(new RegExp(`<@${CHIE}> at 5:0\\d: .wait 5m.`));
    expect(pressed.text).toMatch(/replicas|pods/i);

    const hpa = await type(card, ADA, "kubectl get hpa");
    expect(hpa.text).toMatch(/web +Deployment\/web +cpu: \d+%\/50% +2 +10 +\d+/);

    for (const word of ["finish", "Finish!", "`finish`", "hint\nfinish"])
      expect((await type(card, BO, word)).text).toMatch(/Only .* can finish/);
    const end = await type(card, ADA, "finish");
    expect(JSON.stringify(end.blocks)).toMatch(/Debrief: passed/);
    expect(button(end, "open-section").value).toMatch(/^autoscaling#/);
    await until("a card that says it is over", async () =>
      (await cards()).some(({ ts, text }) => ts === card.ts && /This lab is over/.test(text)),
    );
    expect((await type(card, ADA, "kubectl get pods")).text).toMatch(/This lab is over/);
  }, 60_000);

  test("undo takes the last command back", async () => {
    const card = await startLab();
    await type(card, ADA, "kubectl scale deployment web --replicas=4");
    expect((await type(card, ADA, "undo")).text).toMatch(/took back `kubectl scale/);
    const after = await type(card, ADA, "kubectl get deployment web");
    expect(after.text).toMatch(/web +2\/2/);
    await type(card, ADA, "undo");
    expect((await type(card, ADA, "undo")).text).toMatch(/nothing to undo/i);
  }, 30_000);

  test("answers slips as the real tool does, and takes bad input", async () => {
    const card = await startLab();
    expect((await type(card, ADA, "kubectl scale deployment wbe --replicas=4")).text).toContain(
      'Error from server (NotFound): deployments.apps "wbe" not found',
    );
    expect((await type(card, ADA, "kubectl gte pods")).text).toMatch(/unknown command/);
    expect((await type(card, ADA, 'kubectl get pods "<!channel>" && wait 1000000h')).text).not.toMatch(/<!channel>/);
  }, 30_000);

  test("hears commands only: fifty lines of chatter get no reply; a mention is answered", async () => {
    const card = await startLab();
    for (const text of chatter) await harbor.say(BO, text, { thread_ts: card.ts });
    await harbor.quiet();
    expect(await labReplies(harbor, card)).toHaveLength(0);
    expect((await type(card, BO, "@shipmate What does the HPA do when metrics are missing?")).text).toMatch(/\[1\]/);
  }, 60_000);
});

test("a button works on a card whose post was taken while the reply to it was lost", async () => {
  await harbor.post("faults", { method: "chat.postMessage", fault: "drop-after", count: 1 });
  const card = await startLab();
  const step = button(card, "lab-step:wait-1m");
  await harbor.click(ADA, card, step.action_id, step.value);
  const reply = await until("the reply to the button", async () => (await labReplies(harbor, card))[0]);
  expect(reply.text).toMatch(/wait 1m/);
}, 30_000);

test("a button of a lab of which nothing is kept is answered, in private", async () => {
  const card = await startLab();
  forgetLab();
  const step = button(card, "lab-step:wait-1m");
  await harbor.click(BO, card, step.action_id, step.value);
  await until("the word about it", async () =>
    (await harbor.messages(STUDY, BO)).find(
      ({ ephemeral_for: reader, text }) => reader === BO && /nothing of this lab/.test(text),
    ),
  );
}, 30_000);

test("the scenarios are listed, and what is not there is said", async () => {
  const told = (pattern: RegExp) =>
    until(`a private word like ${String(pattern)}`, async () =>
      (await harbor.messages(STUDY, BO)).find((message) => message.ephemeral_for === BO && pattern.test(message.text)),
    );
  await harbor.command(BO, "lab");
  const list = await told(/\/shipmate lab hpa-spike/);
  expect(JSON.stringify(list.blocks)).toContain("start-lab:hpa-spike");
  await harbor.command(BO, "lab atlantis");
  expect((await told(/no such scenario/)).text).toContain("`hpa-spike`");
});
