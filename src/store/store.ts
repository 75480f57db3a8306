/** The school's records over one database. */
import type { Kysely } from "kysely";
import type { Records, Store } from "../school/store.ts";
import { answerRecords } from "./answers.ts";
import { channelRecords } from "./channels.ts";
import type { Database } from "./database.ts";
import { allowanceRecords } from "./allowances.ts";
import { disputeRecords } from "./disputes.ts";
import { outbox } from "./deliveries.ts";
import { homeRecords } from "./home-records.ts";
import { inboundRecords } from "./inbound.ts";
import { labRecords } from "./labs.ts";
import { memoryRecords } from "./memories.ts";
import { personalRecords } from "./personal.ts";
import { quizRecords } from "./quizzes.ts";
import { readingRecords } from "./reading.ts";
import { settingRecords } from "./settings.ts";
import type { Tables } from "./tables.ts";
import { threadRecords } from "./threads.ts";

export function createStore({ kysely, engine }: Database): Store {
  const over = (database: Kysely<Tables>): Records => ({
    inbound: inboundRecords(database),
    outbox: outbox(database, engine),
    threads: threadRecords(database),
    answers: answerRecords(database),
    reading: readingRecords(database),
    quizzes: quizRecords(database, engine),
    disputes: disputeRecords(database),
    memories: memoryRecords(database, engine),
    labs: labRecords(database),
    allowances: allowanceRecords(database),
    personal: personalRecords(database, engine),
    settings: settingRecords(database),
    home: homeRecords(database),
    channels: channelRecords(database, engine),
  });
  return {
    ...over(kysely),
    transaction: (work) => kysely.transaction().execute((transaction) => work(over(transaction))),
    close: () => kysely.destroy(),
  };
}
