// Every type of question that is answered in a form, end to end: posted, refused where it is filled in badly, graded once, tallied.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { Message } from "../../src/local-slack/protocol.ts";
import { button, buttons } from "../support/blocks.ts";
import { ADA, BO, CHIE, type Harbor, STUDY, openHarbor, until } from "../support/harbor.ts";

let harbor: Harbor;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.startBot();
  await until("the welcome", async () => (await harbor.messages()).length > 0);
}, 30_000);
afterAll(() => harbor.close());

const { questions } = readLibrary(join(import.meta.dirname, "../../knowledge"));

/** The bank's question with this id, to know its key by. */
function known<T extends string>(id: string, type: T) {
  const found = questions.find((question) => question.id === id);
  if (found?.type !== type) throw new Error(`no question "${id}" of type ${type}`);
  return found as Extract<(typeof questions)[number], { type: T }>;
}

/** Posts one question by its id and finds its post. */
async function post(id: string): Promise<Message> {
  const before = new Set((await harbor.messages()).map(({ ts }) => ts));
  await harbor.command(ADA, `quiz now ${id}`);
  return until(`the quiz ${id}`, async () =>
    (await harbor.messages()).find(({ ts, text }) => !before.has(ts) && text.startsWith("Quiz: ")),
  );
}

/** Opens the form of a quiz, as one person. */
async function open(user: string, quiz: Message): Promise<string> {
  const views = (await harbor.state(user)).views.length;
  await harbor.click(user, quiz, "open-quiz", button(quiz, "open-quiz").value);
  const top = await until("the form", async () => (await harbor.state(user)).views.slice(views).at(-1));
  return top.id;
}

const submit = (user: string, view: string, state: object) => harbor.post("submit", { user, view_id: view, state });
const typed = (value: string) => ({ text: { text: { type: "plain_text_input", value } } });
const chosen = (value: string | number) => ({ text: { type: "plain_text", text: "x" }, value: String(value) });
const checked = (...indices: number[]) => ({
  options: { options: { type: "checkboxes", selected_options: indices.map(chosen) } },
});
const placed = (...steps: number[]) =>
  Object.fromEntries(
    steps.map((step, place) => {
      const id = `place-${place}`;
      return [id, { [id]: { type: "static_select", selected_option: chosen(step) } }];
    }),
  );

const words = async (user: string) =>
  (await harbor.messages(STUDY, user)).filter(({ ephemeral_for: only }) => only === user).map(({ text }) => text);
const told = (user: string, pattern: RegExp) =>
  until(`a word to ${user} like ${String(pattern)}`, async () =>
    (await words(user)).find((text) => pattern.test(text)),
  );

async function close(quiz: Message): Promise<string> {
  await harbor.click(ADA, quiz, "close-quiz", button(quiz, "close-quiz").value);
  const closed = await until("the result", async () =>
    (await harbor.messages()).find(({ ts, text }) => ts === quiz.ts && text.startsWith("Quiz, closed")),
  );
  return closed.text;
}

describe("a question answered in a form", () => {
  test("numeric: units are understood, a slip is said at the field, the first answer stands", async () => {
    const { answer, mistakes } = known("requests-and-limits-sum-cpu", "numeric");
    const quiz = await post("requests-and-limits-sum-cpu");
    const form = await open(BO, quiz);
    const refused = await submit(BO, form, typed("a lot"));
    expect(refused.errors?.["text"]).toMatch(/^Type a number, in cores \(1\.5\) or millicores/);
    expect((await submit(BO, form, typed("5 pods"))).errors?.["text"]).toMatch(/"pods" is no unit that fits here/);
    await submit(BO, form, typed(`${answer * 1000}m`));
    await told(BO, /Correct\.\* You answered 1\.75 cores/);

    const again = await harbor.click(BO, quiz, "open-quiz", button(quiz, "open-quiz").value);
    expect(again.ok).toBe(true);
    await told(BO, /You answered 1\.75 cores before; the first answer counts/);

    await submit(CHIE, await open(CHIE, quiz), typed(`${mistakes[0]!.value} cores`));
    await told(CHIE, new RegExp(`Not quite\\.\\* You answered 1\\.525 cores\\. 250m is a quarter of a core`));
    await harbor.click(ADA, quiz, "unsure", button(quiz, "unsure").value);
    await told(ADA, /Good to know that you do not know/);
    const result = await close(quiz);
    expect(result).toMatch(/1\.75 cores — 1\u00A0of\u00A03 ✅/);
    expect(result).toMatch(/1\.525 cores — 1\u00A0of\u00A03/);
    expect(result).toMatch(/_I don't know_ — 1\u00A0of\u00A03/);
    expect(result).toMatch(/1 of 3 answered correctly/);
  }, 30_000);

  test("multiple: checkboxes, all or nothing, with what was had", async () => {
    const { options } = known("deployments-what-starts-rollout", "multiple");
    const right = options.flatMap(({ correct }, index) => (correct ? [index] : []));
    const wrong = options.findIndex(({ correct }) => !correct);
    const quiz = await post("deployments-what-starts-rollout");
    const form = await open(BO, quiz);
    expect((await submit(BO, form, checked())).errors?.["options"]).toMatch(/required/);
    await submit(BO, form, checked(...right));
    await told(BO, /Correct\.\* You chose [A-E], [A-E], [A-E]\./);
    await submit(CHIE, await open(CHIE, quiz), checked(right[0]!, wrong));
    await told(CHIE, /You had 1 of the 3 right ones, and 1 that is not\./);
    const result = await close(quiz);
    expect(result.match(/✅ \*a right one\*/g)).toHaveLength(3);
    expect(result).toMatch(/2\u00A0of\u00A02 ✅/);
  }, 30_000);

  test("ordering: a step a place, the same one twice is said at the field", async () => {
    const { steps } = known("deployments-chain-order", "ordering");
    const quiz = await post("deployments-chain-order");
    const form = await open(BO, quiz);
    const slip = await submit(BO, form, placed(0, 0, 1, 1, 2));
    expect(slip.errors).toEqual({
      "place-1": "This step stands at place 1 already.",
      "place-3": "This step stands at place 3 already.",
    });
    await submit(BO, form, placed(...steps.keys()));
    await told(BO, /Correct\./);
    await submit(CHIE, await open(CHIE, quiz), placed(1, 0, 2, 3, 4));
    await told(CHIE, /9 of 10 pairs stand in order\. Controllers act on objects that are stored\./);
    expect(await close(quiz)).toMatch(/one pair the wrong way round — 1\u00A0of\u00A02/);
  }, 30_000);

  test("fix-yaml: what is no YAML is said at the field, the rest is asserted", async () => {
    const { solution, manifest } = known("services-fix-target", "fix-yaml");
    const quiz = await post("services-fix-target");
    const form = await open(BO, quiz);
    expect(JSON.stringify((await harbor.state(BO)).views.at(-1))).toContain("app: shopp");
    expect((await submit(BO, form, typed("spec: [1\nkind: x"))).errors?.["text"]).toMatch(/^Line \d+ is no YAML/);
    await submit(BO, form, typed(solution));
    await told(BO, /Correct\./);
    await submit(CHIE, await open(CHIE, quiz), typed(manifest.replace("shopp", "shop")));
    await told(CHIE, /2 of 3 repairs are done\.[^]*The pods listen on 8080\./);
    expect(await close(quiz)).toMatch(/repaired — 1\u00A0of\u00A02 ✅[^]*not repaired yet — 1\u00A0of\u00A02/);
  }, 30_000);

  test("predict: the simulation's events come with the answer", async () => {
    const quiz = await post("deployments-predict-pending");
    await submit(BO, await open(BO, quiz), typed("4"));
    await told(BO, /Correct\.\* You answered 4 pods/);
    const word = (await harbor.messages(STUDY, BO)).findLast(({ ephemeral_for: only }) => only === BO);
    expect(JSON.stringify(word?.blocks)).toMatch(/FailedScheduling[^]*Insufficient cpu/);
    expect(await harbor.replies(quiz.ts)).toEqual([]);
    await close(quiz);
    const run = await harbor.reply(quiz.ts);
    expect(run.text).toMatch(
      /^▶️ I have run it: \*4 pods\*\.\n0:\d\d \d pods?\n[^]*0:\d\d 4 pods\n[^]*FailedScheduling[^]*Insufficient cpu/,
    );
    await harbor.quiet();
    expect(await harbor.replies(quiz.ts)).toHaveLength(1);
  }, 30_000);

  test("fault: lines are options on buttons, under numbered output", async () => {
    const { options } = known("services-fault-endpoints", "fault");
    const quiz = await post("services-fault-endpoints");
    const pressed = buttons(quiz.blocks).filter(({ action_id: id }) => id.startsWith("answer-quiz"));
    expect(pressed).toHaveLength(options.length);
    expect(quiz.text).toContain(" 3  Selector:          app=shopp");
    await harbor.click(BO, quiz, pressed[0]!.action_id, pressed[0]!.value);
    await told(BO, /(Correct|Not quite)\.\* You chose A/);
  }, 30_000);

  test("computed: drawn anew each time, graded as it was posted", async () => {
    const [quiz, again] = [await post("computed-rollout-stuck"), await post("computed-rollout-stuck")];
    expect(again.text).toMatch(/maxSurge: \d, maxUnavailable: \d/);
    await submit(BO, await open(BO, quiz), typed("99"));
    await told(BO, /Not quite\.\* You answered 99 pods\. The answer is \d+ pods?\. 1\. The new pods never/);
  }, 30_000);
});
