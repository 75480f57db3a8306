/** The outbox on disk. */
import { type Kysely, type Transaction, sql } from "kysely";
import { claim, type Delivery, owe, settle } from "../school/delivery.ts";
import type { HeardPost } from "../school/heard-posts.ts";
import { admit } from "../school/lanes.ts";
import type { Outbox } from "../school/store.ts";
import type { Engine } from "./migrations.ts";
import { fromRow, toRow } from "./delivery-row.ts";
import { fairShare, isOpen, keepLane, lockLanes, nextDue } from "./lanes.ts";
import type { Tables } from "./tables.ts";

export function outbox(database: Kysely<Tables>, engine: Engine): Outbox {
  // The workspace that the last claim ended with: the next one begins behind it.
  let last = "";
  return {
    async owe(wanted) {
      await database
        .insertInto("deliveries")
        .values(toRow(owe(wanted)))
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    async oweLatest(wanted, notBefore) {
      const row = { ...toRow(owe(wanted)), not_before: notBefore };
      await database
        .insertInto("deliveries")
        .values(row)
        .onConflict((conflict) =>
          conflict.column("id").doUpdateSet({ content: row.content }).where("deliveries.status", "=", "pending"),
        )
        .execute();
    },
    async cancel(idPrefix, except = "") {
      await database
        .updateTable("deliveries")
        .set({ status: "dead", problem: "overtaken" })
        .where(isOpen)
        .where("id", "!=", except)
        .where(beginsWith(idPrefix))
        .execute();
    },
    async refusedFor(problems, idPrefix) {
      const rows = await database
        .selectFrom("deliveries")
        .select("id")
        .where("status", "=", "dead")
        .where("problem", "in", problems)
        .where(beginsWith(idPrefix))
        .orderBy("seq")
        .execute();
      return rows.map(({ id }) => id);
    },
    async oweAgain(id, content) {
      const anew = { status: "pending", problem: "", attempts: 0, not_before: 0, content: JSON.stringify(content) };
      const again = database.updateTable("deliveries").set(anew).where("id", "=", id).where("status", "=", "dead");
      return (await again.executeTakeFirst()).numUpdatedRows > 0n;
    },
    async find(id) {
      const row = await database.selectFrom("deliveries").selectAll().where("id", "=", id).executeTakeFirst();
      return row && fromRow(row);
    },
    async releaseAll() {
      await database.updateTable("deliveries").set({ lease_until: 0 }).where("status", "=", "sending").execute();
    },
    claimDue: ({ owner, systemMs, businessMs, limit, limits }) =>
      inTransaction(database, async (transaction) => {
        const share = await fairShare(transaction, engine, systemMs, { limit, last });
        const { due } = share;
        last = share.last;
        const { admitted, lanes } = admit(due, await lockLanes(transaction, engine, due), systemMs, limits);
        for (const [name, lane] of lanes) await keepLane(transaction, name, lane);
        const claimed = admitted.map((delivery) => claim(delivery, owner, systemMs, businessMs));
        for (const delivery of claimed) await write(transaction, delivery);
        return claimed;
      }),
    save: (...deliveries) =>
      inTransaction(database, async (transaction) => {
        for (const delivery of deliveries) {
          // Words are kept no longer than they are owed: that a message was posted, and where, is enough afterwards.
          const isOver = delivery.status === "sent" || delivery.status === "dead";
          await write(transaction, isOver ? { ...delivery, content: SAID } : delivery, delivery.owner);
        }
      }),
    async settleFound(posts) {
      const settled: Delivery[] = [];
      // Mostly none: its own reply was there first.
      for (const delivery of await openAmong(database, posts)) {
        const post = posts.find(({ id, team }) => id === delivery.id && team === delivery.team);
        if (!post || delivery.destination.kind !== "message") continue;
        const found = { ...settle(delivery, { kind: "found", ts: post.ts }, 0), content: SAID };
        // One statement, so that nothing comes between: not its own reply, and not that it was given up.
        const update = database.updateTable("deliveries").set(toRow(found)).where("id", "=", found.id).where(isOpen);
        if ((await update.executeTakeFirst()).numUpdatedRows > 0n) settled.push(found);
      }
      return settled;
    },
    async privateOwed() {
      const rows = await database
        .selectFrom("deliveries")
        .select(["id", "destination"])
        .where(isOpen)
        .where((where) =>
          where.or(['%"kind":"private"%', '%"kind":"response"%'].map((kind) => where("destination", "like", kind))),
        )
        .execute();
      return rows.map(({ id, destination }) => ({
        id,
        destination: JSON.parse(destination) as Delivery["destination"],
      }));
    },
    async isPosting(team, channel) {
      const rows = await database
        .selectFrom("deliveries")
        .select("destination")
        .where("status", "=", "sending")
        .where("team", "=", team)
        .where("destination", "like", '%"kind":"message"%')
        .execute();
      return rows.some(({ destination: text }) => {
        const destination = JSON.parse(text) as Delivery["destination"];
        return destination.kind === "message" && destination.channel === channel && !destination.threadTs;
      });
    },
    async pauseTeam(team, until) {
      await database
        .insertInto("paused_teams")
        .values({ team, until_ms: until })
        .onConflict((conflict) => conflict.column("team").doUpdateSet({ until_ms: until }))
        .execute();
    },
    nextDue: (systemMs) => nextDue(database, systemMs),
  };
}

/** An id that begins so: its own text, in which nothing is a pattern. */
function beginsWith(prefix: string) {
  return sql<boolean>`substr(id, 1, ${prefix.length}) = ${prefix}`;
}

/** Those that are owed and not settled. */
async function openAmong(database: Kysely<Tables>, posts: HeardPost[]): Promise<Delivery[]> {
  const ids = posts.map(({ id }) => id);
  const rows = await database.selectFrom("deliveries").selectAll().where("id", "in", ids).where(isOpen).execute();
  return rows.map(fromRow);
}

const SAID: Delivery["content"] = { kind: "note", text: "" };

/** Joins the transaction that it is called in, or begins one. */
function inTransaction<T>(database: Kysely<Tables>, work: (transaction: Kysely<Tables>) => Promise<T>): Promise<T> {
  return database.isTransaction
    ? work(database)
    : database.transaction().execute((transaction: Transaction<Tables>) => work(transaction));
}

async function write(database: Kysely<Tables>, delivery: Delivery, heldBy?: string): Promise<void> {
  let update = database.updateTable("deliveries").set(toRow(delivery)).where("id", "=", delivery.id);
  // Whoever lost it, to another process or to something newer, has no say any more.
  if (heldBy !== undefined) update = update.where("owner", "=", heldBy).where("status", "=", "sending");
  await update.execute();
}
