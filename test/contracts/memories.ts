// What every store promises of learners, ratings, cards and reminders: a part of the contract in store.ts.
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Store } from "../../src/school/store.ts";
import { take } from "../../src/school/take-answer.ts";
import { aQuestion } from "../quiz/fixture.ts";

/** `opened` gives the store of the contract that this is a part of, with its tables empty. */
export function memoriesContract(opened: () => Store): void {
  describe("memories", () => {
    let store: Store;
    beforeEach(() => {
      store = opened();
    });
    const fresh = { value: -0.25, answers: 0 };

    test("ratings begin fresh, are kept exactly, and are a workspace's own", async () => {
      expect(await store.memories.item("T1", "q1", fresh)).toEqual(fresh);
      await store.memories.saveItem("T1", "q1", { value: 1 / 3, answers: 7 });
      expect(await store.memories.item("T1", "q1", fresh)).toEqual({ value: 1 / 3, answers: 7 });
      expect(await store.memories.item("T2", "q1", fresh)).toEqual(fresh);
      await store.memories.learner("T1", "U1", fresh);
      await store.memories.saveLearner("T1", "U1", { value: 2.5, answers: 1 });
      expect(await store.memories.learner("T1", "U1", fresh)).toEqual({ value: 2.5, answers: 1 });
      expect(await store.memories.learner("T1", "U2", fresh)).toEqual(fresh);
    });

    test("answers that come at once all count", async () => {
      await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          store.transaction(async ({ memories }) => {
            const learner = await memories.learner("T1", `U${n % 2}`, fresh);
            const item = await memories.item("T1", "q1", fresh);
            await new Promise((done) => setTimeout(done, 5));
            await memories.saveItem("T1", "q1", { ...item, answers: item.answers + 1 });
            await memories.saveLearner("T1", `U${n % 2}`, { ...learner, answers: learner.answers + 1 });
          }),
        ),
      );
      expect(await store.memories.item("T1", "q1", fresh)).toMatchObject({ answers: 8 });
      expect(await store.memories.learner("T1", "U0", fresh)).toMatchObject({ answers: 4 });
    });

    test("two presses of one person at once are remembered once", async () => {
      const question = aQuestion("q1");
      const quiz = { id: "z", team: "T1", channel: "C1", schedule: "", owner: "U1", audience: "", question };
      await store.quizzes.add({ ...quiz, order: [0, 1, 2, 3], postedAt: 1, closesAt: 100, closed: false });
      const press = { quiz: "z", team: "T1", person: "U1" };
      const taken = await Promise.all(
        [1, 0].map((place) =>
          store.transaction((records) =>
            take(records, { ...press, key: `k${place}`, act: { kind: "shown", place } }, 50),
          ),
        ),
      );
      expect(taken.map(({ kind }) => kind).toSorted()).toEqual(["again", "first"]);
      expect(await store.memories.item("T1", "q1", fresh)).toMatchObject({ answers: 1 });
      expect(await store.memories.learner("T1", "U1", fresh)).toMatchObject({ answers: 1 });
      expect(await store.memories.cards("T1", "U1")).toHaveLength(1);
    });

    test("a person has one card a concept, the first due first", async () => {
      const memory = {
        stability: 2.3065,
        difficulty: 5.125,
        reviewedAt: 1_790_000_000_000,
        dueAt: 1_790_000_000_123,
      };
      const card = { team: "T1", person: "U1", concept: "pods#why", memory };
      const sooner = { ...card, concept: "pods#how", memory: { ...memory, dueAt: 5 } };
      for (const each of [card, sooner, { ...card, person: "U2" }, { ...card, team: "T2" }])
        await store.memories.saveCard(each);
      expect(await store.memories.cards("T1", "U1")).toEqual([sooner, card]);
      const again = { ...sooner, memory: { ...memory, dueAt: memory.dueAt + 1 } };
      await store.memories.saveCard(again);
      expect(await store.memories.cards("T1", "U1")).toEqual([card, again]);
      expect(await store.memories.card("T1", "U1", "pods#how")).toEqual(again.memory);
      expect(await store.memories.card("T1", "U1", "pods#what")).toBeUndefined();
    });

    test("a reminder is one a person, due when its time has come, and gone when it is removed", async () => {
      const reminder = { team: "T1", person: "U1", channel: "D1", zone: "Asia/Tokyo", nextAt: 100 };
      await store.memories.setReminder({ ...reminder, zone: "Europe/Paris", nextAt: 7 });
      await store.memories.setReminder(reminder);
      await store.memories.setReminder({ ...reminder, person: "U2", nextAt: 50 });
      expect(await store.memories.dueReminders(99)).toMatchObject([{ person: "U2" }]);
      expect(await store.memories.dueReminders(100)).toMatchObject([{ person: "U2" }, reminder]);
      expect(await store.memories.reminder("T1", "U1")).toEqual(reminder);
      await store.memories.changeReminder({ ...reminder, nextAt: 101 });
      expect(await store.memories.dueReminders(100)).toMatchObject([{ person: "U2" }]);
      await store.memories.removeReminder("T1", "U1");
      await store.memories.changeReminder(reminder);
      expect(await store.memories.reminder("T1", "U1")).toBeUndefined();
      expect(await store.memories.dueReminders(100)).toHaveLength(1);
    });
  });
}
