/** Answers that were given, on disk: for "Show passages", for follow-ups, for thumbs, and for authors who look for gaps. */
import type { Kysely } from "kysely";
import type { Answer } from "../ask/answer.ts";
import type { AnswerRecords, Gap } from "../school/answers.ts";
import type { Tables } from "./tables.ts";

export function answerRecords(database: Kysely<Tables>): AnswerRecords {
  return {
    async add(record) {
      const added = await database
        .insertInto("answers")
        .values({
          id: record.id,
          team: record.team,
          channel: record.channel,
          thread_ts: record.threadTs,
          person: record.person,
          question: record.question,
          answer: JSON.stringify(record.answer),
          kind: record.answer.kind,
          asked_at: record.askedAt,
          thumb: null,
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .returning("id")
        .executeTakeFirst();
      return added !== undefined;
    },
    async find(id) {
      const row = await database.selectFrom("answers").selectAll().where("id", "=", id).executeTakeFirst();
      if (!row) return undefined;
      const { team, channel, person, question } = row;
      const answer = JSON.parse(row.answer) as Answer;
      return { id, team, channel, threadTs: row.thread_ts, person, question, answer, askedAt: row.asked_at };
    },
    async questionsIn({ team, channel, threadTs, person }, limit) {
      const rows = await database
        .selectFrom("answers")
        .select("question")
        .where((where) => where.and({ team, channel, thread_ts: threadTs, person }))
        .orderBy("asked_at", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => row.question).toReversed();
    },
    async setThumb(id, thumb) {
      const result = await database.updateTable("answers").set({ thumb }).where("id", "=", id).executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async gaps(of) {
      let newest = database
        .selectFrom("answers")
        .select(["question", "answer", "thumb", "asked_at"])
        .where((where) => where.or([where("kind", "!=", "answer"), where("thumb", "=", "down")]))
        .orderBy("asked_at", "desc");
      if (of) newest = newest.where("team", "=", of.team).limit(of.newest);
      const rows = (await newest.execute()).toReversed();
      return rows.flatMap(({ question, answer, thumb, asked_at: askedAt }) => {
        const found = gapIn(JSON.parse(answer) as Answer, thumb);
        return found ? [{ question, found, askedAt }] : [];
      });
    },
  };
}

/** What a refused greeting or an order to the bot asks for is no gap. */
function gapIn(answer: Answer, thumb: string | null): Gap["found"] | undefined {
  if (answer.kind === "nearest") return "nearly covered";
  if (answer.kind === "refused") return answer.reason === "not-covered" ? "not covered" : undefined;
  return thumb === "down" ? "not helpful" : undefined;
}
