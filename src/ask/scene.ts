// What a question asks, apart from the scene that it is told with: "we run compose on one VM and it's fine. why would we need Kubernetes?"
import { alternativesIn } from "./alternatives.ts";
import { termsOf } from "./words.ts";

/**
 * `asked` are the clauses that ask; `scene` are the others, "" where there are none or where what is asked leans on them ("how do I stop that").
 * `told` is the scene without what is granted.
 */
export type Reading = { asked: string; scene: string; told: string };

/** What is granted says what the trouble is not about: "502s at every deploy even though there are readiness probes". */
const CONCESSION = /[,(]?\s*\b(?:even though|although|despite|in spite of)\b[^,;.?!()]*[,)]?/gi;

const ASKS_WITH = "what|whats|what's|how|why|which|where|who|when|whether";
const ASKS_OF =
  "(?:is|are|does|do|did|can|could|should|will|would|must|may) (?:i|we|you|one|it|they|that|this|there|the|my|our|an?)";

/** "and in which order do they run" */
const OF_WHICH = String.raw`(?:in|on|at|to|by|for|from|with|under) (?:what|which)\b`;

/** Does a text name a thing of the library? */
type Names = (text: string) => boolean;

/** Between clauses: the end of a sentence, and before what asks anew ("..., how do I", "... and what happens when"). */
const BETWEEN = new RegExp(
  String.raw`(?<=[.?!])(?<!\b(?:incl|e\.g|i\.e|etc|vs|approx)\.)\s+|,\s+(?=(?:(?:so|and|but|then) )?(?:(?:${ASKS_WITH})\b|${ASKS_OF}\b))|\s+and\s+(?=(?:give|name|list|describe|explain)\b)|\s+(?:and|but)\s+(?=${OF_WHICH}|(?:what|which|how|why|where|who|whether|when (?:do|does|should|would|is|are|you|we|one|to))\b|${ASKS_OF}\b)|,\s+(?:and|but)\s+(?=(?:is|are|do|does|did|can|could|should|will|would)\b)|\s+or\s+(?=(?:should|can|do|must) (?:i|we)\b)|\s+-+\s+`,
  "i",
);
const ASKING = new RegExp(
  String.raw`\?\W*$|^\W*(?:(?:so|and|but|then|ok|hey|hi|honestly|please)[ ,]+)*(?:(?:${ASKS_WITH})\b|${OF_WHICH}|${ASKS_OF}\b|(?:is|are|does|do|can|should) \w)|\bhow (?:to|do|does|can|could|should|would)\b|\b(?:i|we)(?: need| want| would like|'d like|’d like)\b|^\W*(?:explain|describe|define|compare|name|give|list|tell me|walk me through)\b|\b(?:vs|versus)\b`,
  "i",
);

const QUESTION = /\?\W*$/;

/** "We want to write our own operator. When ...?" sets the scene; "We want to write our own operator. And how ...?" asks already. */
const isWish = (clause: string) => /^\W*(?:i|we)\b/i.test(clause) && !QUESTION.test(clause);
const goesOnToAsk = ([next = "", ...others]: string[]) =>
  !/^\W*(?:and|also)\b/i.test(next) && [next, ...others].some((clause) => QUESTION.test(clause));

/** What points back, and what only asks for help with what was told. */
const LEANS =
  /\b(?:it|its|this|that|them|they|those|these|so|one from)\b|\b(?:fix|solve|debug|wrong|going on|help|check|look|identify|issue|problem|error|mean|means)\b/i;
/** So many terms say by themselves what is asked. */
const STANDS = 2;

/** "When you delete a pod, is it gone at once?" */
const CONDITION =
  /^\W*(?:when|if|after|once|while|before)\b(?! (?:do|does|did|should|would|can|could|is|are|will|to)\b)[^?.!]*$/i;

/** The clauses of a text, each with what it ends in; a condition is a part of what is asked under it. */
function clausesOf(text: string): string[] {
  const clauses: string[] = [];
  for (const clause of text.split(BETWEEN).filter((each) => /\p{L}/u.test(each))) {
    const condition = CONDITION.test(clauses.at(-1) ?? "") ? `${clauses.pop()!}, ` : "";
    clauses.push(condition + clause);
  }
  return clauses;
}

/** Does a clause say by itself what it asks? One that names a thing does, and one of several terms. */
function stands(clause: string, names: Names): boolean {
  return !LEANS.test(clause) && (termsOf(clause).length >= STANDS || names(clause));
}

/** "The networking model, including CNI and policies" asks for the model. */
const INCLUDING = /,? (?:including|incl\.|especially|in particular) [^?.!;]+/gi;

/** Reads a question. What leans on the scene is no question without it, so that then all of it is asked. */
export function readingOf(text: string, names: Names): Reading {
  const granted = text.match(CONCESSION) ?? [];
  const short = text.replace(INCLUDING, "");
  const included = names(short) ? (text.match(INCLUDING) ?? []) : [];
  const plain = (included.length > 0 ? short : text).replace(CONCESSION, " ");
  const clauses = clausesOf(plain);
  const asking = clauses.filter((clause) => ASKING.test(clause));
  const isApart = asking.length > 0 && asking.length < clauses.length && asking.some((clause) => stands(clause, names));
  const told = isApart ? clauses.filter((clause) => !ASKING.test(clause)) : [];
  const asked = isApart ? asking.join(" ") : plain.trim();
  return termsOf(asked).length === 0
    ? { asked: text, scene: "", told: "" }
    : { asked, scene: [...told, ...included, ...granted].join(" ").trim(), told: [...told, ...included].join(" ") };
}

/** "What is a ConfigMap, and how do I use it?": the second half is about the thing of the first. */
const OF_THAT = /\b(?:it|one|them|they)\b(?! works?\b)/i;

/** "How do I create a namespace and delete it?" asks for two ways. */
const AND_THEN =
  /,? and (?:then |also )?(?=(?!(?:is|are|was|does|do|has|have|use|uses|using|why|how|what|when|where|which|who|if|not|it|its)\b)[a-z]+ (?:it|them)\b)/i;
const ASKS_WAY =
  /^\W*(?:(?:please |can you )?how (?:to|do|does|can|could|would|should)\b|what are the steps\b|design\b|create\b|set up\b|deploy\b)/i;

const ANOTHER_WAY = "how to ";

/** A clause that asks for several ways, each by itself. */
function waysIn(clause: string): string[] {
  if (!ASKS_WAY.test(clause)) return [clause];
  const [first = "", ...others] = clause.split(AND_THEN);
  return [first, ...others.map((other) => ANOTHER_WAY + other)];
}

/** "Which components are there, and what does each of them do?" is one question, and so is "What is Linkerd? What is it used for?" */
const OF_EACH =
  /\beach(?: one)?(?: of (?:them|these|those))?\b(?! \w+ing\b)|\brespectively\b|\bwhat do they do\b|\bwhat (?:is|are|was) (?:it|they) (?:used )?for\b/i;

const OF_THIS = /\b(?:it|this|that|them|these|those)\b/i;
const DEFINES =
  /^\W*(?:(?:so|and|ok|hi|hey|please|can you|could you)[, ]+)*(?:what(?:'s| is| are)\b|what (?:does|do) \S+(?: \S+)? do\b|explain\b|describe\b|define\b)/i;

/** Does a half lean on the one before, so that it may be no more than an afterthought ("and how do I stop it")? Who asks what a thing is goes on to ask about the thing itself. */
export function mayGoOn(half: string, before: string | undefined): boolean {
  return before !== undefined && OF_THIS.test(half) && !DEFINES.test(before) && !half.startsWith(ANOTHER_WAY);
}

/** Does a clause say enough to be a half of its own? */
function saysEnough(clause: string, before: string | undefined, names: Names): boolean {
  if (before !== undefined && OF_EACH.test(clause) && !names(clause)) return false;
  if (termsOf(clause).length >= STANDS || names(clause)) return true;
  return before !== undefined && ASKING.test(clause) && OF_THAT.test(clause) && names(before);
}

/**
 * The halves of a question that asks for two things or three ("how many managers, and what happens when ..."), each with the scene before it;
 * one that says too little by itself is no half, and a question that asks one thing has none. Two causes in one message are two halves.
 */
export function halvesOf(text: string, names: Names): string[] {
  const alternatives = alternativesIn(text);
  return alternatives.length > 1 ? alternatives : halvesIn(clausesOf(text).flatMap(waysIn), names);
}

function halvesIn(clauses: string[], names: Names): string[] {
  const halves: string[] = [];
  let scene = "";
  for (const [place, clause] of clauses.entries()) {
    const told = `${scene} ${clause}`.trim();
    const says = saysEnough(clause, halves.at(-1), names);
    const asks = ASKING.test(clause) && !(isWish(clause) && goesOnToAsk(clauses.slice(place + 1)));
    scene = asks ? "" : told;
    if (!asks) continue;
    if (says || halves.length === 0 || told !== clause) halves.push(told);
    else halves.push(`${halves.pop()!} ${clause}`);
  }
  return halves.length > 1 ? [...halves.slice(0, -1), `${halves.at(-1)!} ${scene}`.trim()] : [];
}
