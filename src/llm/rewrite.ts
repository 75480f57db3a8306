// A model's reply and the keyless answer -> the answer that is given, or nothing when the reply is doubtful.
import type { Answer, Citation, Nearby, Passage, Sentence } from "../ask/answer.ts";
import type { Part } from "./partial.ts";
import type { Covered, Reply } from "./reply.ts";
import { countWords, type Ground, type Standing, standing } from "./stand.ts";

const MOST_WORDS = 120;
const MOST_NEAREST = 3;

/** So many sentences are checked before the first is shown. */
export const HELD = 3;

/** A model may word an answer or turn it into "not said there"; it adds nothing that does not stand in the passages. */
export function rewrite(answer: Covered, reply: Reply, ground: Ground): Answer | undefined {
  if (!reply.answerable) return { kind: "nearest", nearest: nearestTo(answer), retrieved: answer.retrieved };
  // Held to the same where a reply comes whole as where its first sentences are shown before the others are there.
  const first = standing(reply.sentences.slice(0, HELD), ground, MOST_WORDS);
  const kept = first && standing(reply.sentences, ground, MOST_WORDS);
  return kept && worded(answer, kept, codeOf(answer, kept));
}

/** What may be shown while the rest is still being written; "doubtful" when too little of the beginning stands. */
export function rewriteBeginning(
  answer: Covered,
  { answerable, sentences }: Part,
  ground: Ground,
): Covered | "doubtful" | undefined {
  if (!answerable || sentences.length < HELD) return undefined;
  if (!standing(sentences.slice(0, HELD), ground, MOST_WORDS)) return "doubtful";
  const kept = standing(sentences, ground, MOST_WORDS);
  return kept && worded(answer, kept, []);
}

function worded(answer: Covered, kept: Standing[], code: Standing[]): Covered {
  const numbers = new Map<Passage, number>();
  const numberOf = (passage: Passage) => {
    if (!numbers.has(passage)) numbers.set(passage, numbers.size + 1);
    return numbers.get(passage)!;
  };
  const said = kept.map(({ text, passages }): Sentence => ({ text, cites: passages.map(numberOf) }));
  const shown = code.map(({ text, passages }) => ({ text, cites: passages.map(numberOf), code: true }));
  const citations = [...numbers].map(([passage, n]) => citation(passage, n));
  return { ...answer, sentences: [...said, ...shown], citations, related: relatedOf(answer, citations) };
}

function citation(passage: Passage, n: number): Citation {
  return { n, passage, section: passage.section, lessonTitle: passage.lessonTitle, heading: passage.heading };
}

/** Commands and manifests are quoted and never worded anew: those of the keyless answer follow, while there is room. */
function codeOf(answer: Covered, kept: Standing[]): Standing[] {
  const texts = kept.map(({ text }) => text);
  const blocks: Standing[] = [];
  for (const { text, cites, code } of answer.sentences) {
    const isSaid = texts.some((each) => each.includes(text));
    if (!code || isSaid || countWords([...texts, text].join(" ")) > MOST_WORDS) continue;
    texts.push(text);
    blocks.push({ text, passages: cites.map((n) => answer.citations.find((each) => each.n === n)!.passage) });
  }
  return blocks;
}

/** Where the keyless answer leads, as long as its lesson is still cited; else the first lesson that is. */
function relatedOf({ related }: Covered, citations: Citation[]): Covered["related"] {
  const lessons = citations.map(({ passage }) => passage).filter(({ lesson }) => lesson);
  if (lessons.some(({ lesson }) => lesson === related.lesson)) return related;
  return { lesson: lessons[0]?.lesson ?? "", section: lessons[0]?.section ?? "" };
}

/** The lessons that the keyless answer cites, or when it cites only the glossary those that were found; each once. */
function nearestTo({ citations, retrieved }: Covered): Nearby[] {
  const cited = lessonsOf(citations.map(({ passage }) => passage));
  return (cited.length > 0 ? cited : lessonsOf(retrieved)).slice(0, MOST_NEAREST);
}

function lessonsOf(passages: Passage[]): Nearby[] {
  const found = new Map<string, Nearby>();
  for (const { lesson, lessonTitle, section } of passages) {
    if (lesson && !found.has(lesson)) found.set(lesson, { lesson, title: lessonTitle, ...(section && { section }) });
  }
  return [...found.values()];
}
