// Verifies that what is said stands in what is cited. Used on our own answers, and on what a model writes.
import type { Citation, Passage, Sentence } from "./answer.ts";

/** What is wrong with one sentence of an answer. */
export type Fault = { sentence: number; found: "no citation" | "unknown citation" | "not in the cited passage" };

/** Faults of a quoted answer: every citation exists and every sentence stands verbatim in a passage that it cites. */
export function checkQuotes(sentences: Sentence[], citations: Citation[]): Fault[] {
  const byNumber = new Map(citations.map((citation) => [citation.n, citation.passage]));
  return sentences.flatMap(({ text, cites }, sentence): Fault[] => {
    if (cites.length === 0) return [{ sentence, found: "no citation" }];
    const passages = cites.map((n) => byNumber.get(n));
    if (passages.includes(undefined)) return [{ sentence, found: "unknown citation" }];
    const stands = passages.some((passage) => passage!.text.includes(text));
    return stands ? [] : [{ sentence, found: "not in the cited passage" }];
  });
}

/**
 * May a freely worded sentence stand on these passages? Its numbers, flags, code and names must occur in them, and most of its
 * other words too.
 */
export function isSupported(
  sentence: string,
  passages: Passage[],
  termsOf: (text: string) => string[],
  floor = 0.6,
): boolean {
  const source = passages.map((passage) => passage.text.toLowerCase()).join("\n");
  const hard = sentence.match(/`[^`]+`|--?[a-z][\w-]+|\b\d[\d.,]*\b|\b[A-Za-z]+[A-Z]\w*\b/g) ?? [];
  if (hard.some((part) => !source.includes(part.replaceAll("`", "").replace(/[.,]$/, "").toLowerCase()))) return false;
  const known = new Set(termsOf(source));
  const terms = termsOf(sentence);
  return terms.length === 0 || terms.filter((term) => known.has(term)).length / terms.length >= floor;
}
