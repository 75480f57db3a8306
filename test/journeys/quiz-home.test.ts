// Reviews played in App Home, end to end on their hard days: forms, two devices, a view of another day, and a kill between press and view.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { Question } from "../../src/knowledge/types.ts";
import type { AnyBlock } from "../../src/local-slack/protocol.ts";
import { button, buttons } from "../support/blocks.ts";
import { ADA, BO, CHIE, type Harbor, openHarbor, until } from "../support/harbor.ts";

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const { questions } = readLibrary(join(import.meta.dirname, "../../knowledge"));
const sections = Map.groupBy(questions, ({ section }) => section);

/** A question that is alone in its section: a review of the section asks the same one again. */
function alone<T extends Question["type"]>(type: T, number = 0): Extract<Question, { type: T }> {
  const found = questions.filter((one) => one.type === type && sections.get(one.section)!.length === 1)[number];
  if (found?.type !== type) throw new Error(`no section has one question only, of type ${type}`);
  return found as Extract<Question, { type: T }>;
}
const [one, two, three, four] = [0, 1, 2, 3].map((number) => alone("single", number)) as [Question, ...Question[]];
const [numeric, yaml, ordering] = [alone("numeric"), alone("fix-yaml"), alone("ordering")];

let harbor: Harbor;
beforeAll(async () => {
  harbor = await openHarbor();
  await harbor.startBot();
  await owe(ADA, one);
  await owe(BO, two!, three!);
  await owe(CHIE, numeric, yaml, ordering, four!);
  await harbor.quiet();
  await harbor.post("clock", { advance_ms: DAY + HOUR });
}, 60_000);
afterAll(() => harbor.close());

/** Somebody owns up to not knowing these, in this order. */
async function owe(user: string, ...asked: Question[]): Promise<void> {
  for (const { id } of asked) {
    const before = new Set((await harbor.messages()).map(({ ts }) => ts));
    await harbor.command(user, `quiz now ${id}`);
    const quiz = await until(id, async () =>
      (await harbor.messages()).find(({ ts, text }) => !before.has(ts) && text.startsWith("Quiz: ")),
    );
    await harbor.click(user, quiz, "unsure", button(quiz, "unsure").value);
    await harbor.post("clock", { advance_ms: 1000 });
  }
}

const blocksOf = async (user: string) => ((await harbor.state(user)).home?.blocks ?? []) as AnyBlock[];
const shown = (user: string, pattern: RegExp) =>
  until(`App Home of ${user} with ${String(pattern)}`, async () => {
    const blocks = await blocksOf(user);
    return pattern.test(JSON.stringify(blocks)) && blocks;
  });
async function visit(user: string, pattern: RegExp): Promise<AnyBlock[]> {
  await harbor.post("home", { user });
  return shown(user, pattern);
}
const press = (user: string, action_id: string) => harbor.post("click", { user, action_id, container: { home: true } });
const topView = async (user: string) => (await harbor.state(user)).views.at(-1);
async function openForm(user: string): Promise<string> {
  await press(user, "open-quiz");
  return (await until("the form", async () => topView(user))).id;
}
const submit = (user: string, view_id: string, state: object) => harbor.post("submit", { user, view_id, state });
const typed = (value: string) => ({ text: { text: { type: "plain_text_input", value } } });

/** What the bot has written down, from its own file. */
function rows(sql: string, ...values: string[]) {
  const database = new DatabaseSync(join(harbor.folder, "local.db"), { readOnly: true });
  try {
    return database.prepare(sql).all(...values) as Record<string, unknown>[];
  } finally {
    database.close();
  }
}
const given = (user: string, { id }: Question) =>
  rows(
    "select quiz, reply, correct, guessed from quiz_answers join quizzes on quizzes.id = quiz where person = ? and question_id = ? and audience <> ''",
    user,
    id,
  );
const direct = async (user: string) => {
  const found = (await harbor.state(user)).channels.find(({ is_im }) => is_im);
  return found ? harbor.messages(found.id, user) : [];
};

describe("a form from App Home", () => {
  test("says a slip at its field, and App Home shows what came of it, the explanation and the way on", async () => {
    await visit(CHIE, /\*Your reviews:\* 4 due/);
    const view = await openForm(CHIE);
    expect((await submit(CHIE, view, typed("a lot"))).errors?.["text"]).toMatch(/^Type a number/);
    await submit(CHIE, view, typed(String(numeric.answer)));
    const blocks = await shown(CHIE, /✅ \*Correct\.\*/);
    expect(JSON.stringify(blocks)).toMatch(/\*Why:\*/);
    expect(await topView(CHIE)).toBeUndefined();
    expect(buttons(blocks).map(({ action_id: id }) => id)).toEqual(
      expect.arrayContaining(["open-section", "guessed", "dispute", "next-review"]),
    );
    expect(JSON.stringify(blocks)).toContain("Next review (3 due)");
    expect(given(CHIE, numeric)).toMatchObject([{ correct: 1 }]);
  }, 30_000);

  test("a guess is owned up to, once, and a doubt is sent to those who decide", async () => {
    await press(CHIE, "guessed");
    const blocks = await shown(CHIE, /Noted as a guess/);
    expect(buttons(blocks).some(({ action_id: id }) => id === "guessed")).toBe(false);
    expect(given(CHIE, numeric)).toMatchObject([{ guessed: 1 }]);
    await press(CHIE, "dispute");
    const form = await until("the form", async () => topView(CHIE));
    await submit(CHIE, form.id, {
      reason: { reason: { type: "plain_text_input", value: "It depends on the <version>." } },
    });
    await until("thanks", async () => /You are told what comes of it/.test(JSON.stringify(await topView(CHIE))));
    await harbor.post("close", { user: CHIE, view_id: (await topView(CHIE))!.id });
    expect(rows("select reason from disputes").map(({ reason }) => reason)).toEqual(["It depends on the <version>."]);
    // What has been said stays said.
    await visit(CHIE, /Noted as a guess/);
  }, 30_000);

  test("the section opens from there, and closing it leaves everything where it was", async () => {
    await press(CHIE, "open-section");
    const lesson = await until("the lesson", async () => topView(CHIE));
    expect(lesson.view.callback_id).toBe("open-section");
    await harbor.post("close", { user: CHIE, view_id: lesson.id });
    await harbor.quiet();
    expect(JSON.stringify(await blocksOf(CHIE))).toContain("Noted as a guess");
  }, 30_000);

  test("a manifest is repaired, and steps are put in order", async () => {
    await press(CHIE, "next-review");
    await shown(CHIE, /\*Your reviews:\* 3 due.*open-quiz/s);
    await submit(CHIE, await openForm(CHIE), typed(yaml.solution));
    await shown(CHIE, /✅ \*Correct\.\*.*Next review \(2 due\)/s);
    await press(CHIE, "next-review");
    await shown(CHIE, /Put them in order/);
    const places = ordering.steps.map((_, place) => {
      const id = `place-${place}`;
      const chosen = { text: { type: "plain_text", text: "x" }, value: String(place) };
      return [id, { [id]: { type: "static_select", selected_option: chosen } }];
    });
    await submit(CHIE, await openForm(CHIE), Object.fromEntries(places));
    await shown(CHIE, /✅ \*Correct\.\*.*Next review \(1 due\)/s);
    expect([given(CHIE, yaml), given(CHIE, ordering)]).toMatchObject([[{ correct: 1 }], [{ correct: 1 }]]);
  }, 30_000);
});

describe("two devices", () => {
  test("that press two answers at once give one, and both show it", async () => {
    const blocks = await visit(BO, /\*Your reviews:\* 2 due/);
    const options = buttons(blocks).filter(({ action_id: id }) => id.startsWith("answer-quiz:"));
    await Promise.all(options.slice(0, 2).map(({ action_id: id }) => press(BO, id)));
    const after = JSON.stringify(await shown(BO, /You chose [A-J]\./));
    const [answer, ...more] = given(BO, two!);
    expect(more).toEqual([]);
    const place = /You chose ([A-J])\./.exec(after)![1];
    const [quiz] = rows("select option_order from quizzes where id = ?", String(answer!["quiz"]));
    const order = JSON.parse(String(quiz!["option_order"])) as number[];
    expect(JSON.parse(String(answer!["reply"]))).toEqual({
      kind: "option",
      option: order["ABCDEFGHIJ".indexOf(place!)],
    });
  }, 30_000);

  test("that both go on see the same next question, and it is asked once", async () => {
    await Promise.all([press(BO, "next-review"), press(BO, "next-review")]);
    const blocks = await shown(BO, /\*Your reviews:\* 1 due.*"action_id":"unsure"/s);
    await harbor.quiet();
    expect(rows("select id from quizzes where audience = ? and question_id = ?", BO, three!.id)).toHaveLength(1);
    expect(buttons(blocks).some(({ action_id: id }) => id === "next-review")).toBe(false);
  }, 30_000);
});

test("a kill between the press and the view loses nothing: the answer is there, and the view comes with the next start", async () => {
  await visit(ADA, /\*Your reviews:\* 1 due/);
  await harbor.post("faults", { method: "views.publish", fault: "500-before", count: 1000 });
  const pressed = press(ADA, "unsure");
  await until("the answer", async () => given(ADA, one).length === 1);
  await harbor.killBot();
  await pressed;
  expect(JSON.stringify(await blocksOf(ADA))).toContain('"action_id":"unsure"');
  await harbor.post("faults", { clear: true });
  await harbor.startBot();
  const blocks = await shown(ADA, /Good to know that you do not know/);
  // She pressed once, and is not told that she pressed twice.
  expect(JSON.stringify(blocks)).not.toContain("the first answer counts");
  expect(given(ADA, one)).toHaveLength(1);
}, 40_000);

test("a view of the day before yesterday is told so, and shows what is due now", async () => {
  await press(CHIE, "next-review");
  const [old] = buttons(await shown(CHIE, /\*Your reviews:\* 1 due.*answer-quiz/s));
  await harbor.post("clock", { advance_ms: 2 * DAY });
  await press(CHIE, "answer-quiz:0");
  const blocks = await shown(CHIE, /That was the question of <!date[^>]*>, and its time is over/);
  const [current] = buttons(blocks);
  expect(current!.action_id).toBe(old!.action_id);
  expect(current!.value).not.toBe(old!.value);
  expect(given(CHIE, four!)).toEqual([]);
}, 30_000);

test("nothing of all that was posted anywhere", async () => {
  await harbor.quiet();
  for (const user of [ADA, BO, CHIE])
    expect((await direct(user)).filter(({ text }) => /^Quiz: |Correct|Not quite/.test(text))).toEqual([]);
}, 30_000);
