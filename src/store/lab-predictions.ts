/** What labs have asked of those who play them, and how finished labs went, on disk. */
import type { Kysely, Selectable } from "kysely";
import type { LabLearningRecords, LabPrediction } from "../school/labs.ts";
import type { Tables } from "./tables.ts";

export function labLearningRecords(database: Kysely<Tables>): LabLearningRecords {
  return {
    async addPrediction({ lab, seq, quiz, atMs }) {
      await database
        .insertInto("lab_predictions")
        .values({ lab, seq, quiz, at_ms: atMs, settled: 0 })
        .onConflict((conflict) => conflict.columns(["lab", "seq"]).doNothing())
        .execute();
    },
    async lastPrediction(lab) {
      const row = await database
        .selectFrom("lab_predictions")
        .selectAll()
        .where("lab", "=", lab)
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirst();
      return row && toPrediction(row);
    },
    async settlePrediction({ lab, seq }) {
      await database
        .updateTable("lab_predictions")
        .set({ settled: 1 })
        .where((where) => where.and({ lab, seq }))
        .execute();
    },
    async addResult({ passed, at, ...result }) {
      await database
        .insertInto("lab_results")
        .values({ ...result, passed: passed ? 1 : 0, finished_at: at })
        .onConflict((conflict) => conflict.column("lab").doNothing())
        .execute();
    },
    async best(team, channel, scenario, limit) {
      const rows = await database
        .selectFrom("lab_results")
        .selectAll()
        .where((where) => where.and({ team, channel, scenario, passed: 1 }))
        .orderBy("score", "desc")
        .orderBy("finished_at")
        .limit(limit)
        .execute();
      const played = async (lab: string) =>
        database
          .selectFrom("lab_commands")
          .select("person")
          .distinct()
          .where((where) => where.and({ lab, undone: 0 }))
          .where("person", "!=", "")
          .orderBy("person")
          .execute();
      return Promise.all(
        rows.map(async ({ lab, score }) => ({ lab, score, people: (await played(lab)).map(({ person }) => person) })),
      );
    },
  };
}

function toPrediction({ lab, seq, quiz, at_ms: atMs, settled }: Selectable<Tables["lab_predictions"]>): LabPrediction {
  return { lab, seq, quiz, atMs, settled: settled === 1 };
}
