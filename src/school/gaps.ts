/** What people asked and the lessons do not answer, grouped for those who write lessons. */
import { cleanSlackText } from "../ask/clean.ts";
import { overlap } from "../ask/overlap.ts";
import type { Gap } from "./answers.ts";

/** Questions that ask nearly the same; `questions` holds each wording once, newest first. */
export type GapGroup = { questions: string[]; times: number; found: Gap["found"][]; lastAskedAt: number };

/** Two questions with so many words in common want the same lesson. */
const ALIKE = 0.6;

/** Groups gaps by what they ask; what was asked most often comes first, then what was asked last. */
export function groupGaps(gaps: Gap[]): GapGroup[] {
  const groups: Gap[][] = [];
  for (const gap of gaps.map(asRead)) {
    const group = groups.find(([first]) => isAlike(first!.question, gap.question));
    if (group) group.push(gap);
    else groups.push([gap]);
  }
  return groups.map(groupOf).toSorted((a, b) => b.times - a.times || b.lastAskedAt - a.lastAskedAt);
}

function asRead(gap: Gap): Gap {
  return { ...gap, question: cleanSlackText(gap.question).text };
}

function isAlike(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase() || overlap(a, b) >= ALIKE;
}

function groupOf(group: Gap[]): GapGroup {
  const newest = group.toSorted((a, b) => b.askedAt - a.askedAt);
  return {
    questions: [...new Set(newest.map(({ question }) => question))],
    times: group.length,
    found: [...new Set(newest.map(({ found }) => found))],
    lastAskedAt: newest[0]!.askedAt,
  };
}
