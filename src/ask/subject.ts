// What a card is about: its names, or the first words of its first sentence.
import type { Card } from "../knowledge/types.ts";
import { type Entity, phrase } from "./lexicon.ts";
import { wordsOf } from "./words.ts";

/** How far into a card its subject is looked for; a lesson's summary must begin with it. */
const OPENING_WORDS = 6;
const SUMMARY_OPENING_WORDS = 3;

/** The phrases of a card in which a thing's name shows that the card is about it; of "To keep the runs of a CronJob apart, ..." the whole end. */
export function subjectOf(card: Card): string {
  const [first = ""] = card.sentences;
  const length = card.kind === "short" ? SUMMARY_OPENING_WORDS : OPENING_WORDS;
  const end = /^To \p{Ll}[^,]*(?=,)/u.exec(first)?.[0];
  const opening = end ? wordsOf(end) : wordsOf(first).slice(0, length);
  return [...card.names, opening.join(" ")].map((text) => ` ${phrase(text)} `).join("|");
}

/** The share of the named things that a subject names. */
export function aboutness(subject: string, entities: Entity[]): number {
  if (entities.length === 0) return 0;
  const about = entities.filter((entity) => entity.phrases.some((each) => subject.includes(` ${each} `)));
  return about.length / entities.length;
}

/** What `defines` needs of a card: the words that open its first sentence, which of them are capitals, and its names if it is a term. */
export type Head = { opening: string; capitals: boolean[]; names: string[] };

/** The head of a card (a contrast defines nothing): without the article and without what stands in brackets. */
export function headOf(card: Card): Head {
  const first = (card.sentences[0] ?? "").replace(/^(An?|The) /, "").replace(/ \([^)]*\)/g, "");
  const words = wordsOf(first).slice(0, HEAD_WORDS);
  const capitals = words.map((word) => /^\p{Lu}/u.test(word));
  const opening = card.kind === "contrast" ? "" : phrase(words.join(" "));
  return { opening, capitals, names: card.kind === "term" ? card.names.map(phrase) : [] };
}

const HEAD_WORDS = 8;

/**
 * Does a card define one of the things? 1 for its glossary entry and for "A pod is ...", 0.5 for "The HPA changes ...", 0 for others,
 * also for "Docker Swarm is ..." and "Docker secrets are ..." when the thing is Docker.
 */
export function defines(head: Head, entities: Entity[]): number {
  let most = 0;
  for (const { phrases } of entities) for (const name of phrases) most = Math.max(most, definesName(head, name));
  return most;
}

/** "is a ...", "is how ...", "means"; not "is stuck", "is retired", which tell of a state. */
const DEFINING = /^((is|are) (an?|the|how|what|one|part|that|whatever|any|another)\b|mean)/;

function definesName({ opening, capitals, names }: Head, name: string): number {
  if (names.includes(name)) return 1;
  if (!opening.startsWith(name) || opening[name.length] !== " " || capitals[name.split(" ").length]) return 0;
  const rest = opening.slice(name.length + 1);
  if (/^\w+ (is|are|has|have|hold)\b/.test(rest)) return 0;
  return DEFINING.test(rest) ? 1 : 0.5;
}
