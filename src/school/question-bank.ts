/** What can be asked: the library's questions, and those that are computed anew each time. */
import type { Library } from "../knowledge/library.ts";
import type { Question } from "../knowledge/types.ts";
import { generators } from "../quiz/generators/registry.ts";
import type { Generator } from "../quiz/generators/generator.ts";
import type { Askable } from "../quiz/pick.ts";
import { createRandom } from "../quiz/random.ts";
import { simulated } from "../quiz/simulate.ts";

/** A question, or what computes one. */
export type Item = Question | Generator;

export type QuestionBank = {
  /** The questions of a track, of a lesson, the one with this id, or all for ""; undefined when nothing is called so. */
  about(topic: string): Item[] | undefined;
  /** The question to post: a computed one is drawn by the seed, a prediction is run. */
  draw(item: Item, seed: string): Question;
};

export function createQuestionBank(library: Library): QuestionBank {
  // A team may have hidden the lesson that a rule is explained by.
  const computed = generators.filter(({ section }) => library.findSection(section) !== undefined);
  const items: (Item & Askable)[] = [...library.questions, ...computed];
  return {
    about(topic) {
      if (!topic) return items;
      const lessons = library.tracks.find(({ id }) => id === topic)?.lessons ?? [topic];
      const found = items.filter(({ lesson, id }) => lessons.includes(lesson) || id === topic);
      return found.length > 0 ? found : undefined;
    },
    draw: (item, seed) => simulated("generate" in item ? item.generate(createRandom(`${seed}\n${item.id}`)) : item),
  };
}
