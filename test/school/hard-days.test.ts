// Answers on hard days: to what is closed, gone or another's, twice at once, from two devices; and a question that changes under its quiz.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createChannelRoom } from "../../src/school/channels.ts";
import { createQuizRoom } from "../../src/school/quiz.ts";
import type { Press } from "../../src/school/quizzes.ts";
import { zoneOf } from "../../src/slack/zone.ts";
import { library, openRooms, optionOf, type Rooms } from "./rooms.ts";

const ID = "autoscaling-formula-ratio";
const HOUR = 3600_000;

let rooms: Rooms;
beforeEach(async () => {
  rooms = await openRooms(Date.UTC(2035, 5, 4, 12));
});
afterEach(() => rooms.close());

const press = (quiz: string, act: Press["act"] = { kind: "shown", place: 0 }, team = "T1"): Press => ({
  key: rooms.key(),
  quiz,
  team,
  person: "U1",
  act,
});

describe("a press", () => {
  test("on a closed quiz is told so, and counts nowhere", async () => {
    const quiz = await rooms.post(ID);
    rooms.pass(25 * HOUR);
    const late = press(quiz.id);
    // Its time is over, even before the tick has closed it.
    expect((await rooms.quiz.answer(late)).kind).toBe("closed");
    expect(await rooms.owed(`feedback:${late.key}`)).toMatchObject([{ content: { given: { kind: "closed" } } }]);
    await rooms.quiz.tick();
    expect((await rooms.quiz.answer(press(quiz.id))).kind).toBe("closed");
    expect(await rooms.quiz.begin(press(quiz.id))).toMatchObject({ kind: "closed" });
    expect(await rooms.store.quizzes.answers(quiz.id)).toEqual([]);
  });

  test.each([
    ["on a quiz that is gone", "now:never", "T1"],
    ["on another workspace's quiz", undefined, "T2"],
  ])("%s is unknown: nothing of it is shown, counted or owed", async (_, id, team) => {
    const quiz = await rooms.post(ID);
    const pressed = press(id ?? quiz.id, undefined, team);
    expect(await rooms.quiz.answer(pressed)).toEqual({ kind: "unknown" });
    expect(await rooms.quiz.begin(pressed)).toEqual({ kind: "unknown" });
    expect(await rooms.store.quizzes.answers(quiz.id)).toEqual([]);
    expect(await rooms.owed("feedback:")).toEqual([]);
  });

  test.each([
    ["an option that there is not", { kind: "shown", place: 9 }],
    ["a place that is no number", { kind: "shown", place: Number.NaN }],
    ["a form that this question has not", { kind: "filled", filled: { text: "4" } }],
    ["options of a checkbox that was never shown", { kind: "filled", filled: { chosen: [0, 99] } }],
  ] as const)("with %s answers nothing", async (_, act) => {
    const quiz = await rooms.post(ID);
    expect(await rooms.quiz.answer(press(quiz.id, act as Press["act"]))).toEqual({ kind: "unknown" });
    expect(await rooms.store.quizzes.answers(quiz.id)).toEqual([]);
  });

  test("on two devices at the same moment gives one answer, and both hear of it", async () => {
    const quiz = await rooms.post(ID);
    const [right, wrong] = [true, false].map((correct) => quiz.order.indexOf(optionOf(quiz, correct)));
    const presses = [wrong!, right!, wrong!].map((place) => press(quiz.id, { kind: "shown", place }));
    const given = await Promise.all(presses.map((each) => rooms.quiz.answer(each)));
    expect(given.map(({ kind }) => kind).toSorted()).toEqual(["again", "again", "first"]);
    const [answer, ...more] = await rooms.store.quizzes.answers(quiz.id);
    expect(more).toEqual([]);
    for (const each of given) expect(each).toMatchObject({ grade: { correct: answer!.correct } });
    expect(await rooms.owed("feedback:")).toHaveLength(3);
  });

  test("that is delivered twice is told once", async () => {
    const quiz = await rooms.post(ID);
    const twice = press(quiz.id);
    await rooms.quiz.answer(twice);
    await rooms.quiz.answer(twice);
    expect(await rooms.owed("feedback:")).toHaveLength(1);
  });
});

describe("between post and answer", () => {
  /** The same records, with a library that has changed meanwhile. */
  const later = (questions: typeof library.questions) =>
    createQuizRoom({
      store: rooms.store,
      library: { ...library, questions },
      clock: { now: rooms.now, onMove: () => () => {}, close: () => {} },
      wake: () => {},
      dueReviews: rooms.reviews.due,
    });

  test("a question whose key was changed is graded as it was posted", async () => {
    const quiz = await rooms.post(ID);
    const right = optionOf(quiz, true);
    const turned = library.questions.map((one) =>
      one.id === ID && one.type === "single"
        ? { ...one, options: one.options.map((option) => ({ ...option, correct: !option.correct })) }
        : one,
    );
    const act = { kind: "shown", place: quiz.order.indexOf(right) } as const;
    expect(await later(turned).answer(press(quiz.id, act))).toMatchObject({ kind: "first", grade: { correct: true } });
  });

  test("a question that was removed is graded, closed and told as it was posted", async () => {
    const quiz = await rooms.post(ID);
    const without = later(library.questions.filter(({ id }) => id !== ID));
    expect(await without.now({ key: "k", team: "T1", channel: "C1", owner: "U9", topic: ID })).toBe(false);
    const act = { kind: "shown", place: quiz.order.indexOf(optionOf(quiz, false)) } as const;
    expect(await without.answer(press(quiz.id, act))).toMatchObject({ kind: "first", grade: { correct: false } });
    expect(await without.closeNow(quiz.id, "U9")).toBe("closed");
    expect(await rooms.owed("result:")).toMatchObject([{ content: { quiz: { question: { id: ID } } } }]);
  });
});

describe("a zone", () => {
  const doorOf = (user: object) => ({ client: { users: { info: async () => ({ ok: true, user }) } } }) as never;

  test("that Slack does not tell is UTC", async () => {
    expect(await zoneOf(doorOf({ tz: "Asia/Tokyo" }), "U1")).toBe("Asia/Tokyo");
    expect(await zoneOf(doorOf({}), "U1")).toBe("Etc/UTC");
  });

  test.each(["", "Mars/Olympus", "+05:30"])("of %j is UTC for a digest", async (zone) => {
    const channels = createChannelRoom({
      store: rooms.store,
      clock: { now: rooms.now, onMove: () => () => {}, close: () => {} },
    });
    await channels.change("T1", "C1", { off: [], digest: true, zone });
    const { digestAt } = await channels.settings("T1", "C1");
    expect(new Date(digestAt).toISOString()).toBe("2035-06-11T09:00:00.000Z");
  });
});
