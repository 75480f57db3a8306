// What every store promises of disputes, rulings, settings and channels: a part of the contract in store.ts.
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Scenario } from "../../src/knowledge/scenario.ts";
import { createDisputeRoom } from "../../src/school/disputes.ts";
import type { Schedule } from "../../src/school/quizzes.ts";
import type { Store } from "../../src/school/store.ts";
import { take } from "../../src/school/take-answer.ts";
import { aQuestion } from "../quiz/fixture.ts";

export function learningContract(opened: () => Store): void {
  describe("learning", () => {
    let store: Store;
    beforeEach(async () => {
      store = opened();
      await store.quizzes.add(quiz);
    });
    const quiz = {
      id: "z",
      team: "T1",
      channel: "C1",
      schedule: "",
      owner: "U9",
      audience: "",
      question: aQuestion("q1"),
      order: [0, 1, 2, 3],
      postedAt: 1,
      closesAt: 100,
      closed: false,
    };
    const dispute = { quiz: "z", team: "T1", person: "U1", reason: 'it\'s <so> & "so"', openedAt: 5 };
    const given = { quiz: "z", team: "T1", reply: { kind: "option", option: 1 } as const, correct: true };
    const withdrawn = { kind: "void" } as const;

    test("a dispute is one a person and quiz, open until it is settled", async () => {
      expect(await store.disputes.add(dispute)).toBe(true);
      expect(await store.disputes.add({ ...dispute, reason: "again" })).toBe(false);
      expect(await store.disputes.add({ ...dispute, person: "U2", openedAt: 3 })).toBe(true);
      const open = { ...dispute, outcome: "", settledBy: "", settledAt: 0 };
      expect(await store.disputes.open("T1")).toEqual([{ ...open, person: "U2", openedAt: 3 }, open]);
      expect(await store.disputes.open("T2")).toEqual([]);
      await store.disputes.settle("z", { outcome: "upheld", settledBy: "U9", settledAt: 7 });
      await store.disputes.settle("z", { outcome: "dismissed", settledBy: "U8", settledAt: 8 });
      expect(await store.disputes.open("T1")).toEqual([]);
      expect((await store.disputes.about("z")).map(({ outcome, settledBy }) => [outcome, settledBy])).toEqual([
        ["upheld", "U9"],
        ["upheld", "U9"],
      ]);
    });

    test("a ruling is kept with its quiz, and grades with their answers", async () => {
      expect(await store.quizzes.find("z")).toEqual(quiz);
      const ruling = { kind: "accept", replies: [{ kind: "option" as const, option: 2 }] } as const;
      await store.quizzes.rule("z", { ...ruling, replies: [...ruling.replies] });
      expect(await store.transaction(({ quizzes }) => quizzes.hold("z", "alone"))).toEqual({ ...quiz, ruling });
      await store.quizzes.addAnswer({ ...given, person: "U1", at: 2 });
      await store.quizzes.addAnswer({ ...given, person: "U2", at: 3, correct: false });
      expect(await store.quizzes.setGuessed("z", "U2")).toBe(false);
      await store.quizzes.setCorrect("z", "U2", true);
      expect((await store.quizzes.answers("z")).map(({ guessed }) => guessed)).toEqual([undefined, undefined]);
      expect([await store.quizzes.setGuessed("z", "U2"), await store.quizzes.setGuessed("z", "U2")]).toEqual([
        true,
        false,
      ]);
      expect((await store.quizzes.answers("z")).map(({ guessed }) => guessed)).toEqual([undefined, true]);
      await store.quizzes.noteRatings("z", "U2", { ability: 1 / 3, difficulty: -0.25 });
      const known = { quiz: "z", question: quiz.question, correct: true, isVoid: false, level: 1 };
      expect(await store.quizzes.answersTo("T1", "q1")).toEqual([
        { ...known, person: "U1", guessed: false, ability: undefined, difficulty: undefined, at: 2 },
        { ...known, person: "U2", guessed: true, ability: 1 / 3, difficulty: -0.25, at: 3 },
      ]);
      expect(await store.quizzes.answersBy("T1", "U2")).toHaveLength(1);
      expect(await store.quizzes.answersBy("T2", "U2")).toEqual([]);
      await store.quizzes.rule("z", withdrawn);
      expect((await store.quizzes.answersTo("T1", "q1")).every(({ isVoid }) => isVoid)).toBe(true);
    });

    test("what a channel answered counts without reviews, and without what was withdrawn", async () => {
      await store.quizzes.add({ ...quiz, id: "own", audience: "U1" });
      await store.quizzes.add({ ...quiz, id: "gone" });
      for (const id of ["z", "own", "gone"]) await store.quizzes.addAnswer({ ...given, quiz: id, person: "U1", at: 5 });
      await store.quizzes.rule("gone", withdrawn);
      expect(await store.quizzes.answersIn("T1", "C1", 4)).toEqual([{ person: "U1", correct: true, at: 5 }]);
      expect(await store.quizzes.answersIn("T1", "C1", 5)).toEqual([]);
      expect(await store.quizzes.answeredAt("T1", "U1", 4)).toEqual([5, 5, 5]);
      expect(await store.quizzes.answeredAt("T1", "U1", 5)).toEqual([]);
      expect(await store.quizzes.answeredAt("T2", "U1", 4)).toEqual([]);
      await store.disputes.add(dispute);
      const about = { question: quiz.question, person: "U1", reply: given.reply, correct: true };
      expect((await store.quizzes.answersSince(0)).toSorted((a, b) => Number(b.disputed) - Number(a.disputed))).toEqual(
        [
          { ...about, disputed: true },
          { ...about, disputed: false },
        ],
      );
      expect(await store.quizzes.answersSince(6)).toEqual([]);
    });

    test("an answer that comes while a ruling is made is graded by it", async () => {
      const room = createDisputeRoom({
        store,
        clock: { now: () => 50, onMove: () => () => {}, close: () => {} },
        wake: () => {},
      });
      const press = (person: string, before = async () => {}) =>
        store.transaction((records) => {
          const addAnswer: typeof records.quizzes.addAnswer = async (answer) => {
            await before();
            return records.quizzes.addAnswer(answer);
          };
          const slowed = { ...records, quizzes: { ...records.quizzes, addAnswer } };
          const act = { kind: "shown", place: 2 } as const;
          return take(slowed, { key: person, quiz: "z", team: "T1", person, act }, 50);
        });
      await press("U0");
      await room.open({ key: "d", team: "T1", person: "U0", quiz: "z", reason: "so" });
      const graded = Promise.withResolvers<void>();
      const slow = press("U1", async () => {
        graded.resolve();
        await new Promise((done) => setTimeout(done, 200));
      });
      // Graded as posted, and not written down yet.
      await graded.promise;
      const judge = { id: "U9", isAdmin: false };
      const settled = room.settle({ key: "r", team: "T1", judge, quiz: "z" }, { kind: "accept", id: "option-2" });
      await Promise.all([slow, settled, ...["U2", "U3", "U4"].map((person) => press(person))]);
      const answers = await store.quizzes.answers("z");
      expect(answers).toHaveLength(5);
      expect(answers.filter(({ correct }) => !correct)).toEqual([]);
      expect(await store.memories.item("T1", "q1", { value: 9, answers: 0 })).toMatchObject({ answers: 5 });
    });

    test("a schedule is changed as a whole, and keeps what it says besides its time", async () => {
      const schedule: Schedule = {
        id: "s1",
        team: "T1",
        channel: "C1",
        owner: "U1",
        timetable: {
          hour: 9,
          minute: 30,
          zone: "Europe/Berlin",
          weekdays: [1],
          off: [{ from: "2026-12-24", to: "2027-01-02" }],
          quiet: { from: 1320, to: 420 },
        },
        track: "",
        openFor: 1000,
        nextRunAt: 5,
        paused: "",
        catchUp: "all",
        questions: 3,
      };
      await store.quizzes.changeSchedule(schedule);
      expect(await store.quizzes.schedules("T1")).toEqual([]);
      await store.quizzes.addSchedule({
        ...schedule,
        catchUp: "none",
        questions: 2,
        timetable: { ...schedule.timetable, hour: 8 },
      });
      await store.quizzes.changeSchedule(schedule);
      expect(await store.quizzes.schedules("T1")).toEqual([schedule]);
      expect(await store.quizzes.schedules("T2")).toEqual([]);
    });

    test("what stands in somebody's App Home is kept beside their wishes", async () => {
      expect(await store.settings.homeReview("T1", "U1")).toEqual({ quiz: "", since: 0 });
      await store.settings.setHomeReview("T1", "U1", { quiz: "z", since: 1_790_000_000_000 });
      await store.settings.setStandings("T1", "U1", true);
      await store.settings.setHomeReview("T1", "U1", { quiz: "y", since: 1_790_000_000_001 });
      expect(await store.settings.homeReview("T1", "U1")).toEqual({ quiz: "y", since: 1_790_000_000_001 });
      expect(await store.settings.homeReview("T2", "U1")).toEqual({ quiz: "", since: 0 });
      expect(await store.settings.standings("T1", "U1")).toBe(true);
      await store.settings.setHomeReview("T1", "U2", { quiz: "z", since: 1 });
      expect(await store.settings.wantingStandings("T1")).toEqual(new Set(["U1"]));
    });

    test("people and channels have their wishes, which are off and on as they were left", async () => {
      expect(await store.settings.standings("T1", "U1")).toBe(false);
      for (const wanted of [true, false, true]) await store.settings.setStandings("T1", "U1", wanted);
      await store.settings.setStandings("T1", "U2", false);
      expect(await store.settings.standings("T1", "U1")).toBe(true);
      expect(await store.settings.wantingStandings("T1")).toEqual(new Set(["U1"]));
      expect(await store.settings.wantingStandings("T2")).toEqual(new Set());

      expect(await store.channels.find("T1", "C1")).toEqual({ off: [], digestAt: 0, zone: "" });
      const settings = { off: ["ask" as const, "lab" as const], digestAt: 7, zone: "Asia/Tokyo" };
      await store.channels.set("T1", "C1", settings);
      await store.channels.set("T1", "C2", { ...settings, digestAt: 0 });
      expect(await store.channels.find("T1", "C1")).toEqual(settings);
      expect(await store.channels.dueDigests(6)).toEqual([]);
      expect(await store.channels.dueDigests(7)).toEqual([{ ...settings, team: "T1", channel: "C1" }]);
    });

    test("labs in progress are those that one began or typed in, and that are not over", async () => {
      const lab = { team: "T1", channel: "C1", seed: "s", engine: "1", finished: false };
      const scenario = { id: "spike", title: "A spike" } as Scenario;
      for (const [id, startedBy, startedAt] of [
        ["mine", "U1", 10],
        ["typed", "U2", 20],
        ["undone", "U2", 30],
        ["theirs", "U2", 40],
        ["over", "U1", 50],
        ["old", "U1", 4],
      ] as const)
        await store.labs.add({ ...lab, id, startedBy, startedAt, scenario });
      const command = { person: "U1", text: "help", at: 1 };
      await store.labs.append({ ...command, lab: "typed", key: "k1" });
      await store.labs.append({ ...command, lab: "undone", key: "k2" });
      await store.labs.undo("undone");
      await store.labs.finish("over");
      expect(await store.home.labsInProgress("T1", "U1", 5)).toEqual([
        { id: "typed", channel: "C1", title: "A spike", startedAt: 20 },
        { id: "mine", channel: "C1", title: "A spike", startedAt: 10 },
      ]);
      expect(await store.home.labsInProgress("T2", "U1", 5)).toEqual([]);
    });
  });
}
