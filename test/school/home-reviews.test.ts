// Reviews in App Home, without Slack: which question stands there is in the records, whatever a view on some device still shows.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createReviewRoom } from "../../src/school/reviews.ts";
import type { Quiz } from "../../src/school/quizzes.ts";
import { type Rooms, library, openRooms, optionOf } from "./rooms.ts";

const HOUR = 3600_000;
const DAY = 24 * HOUR;
let rooms: Rooms;
beforeEach(async () => {
  rooms = await openRooms(Date.UTC(2035, 5, 4, 12));
});
afterEach(() => rooms.close());

/** Single choice, one a lesson. */
const ofLessons = [...Map.groupBy(library.questions, ({ lesson }) => lesson).values()].flatMap((questions) =>
  questions.filter(({ type }) => type === "single").slice(0, 1),
);

/** Answers so many questions wrongly: a day later they are due. */
async function owing(count: number): Promise<Quiz[]> {
  const quizzes: Quiz[] = [];
  for (const { id } of ofLessons.slice(0, count)) {
    const quiz = await rooms.post(id);
    await rooms.press(quiz, "U1", optionOf(quiz, false));
    quizzes.push(quiz);
  }
  rooms.pass(DAY);
  return quizzes;
}

const inHome = () => rooms.reviews.inHome("T1", "U1");
async function open(): Promise<Quiz> {
  const review = await inHome();
  if (review?.kind !== "open") throw new Error(`no open question, but ${JSON.stringify(review)}`);
  return review.quiz;
}
const press = (quiz: string, place = 0) => ({
  key: rooms.key(),
  quiz,
  team: "T1",
  person: "U1",
  act: { kind: "shown", place } as const,
  isInPlace: true,
});
const unsure = (quiz: string) => ({ ...press(quiz), act: { kind: "unsure" } as const });
const due = async () => (await rooms.reviews.standing("T1", "U1")).due;

test("whoever has nothing due finds nothing there, and nothing is written down for them", async () => {
  expect(await inHome()).toBeUndefined();
  expect(await rooms.database.kysely.selectFrom("settings").selectAll().execute()).toEqual([]);
  expect(await rooms.database.kysely.selectFrom("learners").selectAll().execute()).toEqual([]);
});

test("the question that is due stands there however often it is looked at, and is posted nowhere", async () => {
  const [asked] = await owing(1);
  const quiz = await open();
  expect(quiz).toMatchObject({ channel: "", audience: "U1", question: { section: asked!.question.section } });
  rooms.pass(1000);
  expect((await open()).id).toBe(quiz.id);
  expect((await Promise.all([inHome(), inHome()])).map((review) => review?.quiz.id)).toEqual([quiz.id, quiz.id]);
  expect(await rooms.owed("quiz:review:")).toEqual([]);
});

test("two that look for the first time at the same moment are given one question", async () => {
  await owing(2);
  const [one, other] = await Promise.all([inHome(), inHome()]);
  expect(one?.quiz.id).toBe(other!.quiz.id);
  expect(await rooms.store.quizzes.openFor("T1", "U1")).toHaveLength(1);
});

describe("an answer there", () => {
  test("stands with its grade, moves the memory as any other does, and owes no message", async () => {
    const [asked] = await owing(1);
    const quiz = await open();
    const right = quiz.order.findIndex((at) => "options" in quiz.question && quiz.question.options[at]!.correct);
    const before = await rooms.store.memories.card("T1", "U1", asked!.question.section);
    expect((await rooms.quiz.answer(press(quiz.id, right))).kind).toBe("first");
    expect(await inHome()).toMatchObject({ kind: "answered", quiz: { id: quiz.id }, grade: { correct: true } });
    const after = await rooms.store.memories.card("T1", "U1", asked!.question.section);
    expect(after!.dueAt).toBeGreaterThan(before!.dueAt + DAY);
    expect(await due()).toBe(0);
    // The word on the answer in the channel, and no other.
    expect(await rooms.owed("feedback:")).toHaveLength(1);

    await rooms.quiz.guessed({ key: "g", team: "T1", person: "U1", quiz: quiz.id, isInPlace: true });
    expect(await inHome()).toMatchObject({ kind: "answered", guessed: true });
    const guessed = await rooms.store.memories.card("T1", "U1", asked!.question.section);
    expect(guessed!.dueAt).toBeLessThan(after!.dueAt);
    expect(await rooms.owed("guessed:")).toEqual([]);
  });

  test("is read on for an hour, and then gives way to what is due", async () => {
    await owing(2);
    const first = await open();
    await rooms.quiz.answer(unsure(first.id));
    rooms.pass(HOUR - 1000);
    expect(await inHome()).toMatchObject({ kind: "answered", quiz: { id: first.id } });
    rooms.pass(2000);
    expect((await open()).id).not.toBe(first.id);
  });

  test("gives way to the next when its person goes on, once however often they press, until none is left", async () => {
    await owing(2);
    const first = await open();
    await rooms.quiz.answer(unsure(first.id));
    await Promise.all([1, 2].map(() => rooms.reviews.moveOn("T1", "U1", first.id)));
    const second = await open();
    expect(second.question.id).not.toBe(first.question.id);
    await rooms.quiz.answer(unsure(second.id));
    // An old view on another device: what was just answered is not skipped.
    await rooms.reviews.moveOn("T1", "U1", first.id);
    expect(await inHome()).toMatchObject({ kind: "answered", quiz: { id: second.id } });
    await rooms.reviews.moveOn("T1", "U1", second.id);
    expect(await inHome()).toBeUndefined();
    expect(await due()).toBe(0);
  });

  test("given again on another device shows the first, even hours later", async () => {
    await owing(2);
    const first = await open();
    const given = await Promise.all([rooms.quiz.answer(press(first.id, 0)), rooms.quiz.answer(press(first.id, 1))]);
    expect(given).toMatchObject([{ kind: "first" }, { kind: "again", differs: true }]);
    expect(await rooms.quiz.answer(press(first.id, 0))).toMatchObject({ kind: "again", differs: false });
    await rooms.reviews.moveOn("T1", "U1", first.id);
    const second = await open();
    rooms.pass(3 * HOUR);
    expect((await rooms.quiz.answer(press(first.id, 1))).kind).toBe("again");
    await rooms.reviews.keepInHome("T1", "U1", first.id);
    expect(await inHome()).toMatchObject({
      kind: "answered",
      quiz: { id: first.id },
      grade: { reply: { option: first.order[0] } },
    });
    await rooms.reviews.moveOn("T1", "U1", first.id);
    expect((await open()).id).toBe(second.id);
  });
});

test("a view of the day before yesterday is told so, and another question about the same stands there", async () => {
  await owing(1);
  const old = await open();
  rooms.pass(2 * DAY);
  expect(await rooms.quiz.answer(press(old.id))).toMatchObject({ kind: "closed", quiz: { id: old.id } });
  const now = await open();
  expect(now.id).not.toBe(old.id);
  expect(now.question.section).toBe(old.question.section);
  await rooms.quiz.tick();
  expect((await open()).id).toBe(now.id);
});

test("a question that was changed or removed meanwhile is graded as it was shown", async () => {
  await owing(1);
  const quiz = await open();
  const without = createReviewRoom({
    store: rooms.store,
    library: { ...library, questions: library.questions.filter(({ section }) => section !== quiz.question.section) },
    clock: { now: rooms.now, onMove: () => () => {}, close: () => {} },
    wake: () => {},
  });
  expect(await without.inHome("T1", "U1")).toBeUndefined();
  const wrong = quiz.order.indexOf(optionOf(quiz, false));
  expect(await rooms.quiz.answer(press(quiz.id, wrong))).toMatchObject({ kind: "first", grade: { correct: false } });
});

describe("one question is one, wherever it stands", () => {
  const asked = { key: "r1", team: "T1", person: "U1", channel: "D1", isDirect: true };

  test("what waits in a direct message stands in App Home, too", async () => {
    await owing(1);
    expect(await rooms.reviews.next(asked)).toBe("given");
    expect((await open()).id).toBe("review:r1");
    await rooms.quiz.answer({ ...press("review:r1"), isInPlace: false });
    expect(await inHome()).toMatchObject({ kind: "answered", quiz: { id: "review:r1" } });
  });

  test("what stands in App Home is posted once to whoever asks for it in a direct message", async () => {
    await owing(1);
    const quiz = await open();
    expect(await rooms.reviews.next(asked)).toBe("given");
    expect(await rooms.reviews.next({ ...asked, key: "r2" })).toBe("waits");
    expect(await rooms.owed("quiz:review:")).toMatchObject([{ destination: { kind: "message", channel: "D1" } }]);
    expect((await open()).id).toBe(quiz.id);
    await rooms.quiz.answer({ ...press(quiz.id), isInPlace: false });
    expect(await rooms.owed("feedback:")).toMatchObject([{}, { destination: { kind: "private", channel: "D1" } }]);
  });
});

test("a review prefers a question that its person has not answered yet", async () => {
  const sections = Map.groupBy(
    library.questions.filter(({ type }) => type === "single"),
    ({ section }) => section,
  );
  const [one] = [...sections.values()].find((questions) => questions.length > 1)!;
  const quiz = await rooms.post(one!.id);
  await rooms.press(quiz, "U1", optionOf(quiz, false));
  rooms.pass(DAY);
  const review = await open();
  expect(review.question.section).toBe(one!.section);
  expect(review.question.id).not.toBe(one!.id);
});
