/** Whose turn it is in the outbox: what is due, each workspace's share of it, and the lanes on disk. */
import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import type { Delivery } from "../school/delivery.ts";
import { type Lane, lanesOf } from "../school/lanes.ts";
import { fromRow } from "./delivery-row.ts";
import type { Engine } from "./migrations.ts";
import type { Tables } from "./tables.ts";

/** So many of one workspace are looked at for one claim: its other channels are behind one that is busy. */
const LOOK_AT = 40;

type Where = ExpressionBuilder<Tables, "deliveries">;

/** Owed and not settled; in the words of the indexes, which are used for nothing else. */
export const isOpen = sql<boolean>`status in ('pending', 'sending')`;

/** Owed, its time has come, and nobody holds it. */
function isDue(where: Where, now: number) {
  return where.and([
    isOpen,
    where.or([
      where.and([where("status", "=", "pending"), where("not_before", "<=", now)]),
      where.and([where("status", "=", "sending"), where("lease_until", "<=", now)]),
    ]),
  ]);
}

/** Due, and neither Slack nor a lane holds it back. */
function mayGo(where: Where, now: number) {
  const paused = where.selectFrom("paused_teams").select("team").where("until_ms", ">", now);
  const full = () => where.selectFrom("lanes").select("name").where("free_at", ">", now);
  return where.and([
    isDue(where, now),
    where("team", "not in", paused),
    where.or([where("lane", "=", ""), where.and([where("lane", "not in", full()), where("team", "not in", full())])]),
  ]);
}

/** At most `limit` workspaces of which something may go: those after the one that was last, and then from the first on. */
async function teamsInTurn(database: Kysely<Tables>, now: number, limit: number, last: string): Promise<string[]> {
  const teams = (status: "pending" | "sending", order: "<=" | ">") =>
    database
      .selectFrom("deliveries")
      .select("team")
      .distinct()
      .where("status", "=", status)
      .where((where) => mayGo(where, now))
      .where("team", order, last)
      .orderBy("team")
      .limit(limit)
      .execute();
  const inTurn = async (status: "pending" | "sending") => {
    const after = await teams(status, ">");
    // From the first on there is nobody before.
    return after.length === limit || last === "" ? after : [...after, ...(await teams(status, "<="))];
  };
  const all = [...(await inTurn("sending")), ...(await inTurn("pending"))].map(({ team }) => team);
  return [...new Set(all)].slice(0, limit);
}

/**
 * What may go, at most `limit` of it: from as many workspaces as there are places, beginning after the one that was `last` the last time,
 * and in each from as many channels as possible, each channel's in the order it was owed.
 */
export async function fairShare(
  database: Kysely<Tables>,
  engine: Engine,
  now: number,
  { limit, last }: { limit: number; last: string },
): Promise<{ due: Delivery[]; last: string }> {
  const teams = await teamsInTurn(database, now, limit, last);
  if (teams.length === 0) return { due: [], last: "" };

  const inLane = database
    .selectFrom("deliveries")
    .select(["seq", "team", sql<number>`row_number() over (partition by team, lane order by seq)`.as("nth")])
    .where((where) => mayGo(where, now))
    .where("team", "in", teams);
  const inTeam = database
    .selectFrom(inLane.as("in_lane"))
    .select(["seq", sql<number>`row_number() over (partition by team order by nth, seq)`.as("place")]);
  const share = await database
    .selectFrom(inTeam.as("in_team"))
    .select("seq")
    .where("place", "<=", LOOK_AT)
    .orderBy("place")
    .orderBy("seq")
    .limit(limit)
    .execute();

  const turn = new Map(share.map(({ seq }, place) => [seq, place]));
  let rows = database
    .selectFrom("deliveries")
    .selectAll()
    .where("seq", "in", [...turn.keys()]);
  // Another bot may have claimed it since the look: whoever comes second sees that it is no longer due.
  if (engine === "postgres")
    rows = rows
      .where((where) => isDue(where, now))
      .forUpdate()
      .skipLocked();
  const due = (await rows.execute()).toSorted((one, other) => (turn.get(one.seq) ?? 0) - (turn.get(other.seq) ?? 0));
  return { due: due.map(fromRow), last: teams.at(-1) ?? "" };
}

/**
 * The lanes of these deliveries, kept from other bots until the transaction ends. Two bots that use a lane for the first time at the same
 * moment may let a burst too many through: then Slack asks to wait.
 */
export async function lockLanes(
  database: Kysely<Tables>,
  engine: Engine,
  due: readonly Delivery[],
): Promise<Map<string, Lane>> {
  // In one order everywhere, so that two bots never wait for each other.
  const names = [...new Set(due.flatMap(lanesOf))].toSorted();
  if (names.length === 0) return new Map();
  let rows = database.selectFrom("lanes").selectAll().where("name", "in", names).orderBy("name");
  if (engine === "postgres") rows = rows.forUpdate();
  return new Map(
    (await rows.execute()).map(({ name, tokens, at_ms, free_at }) => [name, { tokens, at: at_ms, freeAt: free_at }]),
  );
}

export async function keepLane(database: Kysely<Tables>, name: string, { tokens, at, freeAt }: Lane): Promise<void> {
  const row = { tokens, at_ms: at, free_at: freeAt };
  await database
    .insertInto("lanes")
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

/** System milliseconds from which there may be something to claim; undefined when nothing is owed. */
export async function nextDue(database: Kysely<Tables>, now: number): Promise<number | undefined> {
  const ready = await database
    .selectFrom("deliveries")
    .select("seq")
    .where((where) => mayGo(where, now))
    .limit(1)
    .executeTakeFirst();
  if (ready) return now;
  const later = async (table: "deliveries" | "lanes" | "paused_teams", column: string, status?: string) => {
    const at = sql.ref<number>(column);
    const { rows } = await sql<{ at: number | null }>`select min(${at}) as at from ${sql.table(table)}
      where ${at} > ${now} ${status === undefined ? sql`` : sql`and ${isOpen} and status = ${status}`}`.execute(
      database,
    );
    return rows[0]?.at ?? Infinity;
  };
  const owed = Math.min(
    await later("deliveries", "not_before", "pending"),
    await later("deliveries", "lease_until", "sending"),
  );
  const held = await database
    .selectFrom("deliveries")
    .select("seq")
    .where((where) => isDue(where, now))
    .limit(1)
    .executeTakeFirst();
  const freed = held ? Math.min(await later("lanes", "free_at"), await later("paused_teams", "until_ms")) : Infinity;
  const next = Math.min(owed, freed);
  return next === Infinity ? undefined : next;
}
