// What answering teaches the school, and when it comes back: the real rooms over a real SQLite in memory, under a clock that the test moves.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { sql } from "kysely";
import { readLibrary } from "../../src/knowledge/read.ts";
import { BEGINNER } from "../../src/quiz/difficulty.ts";
import { createQuizRoom } from "../../src/school/quiz.ts";
import type { Quiz } from "../../src/school/quizzes.ts";
import { createReminderRoom } from "../../src/school/reminders.ts";
import { createReviewRoom } from "../../src/school/reviews.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/store.ts";

const HOUR = 3600_000;
const DAY = 24 * HOUR;
/** A Tuesday. */
const START = Date.UTC(2026, 8, 1, 12);
const library = readLibrary(join(import.meta.dirname, "../../knowledge"));

let database: Database;
let now: number;
let school: ReturnType<typeof rooms>;
beforeEach(async () => {
  now = START;
  database = await openDatabase({ file: ":memory:" });
  school = rooms();
});
afterEach(() => school.store.close());

function rooms(shown = library) {
  const store = createStore(database);
  const clock = { now: () => now, onMove: () => () => {}, close: () => {} };
  const wake = () => {};
  const reviews = createReviewRoom({ store, library: shown, clock, wake });
  const quiz = createQuizRoom({ store, library: shown, clock, wake, dueReviews: reviews.due });
  const reminders = createReminderRoom({ store, clock, wake, dueReviews: reviews.due });
  return { store, reviews, reminders, quiz };
}

let presses = 0;
/** Posts a quiz about a topic; its id. */
async function post(topic: string): Promise<Quiz> {
  const key = `press-${++presses}`;
  expect(await school.quiz.now({ key, team: "T1", channel: "C1", owner: "U9", topic })).toBe(true);
  return (await school.store.quizzes.find(`now:${key}`))!;
}

async function answer(quiz: Quiz, person: string, correct: boolean): Promise<string> {
  const { question, order } = quiz;
  if (!("options" in question)) throw new Error(`${question.id} has no options`);
  const place = order.findIndex((option) => question.options[option]!.correct === correct);
  const press = {
    key: `answer-${++presses}`,
    quiz: quiz.id,
    team: "T1",
    person,
    act: { kind: "shown", place } as const,
  };
  return (await school.quiz.answer(press)).kind;
}

const SINGLE = "autoscaling-formula-ratio";
const card = async (person: string, concept: string) => school.store.memories.card("T1", person, concept);
const item = (question: string) => school.store.memories.item("T1", question, { value: 99, answers: 0 });
const learner = (person: string) => school.store.memories.learner("T1", person, { value: 99, answers: 0 });

describe("an answer", () => {
  test("moves its person's card and ability and the question's difficulty, once", async () => {
    const quiz = await post(SINGLE);
    expect(await answer(quiz, "U1", false)).toBe("first");
    const after = [await card("U1", quiz.question.section), await learner("U1"), await item(SINGLE)];
    expect(after[0]).toMatchObject({ reviewedAt: START, dueAt: START + DAY });
    expect(after[1]).toEqual({ value: expect.any(Number), answers: 1 });
    expect((after[1] as { value: number }).value).toBeLessThan(BEGINNER.value);
    now += HOUR;
    expect(await answer(quiz, "U1", true)).toBe("again");
    expect([await card("U1", quiz.question.section), await learner("U1"), await item(SINGLE)]).toEqual(after);

    expect(await answer(quiz, "U2", true)).toBe("first");
    expect(await item(SINGLE)).toMatchObject({ answers: 2 });
    expect((await card("U2", quiz.question.section))!.dueAt).toBeGreaterThan(now + 2 * DAY);
    expect(await card("U1", quiz.question.section)).toEqual(after[0]);
  });

  test("to a computed question is remembered by its rule", async () => {
    const quiz = await post("computed-hpa-ratio");
    await school.quiz.answer({ key: "k", quiz: quiz.id, team: "T1", person: "U1", act: { kind: "unsure" } });
    expect(await card("U1", "computed-hpa-ratio")).toMatchObject({ dueAt: START + DAY });
    expect(await card("U1", quiz.question.section)).toBeUndefined();
  });

  test("whose transaction fails is forgotten as a whole", async () => {
    const quiz = await post(SINGLE);
    await sql`drop table review_cards`.execute(database.kysely);
    await expect(answer(quiz, "U1", true)).rejects.toThrow(/review_cards/);
    expect(await school.store.quizzes.answers(quiz.id)).toEqual([]);
    expect(await learner("U1")).toEqual({ value: 99, answers: 0 });
  });
});

describe("a review", () => {
  const next = (key = "r") => school.reviews.next({ key, team: "T1", person: "U1", channel: "D1", isDirect: true });

  test("asks what is due first, about the same concept, and comes back later when it was known", async () => {
    const quiz = await post(SINGLE);
    await answer(quiz, "U1", false);
    expect(await next()).toBe("nothing");
    expect(await school.reviews.standing("T1", "U1")).toMatchObject({ due: 0, nextAt: START + DAY, learnt: 1 });
    now = START + DAY;
    expect(await school.reviews.standing("T1", "U1")).toMatchObject({ due: 1, nextAt: undefined });
    expect(await school.reviews.standing("T1", "U2")).toMatchObject({ due: 0, learnt: 0 });

    expect(await next()).toBe("given");
    const review = (await school.store.quizzes.find("review:r"))!;
    expect(review).toMatchObject({ audience: "U1", question: { section: quiz.question.section } });
    expect(await school.store.outbox.find("quiz:review:r")).toMatchObject({
      destination: { kind: "message", channel: "D1" },
    });
    const { due } = await school.reviews.standing("T1", "U1");
    const right = { key: "right", quiz: review.id, team: "T1", person: "U1" };
    const place = "options" in review.question ? review.order.findIndex((at) => rightAt(review, at)) : -1;
    const act = place < 0 ? ({ kind: "unsure" } as const) : ({ kind: "shown", place } as const);
    await school.quiz.answer({ ...right, act });
    expect(due).toBe(1);
    expect(await school.reviews.standing("T1", "U1")).toMatchObject({ due: 0 });
    expect(await school.store.outbox.find("feedback:right")).toMatchObject({ content: { due: 0 } });
  });

  test("that waits for its answer is not asked twice: it stands in a direct message, and is shown again elsewhere", async () => {
    await answer(await post(SINGLE), "U1", false);
    now += DAY;
    expect((await Promise.all([next("r1"), next("r2")])).toSorted()).toEqual(["given", "waits"]);
    expect((await Promise.all([next("r1"), next("r2")])).toSorted()).toEqual(["given", "waits"]);
    const [quiz, ...others] = await school.store.quizzes.openFor("T1", "U1");
    expect(others).toEqual([]);
    const press = { key: "r3", team: "T1", person: "U1", channel: "C1", isDirect: false };
    expect(await school.reviews.next(press)).toBe("given");
    expect(await school.store.outbox.find("again:r3")).toMatchObject({
      destination: { kind: "private", channel: "C1", user: "U1" },
      content: { kind: "quiz", quiz: { id: quiz!.id } },
    });
    // Its day is over: there is a new one.
    now += DAY;
    expect(await next("r4")).toBe("given");
    expect(await school.store.quizzes.find("review:r4")).toBeDefined();
  });

  test("of what the library has lost is neither asked nor counted, nor forgotten", async () => {
    const quiz = await post(SINGLE);
    await answer(quiz, "U1", false);
    now += DAY;
    const questions = library.questions.filter(({ section }) => section !== quiz.question.section);
    const without = rooms({ ...library, questions });
    expect(await without.reviews.standing("T1", "U1")).toMatchObject({ due: 0, learnt: 0 });
    const press = { key: "k", team: "T1", person: "U1", channel: "D1", isDirect: true };
    expect(await without.reviews.next(press)).toBe("nothing");
    expect(await school.reviews.standing("T1", "U1")).toMatchObject({ due: 1 });
  });
});

const rightAt = ({ question }: Quiz, at: number) => "options" in question && question.options[at]!.correct;

describe("the daily reminder", () => {
  const reminders = async () => {
    const rows = await database.kysely.selectFrom("deliveries").select("id").where("id", "like", "reviews:%").execute();
    return rows.map(({ id }) => id.replace("reviews:T1:", ""));
  };
  const remind = (zone: string) => school.reminders.start({ team: "T1", person: "U1", channel: "D1", zone });
  /** Ticks every half hour up to an instant. */
  async function passUntil(end: number): Promise<void> {
    for (; now < end; now += HOUR / 2) await school.reminders.tick();
  }
  beforeEach(async () => {
    await answer(await post(SINGLE), "U1", false);
  });

  test("is off until it is wanted, and off again", async () => {
    await passUntil(START + 3 * DAY);
    expect(await reminders()).toEqual([]);
    await remind("Europe/Berlin");
    expect(await school.reviews.standing("T1", "U1")).toMatchObject({ isReminded: true });
    await school.reminders.stop("T1", "U1");
    await passUntil(START + 6 * DAY);
    expect(await reminders()).toEqual([]);
  });

  test("comes once a local day at nine, while something is due", async () => {
    await remind("America/New_York");
    // Noon in Greenwich is eight in New York: on the first day nothing is due yet.
    await passUntil(Date.UTC(2026, 8, 2, 12, 59));
    expect(await reminders()).toEqual([]);
    await passUntil(Date.UTC(2026, 8, 2, 13, 30));
    expect(await reminders()).toEqual(["U1:2026-09-02"]);
    await passUntil(Date.UTC(2026, 8, 4, 13, 30));
    expect(await reminders()).toEqual(["U1:2026-09-02", "U1:2026-09-03", "U1:2026-09-04"]);
    expect(await school.store.outbox.find("reviews:T1:U1:2026-09-04")).toMatchObject({
      destination: { kind: "message", channel: "D1" },
      content: { kind: "reviews", person: "U1", due: 1 },
    });
  });

  test("follows its person: the same day is not reminded twice", async () => {
    await remind("Asia/Tokyo");
    await passUntil(Date.UTC(2026, 8, 3, 1));
    expect(await reminders()).toEqual(["U1:2026-09-03"]);
    await school.reminders.noteZone("T1", "U1", "Europe/London");
    await passUntil(Date.UTC(2026, 8, 3, 23));
    expect(await reminders()).toEqual(["U1:2026-09-03"]);
    await passUntil(Date.UTC(2026, 8, 4, 8, 30));
    expect(await reminders()).toEqual(["U1:2026-09-03", "U1:2026-09-04"]);
  });

  test("comes at another hour for whoever chooses one", async () => {
    await school.reminders.setHour("T1", "U1", 18);
    expect(await school.store.memories.reminder("T1", "U1")).toBeUndefined();
    await remind("Asia/Tokyo");
    await school.reminders.setHour("T1", "U1", 18);
    expect(await school.reviews.standing("T1", "U1")).toMatchObject({ isReminded: true, remindedAt: 18 });
    now = Date.UTC(2026, 8, 3, 0, 30);
    await passUntil(Date.UTC(2026, 8, 3, 9));
    expect(await reminders()).toEqual([]);
    await passUntil(Date.UTC(2026, 8, 3, 9, 30));
    expect(await reminders()).toEqual(["U1:2026-09-03"]);
    // Whoever travels keeps their hour.
    await school.reminders.noteZone("T1", "U1", "Europe/London");
    expect(await school.store.memories.reminder("T1", "U1")).toMatchObject({ hour: 18 });
  });

  test("that is more than six hours late is left out, and an unknown zone is UTC", async () => {
    await remind("Mars/Olympus");
    expect(await school.store.memories.reminder("T1", "U1")).toMatchObject({ zone: "Etc/UTC" });
    now = Date.UTC(2026, 8, 2, 15, 1);
    await school.reminders.tick();
    expect(await reminders()).toEqual([]);
    now = Date.UTC(2026, 8, 3, 14, 59);
    await school.reminders.tick();
    await school.reminders.tick();
    expect(await reminders()).toEqual(["U1:2026-09-03"]);
  });

  test("keeps to nine o'clock over the end of summer time", async () => {
    now = Date.UTC(2026, 9, 24, 12);
    await remind("Europe/Berlin");
    await passUntil(Date.UTC(2026, 9, 25, 8));
    expect(await reminders()).toEqual([]);
    await passUntil(Date.UTC(2026, 9, 25, 8, 30));
    expect(await reminders()).toEqual(["U1:2026-10-25"]);
  });
});
