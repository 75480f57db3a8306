// What every store promises of allowances: a part of the contract in store.ts.
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Allowance } from "../../src/school/allowances.ts";
import { createLimits, type Limits } from "../../src/school/limits.ts";
import type { Store } from "../../src/school/store.ts";
import type { Database } from "../../src/store/database.ts";

const NOON = Date.UTC(2026, 10, 22, 12);
const HOUR = 3600_000;
const LIMITS: Limits = { questionsPerHour: 3, wordingsPerHour: 100, tokensPerPerson: 20_000, tokensPerTeam: 30_000 };

/** `opened` gives the store of the contract that this is a part of. */
export function allowancesContract(opened: () => { store: Store; database: Database }): void {
  describe("allowances", () => {
    let store: Store;
    let database: Database;
    let now = NOON;
    beforeEach(async () => {
      ({ store, database } = opened());
      now = NOON;
      for (const table of ["allowances", "allowance_keys"] as const) await database.kysely.deleteFrom(table).execute();
    });
    const clock = { now: () => now, onMove: () => () => {}, close: () => {} };
    const room = (limits: Partial<Limits> = {}) => createLimits({ store, clock, limits: { ...LIMITS, ...limits } });
    const by = (person: string, key: string, team = "T1") => ({ key, team, person });
    const used = async (what: Allowance["what"]) =>
      (
        await database.kysely.selectFrom("allowances").selectAll().where("what", "=", what).orderBy("person").execute()
      ).map((row) => [row.person, row.used]);

    test("so many questions in an hour, and more in the next one", async () => {
      const limits = room();
      for (const key of ["a", "b", "c"]) expect(await limits.ask(by("U1", key))).toBeUndefined();
      expect(await limits.ask(by("U1", "d"))).toEqual({
        what: "questions",
        whose: "person",
        limit: 3,
        until: NOON + HOUR,
      });
      expect(await limits.ask(by("U2", "e"))).toBeUndefined();
      expect(await limits.ask(by("U1", "f", "T2"))).toBeUndefined();
      now += HOUR;
      expect(await limits.ask(by("U1", "d"))).toBeUndefined();
    });

    test("the same question counts once, however often it is worked on", async () => {
      const limits = room({ questionsPerHour: 1 });
      for (let time = 0; time < 5; time += 1) expect(await limits.ask(by("U1", "a"))).toBeUndefined();
      expect(await limits.ask(by("U1", "b"))).toBeDefined();
      expect(await used("questions")).toEqual([["U1", 1]]);
    });

    test("of many at once exactly as many are let through as there are", async () => {
      const [one, two] = [room({ questionsPerHour: 7 }), room({ questionsPerHour: 7 })];
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, n) => (n % 2 ? one : two).ask(by("U1", `q${n}`))),
      );
      expect(answers.filter((answer) => answer === undefined)).toHaveLength(7);
      expect(await used("questions")).toEqual([["U1", 7]]);
    });

    test("of many people at once no more tokens are promised than the workspace has", async () => {
      const limits = room({ tokensPerPerson: 1_000_000, tokensPerTeam: 30_000 });
      const taken = await Promise.all(Array.from({ length: 30 }, (_, n) => limits.word(by(`U${n}`, `q${n}`))));
      expect(taken.filter((each) => "spent" in each)).toHaveLength(5);
      expect(taken.find((each) => "usedUp" in each)).toEqual({
        usedUp: { what: "tokens", whose: "team", limit: 30_000, until: NOON + 12 * HOUR },
      });
      // Whoever was refused has used nothing.
      expect((await used("tokens")).filter(([person, tokens]) => person !== "" && tokens !== 0)).toHaveLength(5);
      expect((await used("wordings")).filter(([, count]) => count !== 0)).toHaveLength(5);
    });

    test("what a call took in truth is what counts, also when its question is worded a second time", async () => {
      const limits = room({ cost: { input: 2, output: 10, perPerson: 0.05, perTeam: 1 } });
      for (let time = 0; time < 2; time += 1) {
        const taken = await limits.word(by("U1", "a"));
        if ("usedUp" in taken) throw new Error("used up");
        await taken.spent({ input: 1_000, output: 100 });
      }
      expect(await used("tokens")).toEqual([
        ["", 2_200],
        ["U1", 2_200],
      ]);
      expect(await used("cost")).toEqual([
        ["", 6_000],
        ["U1", 6_000],
      ]);
      // 28,000 millionths are expected of a call: 6,000 and one more fit into 50,000, and two do not.
      expect("spent" in (await limits.word(by("U1", "b")))).toBe(true);
      expect(await limits.word(by("U1", "c"))).toMatchObject({ usedUp: { what: "cost", whose: "person" } });
    });

    test("nothing is let through where nothing is allowed", async () => {
      expect(await room({ questionsPerHour: 0 }).ask(by("U1", "a"))).toMatchObject({ limit: 0 });
      expect(await room({ tokensPerTeam: 0 }).word(by("U1", "a"))).toMatchObject({ usedUp: { whose: "team" } });
    });

    test("counts of days that are over are forgotten, and those of today stay", async () => {
      const limits = room();
      await limits.ask(by("U1", "a"));
      now += 3 * 24 * HOUR;
      await limits.ask(by("U1", "b"));
      await limits.forget();
      expect(await used("questions")).toEqual([["U1", 1]]);
      expect(await database.kysely.selectFrom("allowance_keys").select("key").execute()).toEqual([{ key: "ask:b" }]);
    });
  });
}
