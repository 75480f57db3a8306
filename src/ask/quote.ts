// A card -> the sentences of it that an answer quotes.
import { countWords } from "../knowledge/sentences.ts";
import type { Card } from "../knowledge/types.ts";
import type { Quote } from "./answer.ts";
import { points } from "./points.ts";
import type { Query } from "./query.ts";
import { overlap } from "./overlap.ts";

const PROSE_SENTENCES = 4;
const PROSE_WORDS = 50;
const LEANS =
  /^(It|This|That|These|Those|They|Such|Both|So|But|And|Then|Its|Their|However|Otherwise|For example|There|Each one|One of them)\b/;

/** What a card says about a query: all its sentences, of a paragraph the nearest ones, and its code when the query asks how. */
export function quotesOf(card: Card, query: Query): Quote[] {
  const texts = card.kind === "prose" ? bestSentences(card.sentences, query) : card.sentences;
  const quotes: Quote[] = texts.map((text) => ({ passage: card.section, text }));
  return card.code && query.intent === "how-to"
    ? [...quotes, { passage: card.section, text: card.code.text, code: true }]
    : quotes;
}

/** Of a paragraph the sentence nearest to the question and those after it; none that leans on one left out, or points at what nobody sees. */
function bestSentences(sentences: string[], query: Query): string[] {
  const question = query.terms.join(" ");
  const standing = sentences
    .map((text, at) => ({ at, near: overlap(text, question) }))
    .filter(({ at }) => !points(sentences[at]!) && (at === 0 || !leans(sentences, at)));
  const start = standing.toSorted((a, b) => b.near - a.near || a.at - b.at)[0]?.at;
  if (start === undefined) return [];
  const run = sentences.slice(start, start + PROSE_SENTENCES);
  const end = run.findIndex((text) => points(text));
  return run
    .slice(0, end < 0 ? run.length : end)
    .filter((_, at) => at === 0 || countWords(run.slice(0, at + 1).join(" ")) <= PROSE_WORDS);
}

/** What follows a sentence that points at a picture leans on the picture. */
function leans(sentences: string[], at: number): boolean {
  return LEANS.test(sentences[at]!) || points(sentences[at - 1]!);
}

/** How many words a reader reads. */
export function wordsIn(quotes: Quote[]): number {
  return quotes.reduce((sum, { text }) => sum + countWords(text), 0);
}
