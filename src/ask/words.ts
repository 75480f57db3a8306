// Text -> the terms that search and the refusal rule compare: stemmed, without stop words, compounds also in their parts.
import { stemmer } from "stemmer";

const STOP = new Set(
  (
    "a about after again all also although am an and any anyone are as at be because been before being between both but by can could did do does " +
    "doing done during either else even ever explain describe for from further get gets getting give given had has have having he help " +
    "her here hers him his how however i if in into is it its itself just know let like list make makes many may me mean means might mine more most " +
    "much must my name need needs no nor not now of off on once one ones only or other our ours out over own please really same say shall she should show " +
    "simple so some something such tell than thanks that the their theirs them then there these they thing things this those though through to too " +
    "true false under understand until up upon us use used uses using very want wants was we were what when where whether which while who whom whose " +
    "why will with within without would yes you your yours vs versus difference differ different differences exactly actually someone explained " +
    "level real world life multi non wide day define defines definition overview introduction useful familiar aware demonstrate consider considered shortly thoughts provide recommended heard hear perhaps suspect engineer expected certain instead besides " +
    "nowadays currently happened happening actual anything everything nothing hello dear " +
    "bother catch responsible responsibility primary main mainly basic basically concept concepts mention correct correctly typically various kind kinds " +
    "myself yourself themselves wont exact quickly generally usually opinion think good great best meaning sense case cases given point points related regarding terms simply " +
    "manage manages managing briefly detail details way ways work works working happen happens purpose question following example examples " +
    "regard regards regarding regardless likely possibly possible probably certainly obviously surely sure maybe scenario scenarios situation situations able " +
    "associate associated association internally proper properly relate relates relation relationship suppose assume assuming imagine wonder wondering curious etc importance important reason reasons particular " +
    "particularly specifically general common commonly usual usually previously already proceed matter matters involve involved consist consists " +
    "summary summarize brief briefly elaborate describe outline discuss highlevel high-level going come comes coming goes quite rather another along " +
    "honestly frankly colleague colleagues collegue coworker coworkers everywhere incl including morning  fine handful bunch guess whats gonna wanna gotta folks team asap btw " +
    "vice versa idea ideas handle handles handling handled deal dealing anyone everybody anybody people person guys newbie beginner newcomer noob explicitly don didn doesn isn aren wasn won wouldn couldn shouldn dont doesnt didnt isnt arent cant"
  ).split(" "),
);

const WORD = /[\p{L}\p{N}]+(?:[-._'’][\p{L}\p{N}]+)*/gu;
/** Subcommands that are stop words elsewhere: kept by joining them to their command. */
const SUBCOMMAND = /\b(kubectl)[ -](get|describe|explain|set)\b/gi;
const stems = new Map<string, string>();
const termsOfWords = new Map<string, readonly string[]>();
/** So many words are remembered; lessons have far fewer, and what people type must not pile up. */
const REMEMBERED = 50_000;

/** The words of a text as written, compounds (`kube-proxy`, `metrics.k8s.io`) whole. */
export function wordsOf(text: string): string[] {
  const joined = /kubectl/i.test(text) ? text.replace(SUBCOMMAND, "$1-$2") : text;
  const words = joined.match(WORD) ?? [];
  return /['’]/.test(joined) ? words.map((word) => word.replace(/['’]s?$|['’](s|re|ve|ll|d|t)$/i, "")) : words;
}

/** The terms of a text, in order, repeats included. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const word of wordsOf(text)) terms.push(...termsOfWord(word));
  return terms;
}

/** The terms of one word, remembered: none for a stop word, several for a compound or camelCase word. */
export function termsOfWord(word: string): readonly string[] {
  const known = termsOfWords.get(word);
  if (known) return known;
  const terms = splitWord(word);
  if (termsOfWords.size < REMEMBERED) termsOfWords.set(word, terms);
  return terms;
}

function splitWord(word: string): string[] {
  const parts = partsOf(word);
  if (parts.length === 1) return STOP.has(parts[0]!) ? [] : [stem(parts[0]!)];
  const whole = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return [stem(whole), ...parts.filter((part) => part.length > 1 && !STOP.has(part)).map(stem)];
}

/** The parts of a compound or CamelCase word, in lower case. */
export function partsOf(word: string): string[] {
  return word
    .replace(/^(\p{Lu}{2,})s$/u, "$1")
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** "502s", "5xxs" */
const STATUS_CODES = /^([1-5](?:\d\d|xx))s$/;

/** Porter's stem, remembered. Words with a digit stay as they are, and HTTPS is no plural. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const result = /\d/.test(word) || word === "https" ? word.replace(STATUS_CODES, "$1") : stemmer(word);
  if (stems.size < REMEMBERED) stems.set(word, result);
  return result;
}
