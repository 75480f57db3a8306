// Which question a channel gets next, and in which order its options stand.
import type { Question } from "../knowledge/types.ts";
import { createRandom, shuffled } from "./random.ts";

const SPACING_MS = 3 * 24 * 60 * 60 * 1000;

/** So many right answers are thought to stand beside those that were given: a single wrong one is no reason to ask again. */
const PSEUDO_ANSWERS = 4;

/** A question that was posted, how many answered it, and how many of them wrongly. */
export type Asked = { question: string; postedAt: number; answers: number; missed: number };

/** A question, or what makes one: its id is what the history remembers. */
export type Askable = { id: string; lesson: string };
/** `missed` is the share of wrong answers, from 0 to 1. */
type Candidate<T> = { question: T; times: number; lastAt: number; missed: number; draw: number };
type Past = { times: number; lastAt: number; answers: number; missed: number };

/**
 * The next question of a fair rotation: one that was never asked, else the one asked longest ago, never within three days while another is
 * left. The more of a question's answers were wrong, the older it counts, up to twice: what most missed comes back sooner, and nothing waits
 * more than twice as long for it. So that lessons take turns, a question of another lesson goes before one of the lesson posted last, unless it has been
 * asked more often; whoever gives way is next. Equals are drawn by the seed, whatever the order of the candidates.
 */
export function pickQuestion<T extends Askable>(
  candidates: T[],
  history: Asked[],
  nowMs: number,
  seed: string,
): T | undefined {
  const all = lookUp(candidates, history, seed).toSorted(inTurn(nowMs));
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

function inTurn(nowMs: number): (one: Candidate<Askable>, other: Candidate<Askable>) => number {
  const age = ({ lastAt, missed }: Candidate<Askable>) => (nowMs - lastAt) * (1 + missed);
  return (one, other) => {
    // Not a subtraction: two that were never asked are both infinitely old.
    if (age(one) !== age(other)) return age(one) > age(other) ? -1 : 1;
    return one.draw - other.draw;
  };
}

function lookUp<T extends Askable>(questions: T[], history: Asked[], seed: string): Candidate<T>[] {
  const past = new Map<string, Past>();
  for (const { question, postedAt, answers, missed } of history) {
    const so = past.get(question) ?? NEVER;
    past.set(question, {
      times: so.times + 1,
      lastAt: Math.max(so.lastAt, postedAt),
      answers: so.answers + answers,
      missed: so.missed + missed,
    });
  }
  return questions.map((question) => {
    const { times, lastAt, answers, missed } = past.get(question.id) ?? NEVER;
    const draw = createRandom(`${seed}\n${question.id}`)();
    return { question, times, lastAt, missed: missed / (answers + PSEUDO_ANSWERS), draw };
  });
}

const NEVER: Past = { times: 0, lastAt: -Infinity, answers: 0, missed: 0 };

/** Nothing when no question was posted yet, or the last one has left the library. */
function lessonOfLast(questions: Askable[], history: Asked[]): string | undefined {
  if (history.length === 0) return undefined;
  const last = history.reduce((latest, asked) => (asked.postedAt >= latest.postedAt ? asked : latest));
  return questions.find(({ id }) => id === last.question)?.lesson;
}
