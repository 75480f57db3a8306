// Which question a channel gets next, and in which order its options stand.
import type { Question } from "../knowledge/types.ts";
import { createRandom, shuffled } from "./random.ts";

const SPACING_MS = 3 * 24 * 60 * 60 * 1000;

type Asked = { question: string; postedAt: number };

/** A question, or what makes one: its id is what the history remembers. */
export type Askable = { id: string; lesson: string };
type Candidate<T> = { question: T; times: number; lastAt: number; draw: number };

/**
 * The next question of a fair rotation: one that was never asked, else the one asked longest ago, never within three days while another is
 * left. So that lessons take turns, a question of another lesson goes before one of the lesson posted last, unless it has been
 * asked more often; whoever gives way is next. Equals are drawn by the seed, whatever the order of the candidates.
 */
export function pickQuestion<T extends Askable>(
  candidates: T[],
  history: { question: string; postedAt: number }[],
  nowMs: number,
  seed: string,
): T | undefined {
  const all = lookUp(candidates, history, seed).toSorted(inTurn);
  const rested = all.filter(({ lastAt }) => nowMs - lastAt >= SPACING_MS);
  const line = rested.length > 0 ? rested : all;
  const [first] = line;
  const lesson = lessonOfLast(candidates, history);
  const other = line.find(({ question, times }) => question.lesson !== lesson && times <= first!.times);
  return (other ?? first)?.question;
}

/** The indices of the options, or steps, in the order to show them; every order is equally likely over the seeds. */
export function optionOrder(question: Question, seed: string): number[] {
  return shuffled(countOf(question), createRandom(`${seed}\n${question.id}`));
}

function countOf(question: Question): number {
  if ("options" in question) return question.options.length;
  return question.type === "ordering" ? question.steps.length : 0;
}

function inTurn(one: Candidate<Askable>, other: Candidate<Askable>): number {
  // Not a subtraction: two that were never asked are both at minus infinity.
  if (one.lastAt !== other.lastAt) return one.lastAt < other.lastAt ? -1 : 1;
  return one.draw - other.draw;
}

function lookUp<T extends Askable>(questions: T[], history: Asked[], seed: string): Candidate<T>[] {
  const asked = new Map<string, { times: number; lastAt: number }>();
  for (const { question, postedAt } of history) {
    const { times, lastAt } = asked.get(question) ?? { times: 0, lastAt: -Infinity };
    asked.set(question, { times: times + 1, lastAt: Math.max(lastAt, postedAt) });
  }
  return questions.map((question) => ({
    question,
    times: asked.get(question.id)?.times ?? 0,
    lastAt: asked.get(question.id)?.lastAt ?? -Infinity,
    draw: createRandom(`${seed}\n${question.id}`)(),
  }));
}

/** Nothing when no question was posted yet, or the last one has left the library. */
function lessonOfLast(questions: Askable[], history: Asked[]): string | undefined {
  if (history.length === 0) return undefined;
  const last = history.reduce((latest, asked) => (asked.postedAt >= latest.postedAt ? asked : latest));
  return questions.find(({ id }) => id === last.question)?.lesson;
}
