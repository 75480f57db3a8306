// What every store promises of quizzes and their schedules: a part of the contract in store.ts.
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Question } from "../../src/knowledge/types.ts";
import type { Store } from "../../src/school/store.ts";
import type { Database } from "../../src/store/database.ts";

export function quizzesContract(opened: () => { store: Store; database: Database }): void {
  describe("quizzes", () => {
    let store: Store;
    let database: Database;
    beforeEach(() => {
      ({ store, database } = opened());
    });
    const schedule = {
      id: "s1",
      team: "T1",
      channel: "C1",
      owner: "U1",
      timetable: { hour: 9, minute: 30, zone: "Europe/Berlin", weekdays: [1, 2] },
      track: "",
      openFor: 1000,
      nextRunAt: 1_790_000_000_000,
      paused: "",
    };
    const quiz = {
      id: "s1:1",
      team: "T1",
      channel: "C1",
      schedule: "s1",
      owner: "U1",
      audience: "",
      question: { id: "q1", stem: "why?" } as Question,
      order: [2, 0, 1],
      postedAt: 10,
      closesAt: 20,
      closed: false,
    };
    const given = {
      quiz: "s1:1",
      team: "T1",
      person: "U1",
      reply: { kind: "option", option: 2 } as const,
      correct: true,
      at: 15,
    };

    test("a schedule is due when its time has come and it does not rest", async () => {
      await store.quizzes.addSchedule(schedule);
      await store.quizzes.addSchedule({ ...schedule, owner: "U2" });
      expect(await store.quizzes.dueSchedules(schedule.nextRunAt - 1, 10)).toEqual([]);
      expect(await store.quizzes.dueSchedules(schedule.nextRunAt, 10)).toEqual([schedule]);
      await store.quizzes.pause("s1", "resting");
      expect(await store.quizzes.dueSchedules(schedule.nextRunAt, 10)).toEqual([]);
      await store.quizzes.pause("s1", "");
      await store.quizzes.advance("s1", schedule.nextRunAt + 5);
      expect(await store.quizzes.dueSchedules(schedule.nextRunAt, 10)).toEqual([]);
      expect(await store.quizzes.schedulesIn("T1", "C1")).toMatchObject([{ nextRunAt: schedule.nextRunAt + 5 }]);
      await store.quizzes.removeSchedule("s1");
      expect(await store.quizzes.findSchedule("s1")).toBeUndefined();
    });

    test("skipped slots are kept once, and none is fine", async () => {
      await store.quizzes.skipped("s1", []);
      for (const reason of ["first", "second"]) await store.quizzes.skipped("s1", [{ slot: 1, reason }]);
      const rows = await database.kysely.selectFrom("skipped_slots").selectAll().execute();
      expect(rows.map((row) => ({ ...row }))).toEqual([{ schedule: "s1", slot: 1, reason: "first" }]);
    });

    test("what was skipped lately is told of these schedules alone, the newest first", async () => {
      const reason = "it's <so>";
      for (const [id, slot] of [
        ["s1", 1],
        ["s2", 3],
        ["s1", 2],
        ["s3", 4],
      ] as const)
        await store.quizzes.skipped(id, [{ slot, reason }]);
      const found = await store.quizzes.skippedLately(["s1", "s2"], 2);
      expect(found).toEqual([
        { schedule: "s2", slot: 3, reason },
        { schedule: "s1", slot: 2, reason },
      ]);
      expect(await store.quizzes.skippedLately([], 2)).toEqual([]);
    });

    test("the reason for which a schedule rests is put in the place of one, and of no other", async () => {
      await store.quizzes.addSchedule({ ...schedule, paused: "away" });
      await store.quizzes.addSchedule({ ...schedule, id: "s2", paused: "by its owner" });
      await store.quizzes.addSchedule({ ...schedule, id: "s3" });
      expect((await store.quizzes.pausedFor(["away", "gone"])).map(({ id }) => id)).toEqual(["s1"]);
      const moved = await Promise.all(
        ["s1", "s1", "s2", "s3"].map((id) => store.quizzes.pauseAnew(id, "away", "back")),
      );
      expect(moved.filter(Boolean)).toHaveLength(1);
      expect(await store.quizzes.findSchedule("s1")).toMatchObject({ paused: "back" });
      expect(await store.quizzes.findSchedule("s2")).toMatchObject({ paused: "by its owner" });
      expect(await store.quizzes.findSchedule("s3")).toMatchObject({ paused: "" });
      expect(await store.quizzes.pausedFor(["away"])).toEqual([]);
    });

    test("a slot makes one quiz, which is closed once", async () => {
      await store.quizzes.add(quiz);
      await store.quizzes.add({ ...quiz, order: [0, 1, 2] });
      expect(await store.quizzes.find("s1:1")).toEqual(quiz);
      expect(await store.quizzes.overdue(19)).toEqual([]);
      expect(await store.quizzes.overdue(20)).toEqual([quiz]);
      expect(await store.quizzes.close("s1:1")).toBe(true);
      expect(await store.quizzes.close("s1:1")).toBe(false);
      expect(await store.quizzes.overdue(20)).toEqual([]);
    });

    test("a person's own open quizzes are found, the newest first", async () => {
      const own = { ...quiz, audience: "U1" };
      for (const each of [
        quiz,
        { ...own, id: "o1" },
        { ...own, id: "o2", postedAt: 11 },
        { ...own, id: "o3", audience: "U2" },
        { ...own, id: "o4", team: "T2" },
      ])
        await store.quizzes.add(each);
      expect((await store.quizzes.openFor("T1", "U1")).map(({ id }) => id)).toEqual(["o2", "o1"]);
      await store.quizzes.close("o2");
      expect((await store.quizzes.openFor("T1", "U1")).map(({ id }) => id)).toEqual(["o1"]);
    });

    test("the history of a channel tells how each was answered", async () => {
      await store.quizzes.add(quiz);
      await store.quizzes.add({ ...quiz, id: "s1:2", postedAt: 9 });
      await store.quizzes.add({ ...quiz, id: "s2:1", channel: "C2" });
      for (const [person, correct] of [
        ["U1", true],
        ["U2", false],
        ["U3", false],
      ] as const)
        await store.quizzes.addAnswer({ ...given, person, correct });
      expect(await store.quizzes.history("T1", "C1")).toEqual([
        { question: "q1", postedAt: 9, answers: 0, missed: 0 },
        { question: "q1", postedAt: 10, answers: 3, missed: 2 },
      ]);
    });

    test("the history of a person is what they alone were asked, and what they answered anywhere", async () => {
      const of = (number: number) => ({ question: { ...quiz.question, id: `q${number}` }, postedAt: number });
      for (const each of [
        { ...quiz, id: "asked", ...of(1), audience: "U1", channel: "" },
        { ...quiz, id: "answered", ...of(2) },
        { ...quiz, id: "another's", ...of(3), audience: "U2", channel: "" },
        { ...quiz, id: "unanswered", ...of(4) },
        { ...quiz, id: "elsewhere", ...of(5), team: "T2", audience: "U1" },
      ])
        await store.quizzes.add(each);
      for (const person of ["U1", "U2"])
        await store.quizzes.addAnswer({ ...given, quiz: "answered", person, correct: person === "U1" });
      expect(await store.quizzes.historyOf("T1", "U1")).toEqual([
        { question: "q1", postedAt: 1, answers: 0, missed: 0 },
        { question: "q2", postedAt: 2, answers: 2, missed: 1 },
      ]);
    });

    test("a quiz can stand in another channel later", async () => {
      await store.quizzes.add({ ...quiz, channel: "" });
      await store.quizzes.move("s1:1", "D1");
      expect(await store.quizzes.find("s1:1")).toEqual({ ...quiz, channel: "D1" });
    });

    test("a person's first answer stands", async () => {
      await store.quizzes.add(quiz);
      expect(await store.quizzes.addAnswer(given)).toBe(true);
      expect(await store.quizzes.addAnswer({ ...given, reply: { kind: "unsure" }, correct: false })).toBe(false);
      const typed = { ...given, person: "U2", reply: { kind: "amount", value: 1.5 } as const, at: 16 };
      expect(await store.quizzes.addAnswer(typed)).toBe(true);
      expect(await store.quizzes.answers("s1:1")).toEqual([given, typed]);
    });

    test("an answer from before there were other types than single choice is its option", async () => {
      await store.quizzes.add(quiz);
      const { quiz: id, team, person } = given;
      const row = { quiz: id, team, person, option: 2, correct: 1, answered_at: 15 };
      await database.kysely.insertInto("quiz_answers").values(row).execute();
      expect(await store.quizzes.answers("s1:1")).toEqual([given]);
    });
  });
}
