/** What channels wish for, on disk. */
import type { Kysely, Selectable } from "kysely";
import type { ChannelRecords, ChannelSettings, Feature } from "../school/channel-settings.ts";
import type { Engine } from "./migrations.ts";
import type { Tables } from "./tables.ts";

export function channelRecords(database: Kysely<Tables>, engine: Engine): ChannelRecords {
  return {
    async find(team, channel) {
      const row = await database
        .selectFrom("channel_settings")
        .selectAll()
        .where((where) => where.and({ team, channel }))
        .executeTakeFirst();
      return row ? toSettings(row) : { off: [], digestAt: 0, zone: "" };
    },
    async set(team, channel, { off, digestAt, zone }) {
      const state = { off: JSON.stringify(off), digest_at: digestAt, zone };
      await database
        .insertInto("channel_settings")
        .values({ team, channel, ...state })
        .onConflict((conflict) => conflict.columns(["team", "channel"]).doUpdateSet(state))
        .execute();
    },
    async dueDigests(now) {
      let due = database
        .selectFrom("channel_settings")
        .selectAll()
        .where("digest_at", ">", 0)
        .where("digest_at", "<=", now);
      if (engine === "postgres") due = due.forUpdate().skipLocked();
      return (await due.execute()).map((row) => ({ ...toSettings(row), team: row.team, channel: row.channel }));
    },
  };
}

function toSettings(row: Selectable<Tables["channel_settings"]>): ChannelSettings {
  return { off: JSON.parse(row.off) as Feature[], digestAt: row.digest_at, zone: row.zone };
}
