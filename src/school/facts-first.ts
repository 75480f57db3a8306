/** One answer of two sources: facts of a simulation before the sentences of lessons, within the words of an answer, each cited. */
import type { Answer, Citation, Passage, Sentence } from "../ask/answer.ts";
import type { Covered } from "./content.ts";

const MOST_WORDS = 120;
const MOST_WORDS_LONGER = 320;
/** So much of an answer the simulation may say: the lessons are to have room. */
const MOST_FACT_WORDS = 60;
const MOST_FACTS = 3;

/** A sentence of the simulation's, with how much it says of what is asked. */
export type Fact = { passage: Passage; text: string; score: number };

/** As many facts as the simulation may say, the first in any case. */
export function fitting(facts: Fact[]): Fact[] {
  let words = 0;
  const fit = facts.filter(({ text }) => {
    const isFit = words + countWords(text) <= MOST_FACT_WORDS || words === 0;
    if (isFit) words += countWords(text);
    return isFit;
  });
  return fit.slice(0, MOST_FACTS);
}

/** What the simulation says and then, as far as there is room, what the lessons say; nothing of these where they are not near. */
export function factsFirst(answer: Answer, facts: Fact[], isNear: boolean): Covered {
  const passages = [...new Set(facts.map(({ passage }) => passage))];
  const citations = passages.map((passage, at): Citation => citationOf(passage, at + 1));
  const said = facts.map(({ passage, text }): Sentence => ({ text, cites: [passages.indexOf(passage) + 1] }));
  if (answer.kind !== "answer" || !isNear)
    return {
      kind: "answer",
      intent: "facts",
      sentences: said,
      citations,
      retrieved: [...passages, ...answer.retrieved],
      related: { lesson: "", section: "" },
      // There is no more to say than the simulation knows.
      longer: true,
    };
  const room = (answer.longer ? MOST_WORDS_LONGER : MOST_WORDS) - countWords(said.map(({ text }) => text).join(" "));
  const taught = beginning(answer.sentences, room);
  const cited = new Set(taught.flatMap(({ cites }) => cites));
  const kept = answer.citations.filter(({ n }) => cited.has(n));
  const renumbered = new Map(kept.map(({ n }, at) => [n, citations.length + at + 1]));
  return {
    ...answer,
    sentences: [...said, ...taught.map((each) => ({ ...each, cites: each.cites.map((n) => renumbered.get(n) ?? n) }))],
    citations: [...citations, ...kept.map((each) => ({ ...each, n: renumbered.get(each.n) ?? each.n }))],
    retrieved: [...passages, ...answer.retrieved],
  };
}

/** As many sentences as fit; of several symptoms with their causes and fixes only whole ones. */
function beginning(sentences: Sentence[], room: number): Sentence[] {
  let words = 0;
  const end = sentences.findIndex(({ text }) => (words += countWords(text)) > room);
  if (end < 0) return sentences;
  const fit = sentences.slice(0, end);
  const isWithin =
    sentences[end]?.role === "cause" || sentences[end]?.role === "check" || sentences[end]?.role === "fix";
  const headline = fit.findLastIndex(({ role }) => role === "symptom");
  return isWithin && headline > 0 ? fit.slice(0, headline) : fit;
}

function citationOf(passage: Passage, n: number): Citation {
  const { section, lessonTitle, heading } = passage;
  return { n, passage, section, lessonTitle, heading };
}

function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
