// The one entry of this room: a library -> a function that answers questions from it.
import type { Library } from "../knowledge/library.ts";
import type { Answer, Ask, Nearby, Reason } from "./answer.ts";
import { cleanSlackText } from "./clean.ts";
import { compose } from "./compose.ts";
import { resolveFollowUp } from "./follow-up.ts";
import { gate } from "./gate.ts";
import { createLexicon } from "./lexicon.ts";
import { isOnTopic } from "./on-topic.ts";
import { passagesOf } from "./passages.ts";
import { createQuery, type Query } from "./query.ts";
import { judge } from "./refuse.ts";
import { type Ranking, rank } from "./rerank.ts";
import { createIndex } from "./search.ts";
import { termsOf, wordsOf } from "./words.ts";

const NEAREST = 3;
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
  return ({ text, history = [], unasked = false }) => {
    const question = cleanSlackText(text);
    const reason = reasonAgainst(question.text, unasked);
    if (reason) return refused(reason);
    const earlier = history.map((each) => cleanSlackText(each).text);
    const query = createQuery(resolveFollowUp(question.text, earlier, lexicon.find), lexicon, index.isKnown);
    const ranking = rank(query, index);
    const { zone } = judge(query, ranking, index);
    const composed = zone === "answer" ? compose(query, ranking, index) : undefined;
    const asked = unasked ? [query, ...ownQuery(question.text)] : [query];
    if (!composed?.sentences.length || !asked.every((each) => isOnTopic(composed, each, index)))
      return uncovered(zone === "refuse" ? "refused" : "nearest", ranking, library);
    const { lesson, section } = composed.citations[0]!.passage;
    return {
      kind: "answer",
      intent: query.intent,
      ...composed,
      retrieved: ranking.passages,
      related: { lesson, section },
    };
  };
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
