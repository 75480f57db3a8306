// Answers in people's own words, read by a model before they are graded: once, within the limits, and by their words whenever it is not to be had.
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { ReadFacts } from "../../src/school/fact-reader.ts";
import type { Quiz } from "../../src/school/quizzes.ts";
import { openRooms, type Rooms } from "./rooms.ts";

const NOW = Date.UTC(2035, 5, 4, 12);
const ID = "probes-own-words-database";
const LIMITS = { questionsPerHour: 9, wordingsPerHour: 2, tokensPerPerson: 50_000, tokensPerTeam: 50_000 };
/** Right for whoever understands it, not by its words. */
const OTHERWISE = "The kubelet mends nothing by it. It should take pods out of traffic instead.";
const SPANS = ["The kubelet mends nothing", "take pods out of traffic instead"];

let rooms: Rooms;
let quiz: Quiz;
let asked: Parameters<ReadFacts>[0][];
let read: ReadFacts;

beforeEach(async () => {
  asked = [];
  read = async () => SPANS;
  const readFacts: ReadFacts = (question, onSpent) => {
    asked.push(question);
    return read(question, onSpent);
  };
  rooms = await openRooms(NOW, { readFacts, limits: LIMITS });
  quiz = await rooms.post(ID);
});
afterEach(() => rooms.close());

async function answer(person: string, text: string, posted = quiz) {
  const act = { kind: "filled", filled: { text } } as const;
  const given = await rooms.quiz.answer({ key: rooms.key(), quiz: posted.id, team: "T1", person, act });
  return given.kind === "first" || given.kind === "again" ? { kind: given.kind, ...given.grade } : given;
}

test("what the model has read is graded, kept with the answer, and not read again", async () => {
  expect(await answer("U1", OTHERWISE)).toMatchObject({ kind: "first", correct: true, reader: "model" });
  const { stem, facts } = quiz.question as Extract<Quiz["question"], { type: "free-text" }>;
  expect(asked).toEqual([{ question: stem, facts: facts.map(({ fact }) => fact), answer: OTHERWISE }]);
  expect(await answer("U1", "something else")).toMatchObject({ kind: "again", correct: true, reader: "model" });
  expect(asked).toHaveLength(1);
  expect(await rooms.store.quizzes.answers(quiz.id)).toMatchObject([{ correct: true, reply: { spans: SPANS } }]);
});

test("without the model it is graded by its words", async () => {
  read = async () => undefined;
  expect(await answer("U1", OTHERWISE)).toMatchObject({ correct: false, reader: "words" });
  expect(await answer("U2", "All are restarted; use readiness.")).toMatchObject({ correct: true, reader: "words" });
});

test("whoever has used up their share of the model is graded by their words; others are not concerned", async () => {
  const spent: number[] = [];
  read = async (_, onSpent) => {
    spent.push(1);
    onSpent({ input: 300, output: 40 });
    return SPANS;
  };
  const posts = [quiz, await rooms.post(ID), await rooms.post(ID)];
  const readers = [];
  for (const posted of posts) {
    const given = await answer("U1", OTHERWISE, posted);
    readers.push("reader" in given && given.reader);
  }
  expect(readers).toEqual(["model", "model", "words"]);
  expect(await answer("U2", OTHERWISE)).toMatchObject({ reader: "model" });
  expect(spent).toHaveLength(3);
  const tokens = await rooms.database.kysely
    .selectFrom("allowances")
    .select("used")
    .where((where) => where.and({ what: "tokens", person: "U1" }))
    .executeTakeFirst();
  expect(tokens).toEqual({ used: 680 });
});

test("who answers in time is in time, however long it takes to read; afterwards nobody is asked", async () => {
  read = async () => {
    rooms.pass(25 * 3600_000);
    return SPANS;
  };
  expect(await answer("U1", OTHERWISE)).toMatchObject({ kind: "first", correct: true });
  expect(await answer("U2", OTHERWISE)).toMatchObject({ kind: "closed" });
  expect(asked).toHaveLength(1);
});

test("two devices at once: one answer stands, and it is the first that was read", async () => {
  const given = await Promise.all([answer("U1", OTHERWISE), answer("U1", "no idea")]);
  expect(given.map(({ kind }) => kind).toSorted()).toEqual(["again", "first"]);
  expect(await rooms.store.quizzes.answers(quiz.id)).toHaveLength(1);
});

test("nothing but answers in one's own words is ever sent", async () => {
  const other = await rooms.post("requests-and-limits-sum-cpu");
  await answer("U1", "1.75", other);
  await rooms.quiz.answer({ key: "k", quiz: quiz.id, team: "T1", person: "U3", act: { kind: "unsure" } });
  await answer("U4", "   ");
  await rooms.quiz.answer({
    key: "l",
    quiz: quiz.id,
    team: "T2",
    person: "U5",
    act: { kind: "filled", filled: { text: OTHERWISE } },
  });
  expect(asked).toEqual([]);
});

test("whoever has their data deleted takes their words along, and those that the model has read in them", async () => {
  await answer("U1", OTHERWISE);
  await rooms.store.transaction(({ personal }) => personal.forget({ team: "T1", person: "U1", direct: "D1" }));
  const left = await rooms.database.kysely.selectFrom("quiz_answers").select(["reply", "correct"]).execute();
  expect(left).toEqual([{ reply: JSON.stringify({ kind: "text", text: "" }), correct: 1 }]);
});
