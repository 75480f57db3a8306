/** The school's records over one database. */
import type { Kysely } from "kysely";
import type { Records, Store } from "../school/store.ts";
import { answerRecords } from "./answers.ts";
import type { Database } from "./database.ts";
import { outbox } from "./deliveries.ts";
import { inboundRecords } from "./inbound.ts";
import { labRecords } from "./labs.ts";
import { memoryRecords } from "./memories.ts";
import { quizRecords } from "./quizzes.ts";
import { readingRecords } from "./reading.ts";
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
    memories: memoryRecords(database, engine),
    labs: labRecords(database),
  });
  return {
    ...over(kysely),
    transaction: (work) => kysely.transaction().execute((transaction) => work(over(transaction))),
    close: () => kysely.destroy(),
  };
}
