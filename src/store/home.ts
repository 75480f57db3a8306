/** A store belongs to one workspace: what was said in the local Slack is never posted with real tokens, nor in another team. */
import type { Database } from "./database.ts";

const HOME = "home";

/** Binds a new store to `home`; rejects with one clear sentence, which names the setting, when it belongs to another. */
export async function bindHome({ kysely, engine }: Database, home: string): Promise<void> {
  await kysely
    .insertInto("meta")
    .values({ name: HOME, value: home })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  const row = await kysely.selectFrom("meta").select("value").where("name", "=", HOME).executeTakeFirstOrThrow();
  const place = engine === "postgres" ? "SHIPMATE_DATABASE_URL" : "SHIPMATE_DATA";
  if (row.value !== home)
    throw new Error(
      `The records in ${place} belong to the workspace ${row.value}, and this is ${home}: set ${place} to another one.`,
    );
}
