// Which further lines of an answer only look like answers: another platform's, or another matter of the same thing.
import type { Ranked } from "./rerank.ts";
import type { Family } from "./families.ts";
import type { Entity } from "./lexicon.ts";
import { isPlatform } from "./platform.ts";
import { type Query, says } from "./query.ts";
import type { Index } from "./search.ts";
import { type Terms, anyOf } from "./terms.ts";
import { leadsElsewhere } from "./ways.ts";
import { termsOf } from "./words.ts";

/** Whose section is asked just this has answered it; what stands elsewhere must be asked nearly so too. */
export const SURELY = 1;
const AS_SURELY = 0.6;
/** What is asked nearly so of its section, and what says as much of the question as the lead, is no tail. */
const ASKED = 0.35;
/** What answers a single question has to be asked as nearly as this. */
const ASKED_ALONE = 0.5;
const AS_MUCH = 0.85;
/** What says so much more of the question than the lead is on what the lead leaves out. */
const MORE = 1.4;

/**
 * Is a card beside the point after a lead from another section? It is when it is on a platform that nobody asked about, when it names none of the
 * things that are asked about, and when of what the lead says to the question it shares nothing but their names.
 */
export function isTail(each: Ranked, lead: Ranked, query: Query, index: Index): boolean {
  if (isElsewhere(each.card.id, lead, query, index)) return true;
  if (each.card.section === lead.card.section) return false;
  if (each.lift < ASKED_ALONE && index.entryOf(each.card.id).single) return true;
  if (lead.lift >= SURELY && query.intent !== "define") return !isAskedToo(each, lead);
  return each.lift < ASKED && (leadsElsewhere(each.card, query, index) || isOther(each, lead, query, index));
}

/** Beside what is surely asked: is this asked nearly so, or does it say what the lead leaves out? */
export function isAskedToo(each: Ranked, lead: Ranked): boolean {
  return each.lift >= lead.lift * AS_SURELY || each.says >= lead.says * MORE;
}

/** What says less of a question that asks for facts, and is not asked for, is more often a stray line than it helps. */
const TELLING = 0.7;

/** Does a card of another section than the lead's only touch the question? */
export function isVague({ card, says: said, lift }: Ranked, lead: Ranked, { intent }: Query): boolean {
  return intent === "facts" && card.section !== lead.card.section && said < TELLING && lift < ASKED_ALONE;
}

/** Is it on another thing, or on another matter of the same thing? */
function isOther(each: Ranked, lead: Ranked, query: Query, index: Index): boolean {
  const said = saidBy(each.card.id, index);
  const things = specific(query.subjects);
  if (things.length > 0 && !things.some((thing) => namesIt(said, thing))) return true;
  if (each.says >= lead.says * AS_MUCH) return false;
  const told = saidBy(lead.card.id, index);
  const beyond = beyondNames(query).filter((term) => says(told, term, query));
  return beyond.length > 0 && !beyond.some((term) => says(said, term, query));
}

const ORCHESTRATORS: Family[] = ["kubernetes", "swarm", "mesos", "nomad", "ecs"];

/** Is a card about another orchestrator than question and lead? A question that names none is on Kubernetes, if its answer is. */
export function isElsewhere(id: string, lead: Ranked, { families, near }: Query, index: Index): boolean {
  const mine = ORCHESTRATORS.filter((family) => index.entryOf(id).families.has(family));
  const asked = families.union(near).union(index.entryOf(lead.card.id).families);
  return mine.length > 0 && asked.size > 0 && !mine.some((family) => asked.has(family));
}

function saidBy(id: string, index: Index): Terms {
  const { own, context } = index.entryOf(id);
  return anyOf([own, context]);
}

/** The named things without the platforms, which say where and not what. */
function specific(things: Entity[]): Entity[] {
  return things.filter((thing) => !isPlatform(thing));
}

function namesIt(said: Terms, { names }: Entity): boolean {
  return names.some((name) => termsOf(name).every((term) => said.has(term)));
}

/** What a question says beyond the names of its things. */
function beyondNames({ terms, subjects }: Query): string[] {
  const named = new Set(subjects.flatMap(({ names, phrases }) => [...names, ...phrases].flatMap(termsOf)));
  return terms.filter((term) => !named.has(term));
}
