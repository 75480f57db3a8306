/** After grades have changed, what they taught is reckoned again: abilities, memories, and how hard the question is. */
import type { Question } from "../knowledge/types.ts";
import { BEGINNER, unanswered } from "../quiz/difficulty.ts";
import { abilityAfter, difficultyAfter, memoryAfter } from "../quiz/relearn.ts";
import { conceptOf } from "./concepts.ts";
import type { Records } from "./store.ts";

/** For these people and this question, in the transaction that changed their grades. */
export async function putRight(
  records: Records,
  { team, question }: { team: string; question: Question },
  people: string[],
): Promise<void> {
  // Whoever answers holds themselves first and the question after: held in the same order here, nobody waits for each other.
  for (const person of people.toSorted()) await relearn(records, team, person, question);
  const { memories, quizzes } = records;
  await memories.item(team, question.id, unanswered(question.difficulty));
  const given = await quizzes.answersTo(team, question.id);
  const counted = given.filter(({ isVoid }) => !isVoid);
  await memories.saveItem(team, question.id, difficultyAfter(counted, question.difficulty));
}

/** One person's ability, and their card of what a question is about. */
export async function relearn(
  { memories, quizzes }: Records,
  team: string,
  person: string,
  question: Question,
): Promise<void> {
  await memories.learner(team, person, BEGINNER);
  const given = (await quizzes.answersBy(team, person)).filter(({ isVoid }) => !isVoid);
  await memories.saveLearner(team, person, abilityAfter(given));
  const concept = conceptOf(question);
  const memory = memoryAfter(given.filter((answer) => conceptOf(answer.question) === concept));
  if (memory) await memories.saveCard({ team, person, concept, memory });
  else await memories.removeCard(team, person, concept);
}
