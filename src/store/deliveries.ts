/** The outbox on disk. */
import type { Kysely, Selectable, Transaction } from "kysely";
import { claim, type Delivery, type DeliveryStatus, owe } from "../school/delivery.ts";
import type { Outbox } from "../school/store.ts";
import type { Engine } from "./migrations.ts";
import type { Tables } from "./tables.ts";

export function outbox(database: Kysely<Tables>, engine: Engine): Outbox {
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
        .where("status", "in", ["pending", "sending"])
        .where("id", "!=", except)
        .where(({ fn, val }) => fn<string>("substr", ["id", val(1), val(idPrefix.length)]), "=", idPrefix)
        .execute();
    },
    async find(id) {
      const row = await database.selectFrom("deliveries").selectAll().where("id", "=", id).executeTakeFirst();
      return row && fromRow(row);
    },
    async releaseAll() {
      await database.updateTable("deliveries").set({ lease_until: 0 }).where("status", "=", "sending").execute();
    },
    claimDue: ({ owner, systemMs, businessMs, limit }) =>
      inTransaction(database, async (transaction) => {
        let due = transaction
          .selectFrom("deliveries")
          .selectAll()
          .where((where) =>
            where.or([
              where.and([where("status", "=", "pending"), where("not_before", "<=", systemMs)]),
              where.and([where("status", "=", "sending"), where("lease_until", "<=", systemMs)]),
            ]),
          )
          .where("team", "not in", (paused) =>
            paused.selectFrom("paused_teams").select("team").where("until_ms", ">", systemMs),
          )
          .orderBy("seq")
          .limit(limit);
        if (engine === "postgres") due = due.forUpdate().skipLocked();
        const claimed = (await due.execute()).map((row) => claim(fromRow(row), owner, systemMs, businessMs));
        for (const delivery of claimed) await write(transaction, delivery);
        return claimed;
      }),
    async save(delivery) {
      // Words are kept no longer than they are owed: that a message was posted, and where, is enough afterwards.
      const isOver = delivery.status === "sent" || delivery.status === "dead";
      await write(database, isOver ? { ...delivery, content: SAID } : delivery, delivery.owner);
    },
    async privateOwed() {
      const rows = await database
        .selectFrom("deliveries")
        .select(["id", "destination"])
        .where("status", "in", ["pending", "sending"])
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
    async nextDue() {
      const rows = await database
        .selectFrom("deliveries")
        .select(({ fn }) => ["status", fn.min("not_before").as("pending_at"), fn.min("lease_until").as("lease_at")])
        .where("status", "in", ["pending", "sending"])
        .groupBy("status")
        .execute();
      const times = rows.map((row) => Number(row.status === "pending" ? row.pending_at : row.lease_at));
      if (times.length === 0) return undefined;
      const paused = await database
        .selectFrom("paused_teams")
        .select(({ fn }) => fn.min("until_ms").as("until"))
        .where("until_ms", ">", Date.now())
        .executeTakeFirst();
      return Math.max(Math.min(...times), Math.min(Number(paused?.until ?? 0), Date.now() + 1000));
    },
  };
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

function toRow(delivery: Delivery) {
  return {
    id: delivery.id,
    team: delivery.team,
    destination: JSON.stringify(delivery.destination),
    content: JSON.stringify(delivery.content),
    status: delivery.status,
    not_before: delivery.notBefore,
    lease_until: delivery.leaseUntil,
    owner: delivery.owner,
    attempts: delivery.attempts,
    first_attempt_at: delivery.firstAttemptAt,
    maybe_sent: delivery.maybeSent ? 1 : 0,
    ts: delivery.ts,
    reconciled: delivery.reconciled ? 1 : 0,
    problem: delivery.problem,
  };
}

function fromRow(row: Selectable<Tables["deliveries"]>): Delivery {
  return {
    id: row.id,
    team: row.team,
    destination: JSON.parse(row.destination) as Delivery["destination"],
    content: JSON.parse(row.content) as Delivery["content"],
    status: row.status as DeliveryStatus,
    notBefore: row.not_before,
    leaseUntil: row.lease_until,
    owner: row.owner,
    attempts: row.attempts,
    firstAttemptAt: row.first_attempt_at,
    maybeSent: row.maybe_sent === 1,
    ts: row.ts,
    reconciled: row.reconciled === 1,
    problem: row.problem,
  };
}
