/** What an answer teaches us: how well its person remembers the concept, how able they are, how hard the question is. */
import { BEGINNER, rate, unanswered } from "../quiz/difficulty.ts";
import { review } from "../quiz/memory.ts";
import { recallOf } from "../quiz/relearn.ts";
import { conceptOf } from "./concepts.ts";
import type { Quiz } from "./quizzes.ts";
import type { Records } from "./store.ts";

/** For the first answer of a person to a quiz, in the transaction that writes it down. */
export async function remember(
  { memories, quizzes }: Records,
  { id, team, question }: Quiz,
  answer: { person: string; correct: boolean; now: number },
): Promise<void> {
  const { person, correct, now } = answer;
  // The learner is read first, and held: the answers of one person wait for each other, so their cards need no hold of their own.
  const learner = await memories.learner(team, person, BEGINNER);
  const item = await memories.item(team, question.id, unanswered(question.difficulty));
  await quizzes.noteRatings(id, person, { ability: learner.value, difficulty: item.value });
  const rated = rate({ learner, item }, correct);
  await memories.saveLearner(team, person, rated.learner);
  await memories.saveItem(team, question.id, rated.item);

  const concept = conceptOf(question);
  const memory = review(await memories.card(team, person, concept), recallOf({ correct, guessed: false }), now);
  await memories.saveCard({ team, person, concept, memory });
}
