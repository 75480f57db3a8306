/** The reviews: what a person has learnt by answering comes back to them, in private, when they are about to forget it. */
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import type { Destination } from "./delivery.ts";
import { createDueReviews } from "./due-reviews.ts";
import { createHomeReviews } from "./home-reviews.ts";
import { owePost, reviewId } from "./open-quiz.ts";
import type { Quiz } from "./quizzes.ts";
import { REMINDED_AT } from "./reminders.ts";
import type { Records, Store } from "./store.ts";

/** Where a person stands: how many concepts are due, and when the next one will be; undefined when there is none. `remindedAt` is an hour of their day. */
export type Standing = {
  due: number;
  nextAt: number | undefined;
  learnt: number;
  isReminded: boolean;
  remindedAt: number;
};

/** Who wants a review, and where; `key` names the press. `isDirect`: the channel is the direct message with the person. */
type Asked = { key: string; team: string; person: string; channel: string; isDirect: boolean };

export function createReviewRoom(parts: { store: Store; library: Library; clock: Clock; wake: () => void }) {
  const { store, clock, wake } = parts;
  const dues = createDueReviews(parts);

  async function standing(team: string, person: string): Promise<Standing> {
    const cards = await dues.cards(store, { team, person });
    const waiting = cards.filter(({ memory }) => memory.dueAt > clock.now());
    const reminder = await store.memories.reminder(team, person);
    return {
      due: cards.length - waiting.length,
      nextAt: waiting[0]?.memory.dueAt,
      learnt: cards.length,
      isReminded: reminder !== undefined,
      remindedAt: reminder?.hour ?? REMINDED_AT,
    };
  }

  /** In a direct message it still stands; what was shown for one's eyes alone may be gone from the screen. */
  async function showAgain(
    records: Records,
    quiz: Quiz,
    { key, channel, isDirect }: Asked,
  ): Promise<"given" | "waits"> {
    // The press that was given it, worked on again after a kill.
    if (quiz.id === reviewId(key)) return "given";
    if (quiz.channel === "") return post(records, { ...quiz, channel }, isDirect);
    if (isDirect && quiz.channel === channel) return "waits";
    const destination: Destination = isDirect
      ? { kind: "message", channel }
      : { kind: "private", channel, user: quiz.audience };
    const content = { kind: "quiz" as const, quiz, answered: 0 };
    await records.outbox.owe({ id: `again:${key}`, team: quiz.team, destination, content });
    return "given";
  }

  /** What has stood in App Home alone is posted, and stands in both places. */
  async function post(records: Records, quiz: Quiz, isDirect: boolean): Promise<"given"> {
    await records.quizzes.move(quiz.id, quiz.channel);
    await owePost(records, quiz, isDirect);
    return "given";
  }

  return {
    standing,
    ...createHomeReviews({ store, clock, dues }),

    due: async (records: Records, team: string, person: string) => (await dues.due(records, { team, person })).length,

    /** Gives a person the next due question, for their eyes alone. One that waits for an answer is shown again before there is another. */
    async next(asked: Asked): Promise<"given" | "waits" | "nothing"> {
      const outcome = await store.transaction(async (records) => {
        await dues.hold(records, asked);
        const due = await dues.due(records, asked);
        const waiting = await dues.unanswered(records, asked, due);
        if (waiting) return showAgain(records, waiting, asked);
        const { key, channel, isDirect } = asked;
        const [card] = due;
        const opened = card && (await dues.open(records, card, { id: reviewId(key), channel, isDirect }));
        return opened ? "given" : "nothing";
      });
      wake();
      return outcome;
    },
  };
}
