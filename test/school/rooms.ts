// The school's learning side over a real SQLite in memory, under a clock that the test moves.
import { join } from "node:path";
import { readLibrary } from "../../src/knowledge/read.ts";
import { createDisputeRoom } from "../../src/school/disputes.ts";
import { createQuizRoom } from "../../src/school/quiz.ts";
import type { Quiz } from "../../src/school/quizzes.ts";
import { createReviewRoom } from "../../src/school/reviews.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/store.ts";

export const library = readLibrary(join(import.meta.dirname, "../../knowledge"));

export type Rooms = Awaited<ReturnType<typeof openRooms>>;

export async function openRooms(startAt: number, reading?: Parameters<typeof createQuizRoom>[0]["reading"]) {
  const database = await openDatabase({ file: ":memory:" });
  const store = createStore(database);
  let now = startAt;
  let acts = 0;
  const clock = { now: () => now, onMove: () => () => {}, close: () => {} };
  const wake = () => {};
  const reviews = createReviewRoom({ store, library, clock, wake });
  const quiz = createQuizRoom({ store, library, clock, wake, dueReviews: reviews.due, reading });
  const disputes = createDisputeRoom({ store, clock, wake });

  /** Posts what is owed, as Slack would: the ts of a post is its id. */
  async function deliver(): Promise<void> {
    const claim = { owner: "test", systemMs: Date.now() + 3600_000, businessMs: now, limit: 1000 };
    for (const delivery of await store.outbox.claimDue(claim))
      await store.outbox.save({ ...delivery, status: "sent", ts: delivery.id });
  }

  return {
    database,
    store,
    quiz,
    reviews,
    disputes,
    deliver,
    now: () => now,
    pass: (ms: number) => (now += ms),
    key: () => `act-${++acts}`,
    /** Posts a quiz about a topic in C1, by U9. */
    async post(topic: string): Promise<Quiz> {
      const key = `post-${++acts}`;
      if (!(await quiz.now({ key, team: "T1", channel: "C1", owner: "U9", topic })))
        throw new Error(`nothing about ${topic}`);
      await deliver();
      return (await store.quizzes.find(`now:${key}`))!;
    },
    /** Presses an option by its index in the question. */
    async press(posted: Quiz, person: string, option: number): Promise<string> {
      const act = { kind: "shown", place: posted.order.indexOf(option) } as const;
      return (await quiz.answer({ key: `answer-${++acts}`, quiz: posted.id, team: "T1", person, act })).kind;
    },
    /** What is owed and not sent, by id. */
    async owed(prefix: string) {
      const rows = await database.kysely
        .selectFrom("deliveries")
        .selectAll()
        .where("id", "like", `${prefix}%`)
        .execute();
      return rows.map(({ id, content, destination }) => ({
        id,
        content: JSON.parse(content),
        destination: JSON.parse(destination),
      }));
    },
    close: () => store.close(),
  };
}

/** The index of a right or a wrong option of a question. */
export function optionOf({ question }: Quiz, correct: boolean, which = 0): number {
  if (!("options" in question)) throw new Error(`${question.id} has no options`);
  const found = question.options.flatMap((option, at) => (option.correct === correct ? [at] : []))[which];
  if (found === undefined) throw new Error(`${question.id} has no such option`);
  return found;
}
