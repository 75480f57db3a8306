// Disputes, and grades that are put right for all: the real rooms over a real SQLite in memory.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { BEGINNER, unanswered } from "../../src/quiz/difficulty.ts";
import { review } from "../../src/quiz/memory.ts";
import type { Quiz } from "../../src/school/quizzes.ts";
import { type Rooms, openRooms, optionOf } from "./rooms.ts";

const START = Date.UTC(2026, 8, 1, 12);
const SINGLE = "autoscaling-formula-ratio";
const OWNER = { id: "U9", isAdmin: false };
const ADMIN = { id: "U0", isAdmin: true };
const FRESH = { value: 99, answers: 0 };

let school: Rooms;
beforeEach(async () => {
  school = await openRooms(START);
});
afterEach(() => school.close());

const dispute = (quiz: Quiz, person: string, reason = "B is right as well") =>
  school.disputes.open({ key: school.key(), team: "T1", person, quiz: quiz.id, reason });
const settle = (quiz: Quiz, judge: typeof OWNER, verdict: Parameters<Rooms["disputes"]["settle"]>[1]) =>
  school.disputes.settle({ key: school.key(), team: "T1", judge, quiz: quiz.id }, verdict);
const rating = async (person: string) => school.store.memories.learner("T1", person, FRESH);
const item = () => school.store.memories.item("T1", SINGLE, FRESH);
const cards = async (person: string) => school.store.memories.cards("T1", person);
const told = async () =>
  (await school.owed("ruled:"))
    .map(({ destination, content }) => `${destination.channel} ${content.change}`)
    .toSorted();

describe("a dispute", () => {
  test("is opened once by whoever has answered, and told to the quiz's owner", async () => {
    const quiz = await school.post(SINGLE);
    expect(await dispute(quiz, "U1")).toBe("unknown");
    await school.press(quiz, "U1", optionOf(quiz, false));
    expect(await school.disputes.begin("T1", "U1", quiz.id)).toMatchObject({ id: quiz.id });
    expect(await dispute(quiz, "U1")).toBe("opened");
    expect(await dispute(quiz, "U1", "again")).toBe("again");
    expect(await school.disputes.begin("T1", "U1", quiz.id)).toBe("again");
    expect(await school.disputes.begin("T2", "U1", quiz.id)).toBeUndefined();
    expect(await school.owed("dispute:")).toMatchObject([
      { destination: { kind: "message", channel: "U9" }, content: { person: "U1", reason: "B is right as well" } },
    ]);
    expect(await school.disputes.waitingFor("T1", OWNER)).toMatchObject([{ quiz: { id: quiz.id }, count: 1 }]);
    expect(await school.disputes.waitingFor("T1", ADMIN)).toHaveLength(1);
    expect(await school.disputes.waitingFor("T1", { id: "U1", isAdmin: false })).toEqual([]);
    expect(await school.disputes.waitingFor("T2", ADMIN)).toEqual([]);
  });

  test("is ruled on by the owner or an admin alone, and on one's own review by an admin alone", async () => {
    const quiz = await school.post(SINGLE);
    await school.press(quiz, "U1", optionOf(quiz, false));
    await dispute(quiz, "U1");
    expect(await school.disputes.look("T1", { id: "U1", isAdmin: false }, quiz.id)).toBeUndefined();
    expect(await settle(quiz, { id: "U1", isAdmin: false }, { kind: "void" })).toBe("not-yours");
    expect((await school.store.quizzes.find(quiz.id))?.ruling).toBeUndefined();

    await school.quiz.now({ key: "mine", team: "T1", channel: "C1", owner: "U1", audience: "U1", topic: SINGLE });
    const mine = (await school.store.quizzes.find("now:mine"))!;
    await school.press(mine, "U1", optionOf(mine, false));
    await dispute(mine, "U1");
    expect(await settle(mine, { id: "U1", isAdmin: false }, { kind: "void" })).toBe("not-yours");
    expect(await settle(mine, ADMIN, { kind: "keep" })).toBe("settled");
  });

  test("that is dismissed changes nothing, and only those who disputed are told", async () => {
    const quiz = await school.post(SINGLE);
    for (const person of ["U1", "U2"]) await school.press(quiz, person, optionOf(quiz, false));
    await dispute(quiz, "U1");
    const before = [await rating("U1"), await item(), await cards("U1")];
    expect(await settle(quiz, OWNER, { kind: "keep" })).toBe("settled");
    expect([await rating("U1"), await item(), await cards("U1")]).toEqual(before);
    expect(await told()).toEqual(["U1 kept"]);
    expect(await settle(quiz, OWNER, { kind: "void" })).toBe("gone");
  });
});

describe("an accepted answer", () => {
  /** U1 and U2 press one wrong option, U3 the right one. `isRight`: as if it had been right all along. */
  async function answered(): Promise<Quiz> {
    const quiz = await school.post(SINGLE);
    for (const person of ["U1", "U2"]) {
      await school.press(quiz, person, optionOf(quiz, false));
      school.pass(60_000);
    }
    await school.press(quiz, "U3", optionOf(quiz, true));
    return quiz;
  }

  test("counts as right for all who gave it: grades, memory and ability, each told once", async () => {
    const quiz = await answered();
    const right = await rating("U3");
    await dispute(quiz, "U1");
    const [wrong] = (await school.disputes.look("T1", OWNER, quiz.id))!.wrong;
    expect(wrong).toMatchObject({ id: `option-${optionOf(quiz, false)}`, count: 2 });
    expect(await settle(quiz, OWNER, { kind: "accept", id: wrong!.id })).toBe("settled");

    const answers = await school.store.quizzes.answers(quiz.id);
    expect(answers.map(({ correct }) => correct)).toEqual([true, true, true]);
    expect(await told()).toEqual(["U1 right", "U2 right"]);
    // U1 was the first to answer: nothing else had an effect on what they are now.
    const memory = review(undefined, "known", START);
    expect((await cards("U1")).map((card) => card.memory)).toEqual([memory]);
    expect((await rating("U1")).value).toBeGreaterThan(BEGINNER.value);
    expect(await rating("U1")).toMatchObject({ answers: 1 });
    expect(await rating("U3")).toEqual(right);
    const { value, answers: count } = await item();
    expect(count).toBe(3);
    expect(value).toBeLessThan(unanswered(quiz.question.difficulty).value);
  });

  test("comes to the very ratings that it would have come to at once", async () => {
    // One person, one question: then nothing stands in the way of an exact comparison.
    const quiz = await school.post(SINGLE);
    await school.press(quiz, "U1", optionOf(quiz, false));
    await dispute(quiz, "U1");
    await settle(quiz, ADMIN, { kind: "accept", id: `option-${optionOf(quiz, false)}` });
    const putRight = [await rating("U1"), await item()];
    const other = await openRooms(START);
    const posted = await other.post(SINGLE);
    await other.press(posted, "U1", optionOf(posted, true));
    expect(putRight).toEqual([
      await other.store.memories.learner("T1", "U1", FRESH),
      await other.store.memories.item("T1", SINGLE, FRESH),
    ]);
    await other.close();
  });

  test("counts for whoever gives it afterwards, and is marked in the result", async () => {
    const quiz = await answered();
    await dispute(quiz, "U2");
    await settle(quiz, OWNER, { kind: "accept", id: `option-${optionOf(quiz, false)}` });
    const ruled = (await school.store.quizzes.find(quiz.id))!;
    await school.press(ruled, "U4", optionOf(quiz, false));
    await school.press(ruled, "U5", optionOf(quiz, false, 1));
    const graded = await school.store.quizzes.answers(quiz.id);
    expect(graded.slice(-2).map(({ correct }) => correct)).toEqual([true, false]);
    await school.deliver();
    expect(await school.quiz.closeNow(quiz.id, "U9")).toBe("closed");
    expect(await school.owed("result:")).toMatchObject([
      { content: { tally: { correct: 4, total: 5 }, quiz: { ruling: { kind: "accept" } } } },
    ]);
  });
});

describe("a withdrawn question", () => {
  test("counts for nobody, as if it had never been asked, is closed at once, and all who answered are told", async () => {
    const before = await school.post("autoscaling-missing-metrics");
    await school.press(before, "U1", optionOf(before, true));
    const known = [await rating("U1"), await cards("U1")];
    school.pass(60_000);
    const quiz = await school.post(SINGLE);
    await school.press(quiz, "U1", optionOf(quiz, false));
    await school.press(quiz, "U2", optionOf(quiz, true));
    await dispute(quiz, "U2", "none of these");
    expect(await settle(quiz, ADMIN, { kind: "void" })).toBe("settled");

    expect([await rating("U1"), await cards("U1")]).toEqual(known);
    expect(await rating("U2")).toEqual(BEGINNER);
    expect(await cards("U2")).toEqual([]);
    expect(await item()).toEqual(unanswered(quiz.question.difficulty));
    expect(await told()).toEqual(["U1 void", "U2 void"]);
    expect(await school.store.quizzes.find(quiz.id)).toMatchObject({ closed: true, ruling: { kind: "void" } });
    expect(await school.press(quiz, "U3", 0)).toBe("closed");
    expect(await school.owed("result:")).toMatchObject([{ content: { quiz: { ruling: { kind: "void" } } } }]);
    expect(await dispute(quiz, "U1")).toBe("opened");
    expect(await settle(quiz, ADMIN, { kind: "void" })).toBe("settled");
    expect(await told()).toEqual(["U1 kept", "U1 void", "U2 void"]);
  });
});

describe("a guess", () => {
  test("is remembered as Hard, once, and only where the answer was right", async () => {
    const quiz = await school.post(SINGLE);
    await school.press(quiz, "U1", optionOf(quiz, true));
    await school.press(quiz, "U2", optionOf(quiz, false));
    const before = [await rating("U1"), await cards("U2")];
    school.pass(5_000);
    for (const person of ["U1", "U1", "U2", "U3"])
      await school.quiz.guessed({ key: school.key(), team: "T1", person, quiz: quiz.id });
    expect((await cards("U1")).map(({ memory }) => memory)).toEqual([review(undefined, "guessed", START)]);
    expect([await rating("U1"), await cards("U2")]).toEqual(before);
    const words = (await school.owed("guessed:")).map(({ content }) => content.text.startsWith("Noted"));
    expect(words).toEqual([true, false, false, false]);
  });
});
