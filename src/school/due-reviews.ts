/** Which reviews are due to somebody, and which of them waits for its answer: what every way to a review has in common. */
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import { BEGINNER } from "../quiz/difficulty.ts";
import { conceptOf, conceptsOf } from "./concepts.ts";
import type { Card } from "./memories.ts";
import { DAY, type Place, isReview, openQuiz } from "./open-quiz.ts";
import { createQuestionBank } from "./question-bank.ts";
import type { Quiz } from "./quizzes.ts";
import type { Records } from "./store.ts";

export type Learner = { team: string; person: string };

export type DueReviews = ReturnType<typeof createDueReviews>;

export function createDueReviews({ library, clock }: { library: Library; clock: Clock }) {
  const bank = createQuestionBank(library);
  const concepts = conceptsOf(bank);

  /** A person's cards that can still be asked, the first due first: what the library has lost is not asked, nor forgotten. */
  async function cards(records: Records, { team, person }: Learner): Promise<Card[]> {
    const kept = await records.memories.cards(team, person);
    return kept.filter(({ concept }) => concepts.has(concept));
  }

  /** A review of something due that is open and has no answer yet. */
  async function unanswered(records: Records, { team, person }: Learner, due: Card[]): Promise<Quiz | undefined> {
    for (const quiz of await records.quizzes.openFor(team, person)) {
      const isDue = due.some(({ concept }) => concept === conceptOf(quiz.question));
      if (!isReview(quiz) || !isDue || quiz.closesAt <= clock.now()) continue;
      if ((await records.quizzes.answers(quiz.id)).length === 0) return quiz;
    }
    return undefined;
  }

  return {
    cards,

    due: async (records: Records, learner: Learner): Promise<Card[]> =>
      (await cards(records, learner)).filter(({ memory }) => memory.dueAt <= clock.now()),

    unanswered,

    /** Until the end of the transaction: whoever asks at the same moment finds the question of the first. */
    hold: async ({ memories }: Records, { team, person }: Learner): Promise<void> =>
      void (await memories.learner(team, person, BEGINNER)),

    /** A question about what a card is about, for its person alone; undefined when there is none. */
    open: (
      records: Records,
      { team, person, concept }: Card,
      place: Pick<Place, "id" | "channel" | "isDirect">,
    ): Promise<Quiz | undefined> => {
      const alone = { ...place, team, schedule: "", owner: person, audience: person, openFor: DAY };
      return openQuiz(records, { bank, now: clock.now() }, alone, concepts.get(concept) ?? []);
    },
  };
}
