/** What was used up of each allowance, on disk. Each count is moved by one statement that holds its limit, so that two bots cannot both take the last one. */
import { type Kysely, sql } from "kysely";
import type { Allowance, AllowanceRecords } from "../school/allowances.ts";
import type { Tables } from "./tables.ts";

export function allowanceRecords(database: Kysely<Tables>): AllowanceRecords {
  const release = (key: string) => database.deleteFrom("allowance_keys").where("key", "=", key).execute();

  /** Adds to a count unless that would exceed its limit. */
  async function takeOne(team: string, { person, what, since, amount, limit }: Allowance): Promise<boolean> {
    if (amount > limit) return false;
    const row = await database
      .insertInto("allowances")
      .values({ team, person, what, since, used: amount })
      .onConflict((conflict) =>
        conflict
          .columns(["team", "person", "what", "since"])
          .doUpdateSet({ used: sql<number>`allowances.used + ${amount}` })
          .where(sql<boolean>`allowances.used + ${amount} <= ${limit}`),
      )
      .returning("used")
      .executeTakeFirst();
    return row !== undefined;
  }

  async function add(team: string, { person, what, since }: Allowance, amount: number): Promise<void> {
    await database
      .updateTable("allowances")
      .set({ used: sql<number>`used + ${amount}` })
      .where((where) => where.and({ team, person, what, since }))
      .execute();
  }

  return {
    async take(key, team, wanted) {
      const since = Math.min(...wanted.map((each) => each.since));
      const isNew = await database
        .insertInto("allowance_keys")
        .values({ key, since })
        .onConflict((conflict) => conflict.column("key").doNothing())
        .returning("key")
        .executeTakeFirst();
      if (!isNew) return undefined;
      for (const [at, each] of wanted.entries()) {
        if (await takeOne(team, each)) continue;
        for (const taken of wanted.slice(0, at)) await add(team, taken, -taken.amount);
        await release(key);
        return each;
      }
      return undefined;
    },
    async correct(key, team, by) {
      for (const each of by) await add(team, each, each.amount);
      await release(key);
    },
    async forgetBefore(at) {
      await database.deleteFrom("allowances").where("since", "<", at).execute();
      await database.deleteFrom("allowance_keys").where("since", "<", at).execute();
    },
  };
}
