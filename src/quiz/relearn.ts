// What a person's answers teach, reckoned again from the first one: after a grade was put right, nothing else would be exact.
import { BEGINNER, type Rating, priorOf, rate, unanswered } from "./difficulty.ts";
import { type Memory, type Recall, review } from "./memory.ts";

/**
 * An answer that was given. `ability` and `difficulty` are both ratings as they stood before it, in logits: opponents stay as they were,
 * since whoever else played them was judged by that. Undefined in old records: then it is a beginner's, or what the author said (`level`).
 */
export type PastAnswer = {
  correct: boolean;
  guessed: boolean;
  ability: number | undefined;
  difficulty: number | undefined;
  level: number;
  at: number;
};

export function recallOf({ correct, guessed }: Pick<PastAnswer, "correct" | "guessed">): Recall {
  if (!correct) return "forgotten";
  return guessed ? "guessed" : "known";
}

/** How able somebody is after these answers of theirs, oldest first. */
export function abilityAfter(answers: PastAnswer[]): Rating {
  return answers.reduce((learner, { correct, difficulty, level }) => {
    const item = { value: difficulty ?? priorOf(level), answers: 0 };
    return rate({ learner, item }, correct).learner;
  }, BEGINNER);
}

/** How hard a question of this level is after these answers to it, oldest first. */
export function difficultyAfter(answers: PastAnswer[], level: number): Rating {
  return answers.reduce((item, { correct, ability }) => {
    const learner = { value: ability ?? BEGINNER.value, answers: 0 };
    return rate({ learner, item }, correct).item;
  }, unanswered(level));
}

/** What is remembered of one concept after these answers about it, oldest first; undefined when there is none. */
export function memoryAfter(answers: PastAnswer[]): Memory | undefined {
  return answers.reduce<Memory | undefined>((memory, answer) => review(memory, recallOf(answer), answer.at), undefined);
}
