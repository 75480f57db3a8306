/** The reviews: what a person has learnt by answering comes back to them, in private, when they are about to forget it. */
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import { BEGINNER } from "../quiz/difficulty.ts";
import { conceptOf, conceptsOf } from "./concepts.ts";
import type { Destination } from "./delivery.ts";
import type { Card } from "./memories.ts";
import { DAY, isReview, openQuiz, reviewId } from "./open-quiz.ts";
import { createQuestionBank } from "./question-bank.ts";
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
  const { store, library, clock, wake } = parts;
  const bank = createQuestionBank(library);
  const concepts = conceptsOf(bank);

  /** A person's cards that can still be asked, the first due first: what the library has lost is not asked, nor forgotten. */
  async function cardsOf(records: Records, team: string, person: string): Promise<Card[]> {
    const cards = await records.memories.cards(team, person);
    return cards.filter(({ concept }) => concepts.has(concept));
  }

  async function dueOf(records: Records, team: string, person: string): Promise<Card[]> {
    return (await cardsOf(records, team, person)).filter(({ memory }) => memory.dueAt <= clock.now());
  }

  async function standing(team: string, person: string): Promise<Standing> {
    const cards = await cardsOf(store, team, person);
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

  /** A review of something due that is open and has no answer yet. */
  async function unanswered(records: Records, { team, person }: Asked, due: Card[]): Promise<Quiz | undefined> {
    for (const quiz of await records.quizzes.openFor(team, person)) {
      const isDue = due.some(({ concept }) => concept === conceptOf(quiz.question));
      if (!isReview(quiz) || !isDue || quiz.closesAt <= clock.now()) continue;
      if ((await records.quizzes.answers(quiz.id)).length === 0) return quiz;
    }
    return undefined;
  }

  /** In a direct message it still stands; what was shown for one's eyes alone may be gone from the screen. */
  async function showAgain(
    records: Records,
    quiz: Quiz,
    { key, channel, isDirect }: Asked,
  ): Promise<"given" | "waits"> {
    // The press that was given it, worked on again after a kill.
    if (quiz.id === reviewId(key)) return "given";
    if (isDirect && quiz.channel === channel) return "waits";
    const destination: Destination = isDirect
      ? { kind: "message", channel }
      : { kind: "private", channel, user: quiz.audience };
    const content = { kind: "quiz" as const, quiz, answered: 0 };
    await records.outbox.owe({ id: `again:${key}`, team: quiz.team, destination, content });
    return "given";
  }

  async function open(records: Records, card: Card | undefined, asked: Asked): Promise<"given" | "nothing"> {
    const items = card && concepts.get(card.concept);
    if (!items) return "nothing";
    const { key, team, person, channel, isDirect } = asked;
    const place = { id: reviewId(key), team, channel, schedule: "", owner: person, audience: person };
    const how = { bank, now: clock.now() };
    return (await openQuiz(records, how, { ...place, isDirect, openFor: DAY }, items)) ? "given" : "nothing";
  }

  return {
    standing,

    due: async (records: Records, team: string, person: string) => (await dueOf(records, team, person)).length,

    /** Gives a person the next due question, for their eyes alone. One that waits for an answer is shown again before there is another. */
    async next(asked: Asked): Promise<"given" | "waits" | "nothing"> {
      const outcome = await store.transaction(async (records) => {
        // Held, so that a double press finds the question of the first.
        await records.memories.learner(asked.team, asked.person, BEGINNER);
        const due = await dueOf(records, asked.team, asked.person);
        const waiting = await unanswered(records, asked, due);
        return waiting ? showAgain(records, waiting, asked) : open(records, due[0], asked);
      });
      wake();
      return outcome;
    },
  };
}
