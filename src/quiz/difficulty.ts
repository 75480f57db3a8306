// How hard a question is and how able a person is, on one scale (Elo, in its logistic form): after each answer both move towards what
// happened, the less the more is known of them.

/** `value` in logits: somebody as able as a question is hard answers it every other time. `answers` is how many it rests on. */
export type Rating = { value: number; answers: number };

/** Somebody who has answered nothing. */
export const BEGINNER: Rating = { value: 0, answers: 0 };

// The two rates of change of Pelánek's survey ("Applications of the Elo rating system in adaptive educational systems", 2016), with the
// figures that predict best on public logs.
const learnerRate = (answers: number) => 1 / (1 + 0.05 * answers);
const itemRate = (answers: number) => 0.5 / (1 + 0.02 * answers);

/** The author's estimate weighs as much as so many answers. */
const PSEUDO_ANSWERS = 10;
/** The middle of the author's five levels, and how many logits lie between two of them. */
const MIDDLE_LEVEL = 3;
const LEVEL_LOGITS = 0.5;

/** What an author's level, from 1 to 5, says in logits. */
export function priorOf(level: number): number {
  return (level - MIDDLE_LEVEL) * LEVEL_LOGITS;
}

/** A question that nobody has answered yet. */
export function unanswered(level: number): Rating {
  return { value: priorOf(level), answers: 0 };
}

/** How hard a question is, in logits: what the answers say, drawn towards what its author said while there are few of them. */
export function difficultyOf(item: Rating, level: number): number {
  return (item.answers * item.value + PSEUDO_ANSWERS * priorOf(level)) / (item.answers + PSEUDO_ANSWERS);
}

/** The chance, from 0 to 1, that somebody of this ability answers correctly. */
export function chanceOf(ability: number, difficulty: number): number {
  return 1 / (1 + Math.exp(difficulty - ability));
}

/** Both ratings after an answer. */
export function rate(both: { learner: Rating; item: Rating }, correct: boolean): { learner: Rating; item: Rating } {
  const { learner, item } = both;
  const surprise = (correct ? 1 : 0) - chanceOf(learner.value, item.value);
  return {
    learner: { value: learner.value + learnerRate(learner.answers) * surprise, answers: learner.answers + 1 },
    item: { value: item.value - itemRate(item.answers) * surprise, answers: item.answers + 1 },
  };
}
