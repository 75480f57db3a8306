// Which sentences of a model may be said: those that stand on the passages that they cite.
import type { Passage } from "../ask/answer.ts";
import { isSupported } from "../ask/check.ts";
import { termsOf } from "../ask/words.ts";
import type { Reply } from "./reply.ts";

/** A sentence of a model with the passages that it stands on. */
export type Standing = { text: string; passages: Passage[] };

const AT_LEAST = 0.5;

/** What a model's sentences may stand on. */
export type Ground = {
  passages: Passage[];
  /** Whether a word is, or begins, the name of something that the library knows. */
  isName: (word: string) => boolean;
};

/** The sentences that stand and fit into so many words, or nothing when fewer than half of them do. */
export function standing(
  sentences: Reply["sentences"],
  { passages, isName }: Ground,
  mostWords: number,
): Standing[] | undefined {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const kept = withoutLoose(
    sentences.map((sentence) => stand(sentence, byId, isName)),
    mostWords,
  );
  return kept.length > 0 && kept.length >= sentences.length * AT_LEAST ? kept : undefined;
}

/** What stands and fits, without what leans on something that does not. */
function withoutLoose(found: (Standing | undefined)[], mostWords: number): Standing[] {
  const kept: Standing[] = [];
  let words = 0;
  for (const [at, each] of found.entries()) {
    const leansOnNothing = at > 0 && !kept.includes(found[at - 1]!) && LEANS.test(each?.text ?? "");
    if (!each || leansOnNothing || words + countWords(each.text) > mostWords) continue;
    kept.push(each);
    words += countWords(each.text);
  }
  return kept;
}

/** How such a sentence begins says what the one before was about; when that one is dropped, it would be read of another. */
const LEANS = /^(it|this|that|these|those|they|such|both|so|but|then|its|their|however|otherwise|for example|there)\b/i;

/** How many words a reader reads. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function stand(
  { text: raw, cites }: Reply["sentences"][number],
  byId: Map<string, Passage>,
  isName: Ground["isName"],
): Standing | undefined {
  const text = raw.replace(/\s+/g, " ").trim();
  const passages = [...new Set(cites)].map((id) => byId.get(id));
  if (passages.length === 0 || !passages.every((passage) => passage !== undefined)) return undefined;
  return says(text) && !isMarkup(text) && isFrom(text, passages, isName) ? { text, passages } : undefined;
}

/** "Yes." and "So it is." say nothing that a passage could hold. */
function says(text: string): boolean {
  return termsOf(text).length > 0;
}

/** What Slack would read as a mention, a channel or a link, or not show at all. */
function isMarkup(text: string): boolean {
  return /<[@!#]|<(https?|mailto):|```|\p{Cc}|\p{Cf}/u.test(text);
}

/** Words, flags and code as `isSupported` asks for them, besides whole numbers, addresses, names with a capital and no denial. */
function isFrom(text: string, passages: Passage[], isName: Ground["isName"]): boolean {
  const source = passages.map((passage) => passage.text).join("\n");
  return (
    isSupported(text, passages, termsOf) &&
    !isContrary(text, source) &&
    numbersIn(text).isSubsetOf(numbersIn(source)) &&
    addressesIn(text).every((address) => source.includes(address)) &&
    namesIn(text, isName).every((name) => termsOf(name).every((term) => termsOf(source).includes(term)))
  );
}

/** Is what the passages say in nearly the same words negated here, or the other way round? */
function isContrary(text: string, source: string): boolean {
  const terms = new Set(termsOf(text));
  const same = source
    .split(/(?<=[.!?])\s+|\n/)
    .filter((said) => terms.intersection(new Set(termsOf(said))).size >= terms.size * NEARLY_ALL);
  return same.length > 0 && same.every((said) => isNegated(said) !== isNegated(text));
}

const NEARLY_ALL = 0.8;

/** A "No," in front answers the question and negates nothing. */
function isNegated(text: string): boolean {
  return /\b(not|never|no|none|cannot|nor|neither|nothing|without|instead of|rather than)\b|n['’]t\b/i.test(
    text.replace(/^(no|yes),/i, ""),
  );
}

function numbersIn(text: string): Set<string> {
  return new Set(text.match(/\d+(?:[.,]\d+)*/g));
}

function addressesIn(text: string): string[] {
  return text.match(/\b(?:https?:\/\/|www\.)[^\s`)>]+/gi) ?? [];
}

/** Words with a capital, and of those that begin a sentence what is known for a name. */
function namesIn(text: string, isName: Ground["isName"]): string[] {
  const first = /^\p{Lu}[\p{L}\p{N}-]+/u.exec(text)?.[0];
  const inside = [...text.matchAll(/(?<=[\p{L}\p{N},;:)`"] ["(]?)\p{Lu}[\p{L}\p{N}-]+/gu)].map(([name]) => name);
  return first !== undefined && isName(first) ? [first, ...inside] : inside;
}
