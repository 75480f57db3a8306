// The one entry of this room: a library -> a function that answers questions from it.
import type { Library } from "../knowledge/library.ts";
import type { Answer, Ask, Nearby, Question, Reason } from "./answer.ts";
import { cleanSlackText } from "./clean.ts";
import type { Composed } from "./budget.ts";
import { type Part, compose, composeHalves } from "./compose.ts";
import { askedOfOne, asksTwice, coreOf, goesOnIn, isAskedWhole, isPutSo, mayLean } from "./parts.ts";
import { carryAny, carryFamily, carryThing, resolveFollowUp } from "./follow-up.ts";
import { gate } from "./gate.ts";
import { createLexicon } from "./lexicon.ts";
import { isOnTopic } from "./on-topic.ts";
import { passagesOf } from "./passages.ts";
import { createQuery, type Query } from "./query.ts";
import { thingsIn } from "./alternatives.ts";
import { type Zone, judge } from "./refuse.ts";
import { type Ranking, rank } from "./rerank.ts";
import { halvesOf, mayGoOn } from "./scene.ts";
import { createIndex } from "./search.ts";
import { wholeAnswer } from "./whole.ts";
import { termsOf, wordsOf } from "./words.ts";

const NEAREST = 3;
/** So many terms are a story, and so near is what it means. */
const LONG = 8;
const MEANT = 0.65;
/** What means less by itself is an afterthought to what was asked before. */
const MEANS_ENOUGH = 0.7;
/** With so many terms, or with a thing that was not named before, it needs to mean less. */
const SAYS_ENOUGH = 5;
const MEANS_SOMETHING = 0.6;
/** "And why?" names nothing and may still lean on the question before; a longer one that names nothing is talk. */
const FEW_WORDS = 3;

/** Builds the index once; the returned function has no effects and never throws on what a person typed. */
export function createAsk(library: Library): Ask {
  const index = createIndex(library, passagesOf(library));
  const lexicon = createLexicon(library);
  const isForeign = (text: string) =>
    termsOf(text).length === 0 ? wordsOf(text).length > FEW_WORDS : !termsOf(text).every(index.isKnown);
  const reasonAgainst = (text: string, unasked: boolean): Reason | undefined =>
    gate(text) ?? (unasked && isForeign(text) ? "not-covered" : undefined);
  /** What nobody asked of us must be answered by its own words, not by the subject that it took over. */
  const ownQuery = (text: string): Query[] =>
    [createQuery(text, lexicon, index.isKnown)].filter(({ terms }) => terms.length > 0);
  const says = (composed: Composed, asked: Query[]) =>
    composed.sentences.length > 0 && asked.every((each) => isOnTopic(composed, each, index));
  /** A story is told in many words that no lesson has: it is understood by its meaning, if it is not asked word for word. */
  const isMeant = ({ sentences }: Composed, whole: Part) =>
    sentences.length > 0 && (isPutSo(whole) || (whole.query.terms.length > LONG && whole.ranking.meant >= MEANT));
  /** A question in another language that names something of ours is taken to ask what that is. */
  const inEnglish = (text: string): Answer | undefined => {
    const [thing] = lexicon.find(text);
    const answer = thing && answerTo({ text: `What is ${thing.names[0]}?` });
    return answer?.kind === "answer" ? { ...answer, translated: true } : undefined;
  };
  const read = (text: string): Part & { zone: Zone } => {
    const query = createQuery(text, lexicon, index.isKnown);
    const ranking = rank(query, index);
    return { query, ranking, zone: judge(query, ranking, index).zone };
  };
  const isNamed = (text: string) => lexicon.find(text).length > 0;
  const namesOther = (half: string, before = ""): boolean => {
    const named = new Set(lexicon.find(before).map(({ key }) => key));
    return lexicon.find(half).some(({ key }) => !named.has(key));
  };
  const meansEnough = (half: string, before: string | undefined): boolean => {
    const terms = termsOf(half).length;
    if (terms <= 1) return false;
    const isOwn = terms >= SAYS_ENOUGH || namesOther(half, before);
    const { nearest, nearnessOf } = index.meaningOf([{ text: half, weight: 1 }]);
    return nearest(1).some((section) => nearnessOf(section) >= (isOwn ? MEANS_SOMETHING : MEANS_ENOUGH));
  };
  /** The halves of a question, each with what it leans on, without afterthoughts. */
  const readEach = (text: string): (Part & { zone: Zone })[] => {
    const all = halvesOf(text, isNamed);
    const halves = all.filter((half, at) => !mayGoOn(half, all[at - 1]) || meansEnough(half, all[at - 1]));
    const readIn = (half: string) => read(carryFamily(half, text, lexicon.find));
    return halves.reduce<(Part & { zone: Zone })[]>((done, half, at) => {
      const [itself, more] = [carryThing, carryAny].map((carry) => carry(half, halves[at - 1], lexicon.find));
      const alone = readIn(itself!);
      const before = done.at(-1);
      if (!before || more === itself || !mayLean(alone, before)) return [...done, alone];
      const within = readIn(more!);
      return [...done, goesOnIn(before, alone, within) ? within : alone];
    }, []);
  };
  /** The halves of a question, when each of them has an answer of its own. */
  const covering = (parts: (Part & { zone: Zone })[]): Part[] => {
    const isCovered = ({ query, ranking, zone }: Part & { zone: Zone }) =>
      zone === "answer" && says(compose(query, ranking, index), [query]);
    return parts.every(isCovered) ? parts : [];
  };
  /** A section that is asked just this, with all its halves and in these words, has answered it. */
  const composeFor = (text: string, whole: Part, longer: boolean): { composed: Composed; to: Query } => {
    if (isPutSo(whole)) return { composed: compose(whole.query, whole.ranking, index, longer), to: whole.query };
    const isWhole = isAskedWhole(whole) || wholeAnswer(whole.query, whole.ranking, index) !== undefined;
    const halves = readEach(text);
    const same = coreOf(halves, whole) ?? askedOfOne(halves);
    if (same) return { composed: compose(same.query, same.ranking, index, longer), to: same.query };
    const isSingle = isWhole && !asksTwice(halves, whole);
    const parts = isSingle ? thingsApart(halves.length > 0 ? [] : thingsIn(text, isNamed), whole) : covering(halves);
    const composed =
      parts.length > 0 ? composeHalves(parts, index, longer) : compose(whole.query, whole.ranking, index, longer);
    return { composed, to: whole.query };
  };
  /** Two things that are asked about, when the section that leads is on one of them alone. */
  const thingsApart = (questions: string[], whole: Part): Part[] => {
    const things = questions.map(read);
    const lead = whole.ranking.cards[0]?.card.section ?? "";
    const isHalf = things.some(({ ranking }) => ranking.cards[0]?.card.section === lead) && !isOnAll(lead, whole);
    return isHalf && asksTwice(things, whole) ? covering(things) : [];
  };
  /** "CMD and ENTRYPOINT": does the heading of a section name all that is asked about? */
  const isOnAll = (section: string, { query }: Part): boolean => {
    const named = new Set(lexicon.find(index.entryOf(section).heading).map(({ key }) => key));
    return named.size > 1 && query.subjects.filter(({ key }) => named.has(key)).length >= named.size;
  };
  const fromLessons = (text: string, { history = [], unasked = false, longer = false }: Question): Answer => {
    const earlier = history.map((each) => cleanSlackText(each).text);
    const resolved = resolveFollowUp(text, earlier, lexicon.find);
    const { query, ranking, zone } = read(resolved);
    if (zone !== "answer") return uncovered(zone === "refuse" ? "refused" : "nearest", ranking, library);
    const { composed, to } = composeFor(resolved, { query, ranking }, longer);
    const isAnswer = unasked
      ? says(composed, [query, ...ownQuery(text)])
      : says(composed, [to]) || isMeant(composed, { query, ranking });
    if (!isAnswer) return uncovered("nearest", ranking, library);
    return { ...covered(query, ranking, composed), ...(longer && { longer }) };
  };
  const answerTo: Ask = (asked) => {
    const { text } = cleanSlackText(asked.text);
    const reason = reasonAgainst(text, asked.unasked === true);
    if (!reason) return fromLessons(text, asked);
    return (reason === "off-language" && !asked.unasked && inEnglish(text)) || refused(reason);
  };
  return answerTo;
}

function covered({ intent }: Query, { passages }: Ranking, composed: Composed): Answer & { kind: "answer" } {
  const { lesson, section } = composed.citations[0]!.passage;
  return { kind: "answer", intent, ...composed, retrieved: passages, related: { lesson, section } };
}

function refused(reason: Reason): Answer {
  return { kind: "refused", reason, nearest: [], retrieved: [] };
}

function uncovered(kind: "nearest" | "refused", ranking: Ranking, library: Library): Answer {
  const nearest = nearestLessons(ranking, library);
  const retrieved = ranking.passages;
  return kind === "nearest" ? { kind, nearest, retrieved } : { kind, reason: "not-covered", nearest, retrieved };
}

/** The lessons of the best passages, each once, at its best section. */
function nearestLessons(ranking: Ranking, library: Library): Nearby[] {
  const found = new Map<string, Nearby>();
  for (const passage of ranking.passages) {
    const lesson = library.findLesson(passage.lesson);
    if (lesson && !found.has(lesson.id))
      found.set(lesson.id, { lesson: lesson.id, title: lesson.title, section: passage.section });
  }
  return [...found.values()].slice(0, NEAREST);
}
