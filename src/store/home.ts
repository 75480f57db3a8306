/** A store belongs to one workspace: what was said in the local Slack is never posted with real tokens, nor in another team. */
import type { Database } from "./database.ts";

const HOME = "home";

/** Binds a new store to `home`; rejects with one clear sentence when it belongs to another. */
export async function bindHome({ kysely }: Database, home: string): Promise<void> {
  await kysely
    .insertInto("meta")
    .values({ name: HOME, value: home })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  const row = await kysely.selectFrom("meta").select("value").where("name", "=", HOME).executeTakeFirstOrThrow();
  if (row.value !== home)
    throw new Error(
      `The records in SHIPMATE_DATA belong to the workspace ${row.value}, and this is ${home}: set SHIPMATE_DATA to another folder.`,
    );
}
