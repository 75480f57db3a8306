// Groups of quotes -> as many of them as an answer has room for, with its citations.
import type { Citation, Passage, Quote, Sentence } from "./answer.ts";
import { wordsIn } from "./quote.ts";

export type Composed = { sentences: Sentence[]; citations: Citation[] };

/** As many groups as fit; of the first one as much as fits. */
export function withinBudget(groups: Quote[][], most: number): Quote[][] {
  const kept: Quote[][] = [];
  let words = 0;
  for (const group of groups) {
    const fitting = kept.length === 0 ? asMuchOf(group, most) : group;
    const size = wordsIn(fitting);
    if (fitting.length === 0 || words + size > most) continue;
    kept.push(fitting);
    words += size;
  }
  return kept;
}

/** As much of each answer as fits when all have the same room; what is worth least goes first. What short ones leave goes to the others, and what is left at last to what is worth most. */
export function shared(answers: Quote[][][], most: number, worthOf: (group: Quote[]) => number): Quote[][][] {
  const sizes = answers.map((answer) => wordsIn(answer.flat()));
  let [room, waiting] = [most, sizes.length];
  for (const size of sizes.toSorted((a, b) => a - b)) {
    if (size * waiting > room) break;
    room -= size;
    waiting--;
  }
  const each = waiting > 0 ? room / waiting : Infinity;
  const told = answers.flatMap((answer) => worthMost(answer, each, worthOf));
  const others = answers.flat().filter((group) => !group.some((quote) => told.includes(quote)));
  const kept = new Set([...told, ...worthMost(others, most - wordsIn(told), worthOf)]);
  return answers.map((answer) => answer.map((group) => group.filter((quote) => kept.has(quote))).filter(isAny));
}

const isAny = (group: Quote[]) => group.length > 0;

/** The quotes that are worth most, of as many groups as fit. */
function worthMost(groups: Quote[][], most: number, worthOf: (group: Quote[]) => number): Quote[] {
  const ranked = groups.toSorted((a, b) => worthOf(b) - worthOf(a));
  return withinBudget(ranked, most).flat();
}

function asMuchOf(group: Quote[], most: number): Quote[] {
  const length = group.findIndex((_, at) => wordsIn(group.slice(0, at + 1)) > most);
  return length < 0 ? group : group.slice(0, length);
}

export function cite(quotes: Quote[], passages: Map<string, Passage>): Composed {
  const numbers = new Map<string, number>();
  const sentences = quotes.map(({ passage, text, code, role }): Sentence => {
    if (!numbers.has(passage)) numbers.set(passage, numbers.size + 1);
    return { text, cites: [numbers.get(passage)!], ...(code && { code }), ...(role && { role }) };
  });
  const citations = [...numbers].map(([id, n]) => {
    const passage = passages.get(id)!;
    return { n, passage, section: passage.section, lessonTitle: passage.lessonTitle, heading: passage.heading };
  });
  return { sentences, citations };
}
