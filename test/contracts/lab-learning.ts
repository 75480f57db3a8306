// What every store promises of what labs ask, and of how they went: a part of the contract in store.ts.
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Scenario } from "../../src/knowledge/scenario.ts";
import type { Store } from "../../src/school/store.ts";

export function labLearningContract(opened: () => Store): void {
  describe("what labs ask, and how they went", () => {
    let store: Store;
    beforeEach(async () => {
      store = opened();
      for (const id of ["one", "two", "three"])
        await store.labs.add({
          id,
          team: "T1",
          channel: "C1",
          scenario: { id: "spike" } as Scenario,
          seed: "s",
          engine: "1",
          startedBy: "U1",
          startedAt: 1,
          finished: false,
        });
    });
    const result = { team: "T1", channel: "C1", scenario: "spike", passed: true, at: 5 };

    test("a question is kept once a command, the last is found, and it is settled by itself", async () => {
      expect(await store.labs.lastPrediction("one")).toBeUndefined();
      await store.labs.addPrediction({ lab: "one", seq: 2, quiz: "q2", atMs: 60_000 });
      await store.labs.addPrediction({ lab: "one", seq: 2, quiz: "another", atMs: 1 });
      expect(await store.labs.lastPrediction("one")).toEqual({
        lab: "one",
        seq: 2,
        quiz: "q2",
        atMs: 60_000,
        settled: false,
      });
      await store.labs.settlePrediction({ lab: "one", seq: 2 });
      expect(await store.labs.lastPrediction("one")).toMatchObject({ seq: 2, settled: true });
      await store.labs.addPrediction({ lab: "one", seq: 7, quiz: "q7", atMs: 90_000 });
      expect(await store.labs.lastPrediction("one")).toMatchObject({ quiz: "q7", settled: false });
      expect(await store.labs.lastPrediction("two")).toBeUndefined();
    });

    test("the best of a scenario are those that passed in the channel, by points and then by time, with who played them", async () => {
      const typed = { lab: "two", text: "status", at: 2 };
      await store.labs.append({ ...typed, key: "k1", person: "U2" });
      await store.labs.append({ ...typed, key: "k2", person: "U1" });
      await store.labs.append({ ...typed, key: "k3", person: "U2" });
      await store.labs.append({ ...typed, key: "k4", person: "U3" });
      await store.labs.undo("two");
      await store.labs.addResult({ ...result, lab: "one", score: 90 });
      await store.labs.addResult({ ...result, lab: "two", score: 100 });
      await store.labs.addResult({ ...result, lab: "two", score: 1 });
      await store.labs.addResult({ ...result, lab: "three", score: 55, passed: false });
      expect(await store.labs.best("T1", "C1", "spike", 3)).toEqual([
        { lab: "two", score: 100, people: ["U1", "U2"] },
        { lab: "one", score: 90, people: [] },
      ]);
      expect(await store.labs.best("T1", "C1", "spike", 1)).toHaveLength(1);
      expect(await store.labs.best("T1", "C2", "spike", 3)).toEqual([]);
    });
  });
}
