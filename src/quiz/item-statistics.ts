// What the answers to a question say about the question: for those who write questions.
import type { Question } from "../knowledge/types.ts";
import { generators } from "./generators/registry.ts";
import type { Reply } from "./reply.ts";

/** One answer, and whether its person disputed it. Answers come oldest first: the first of a person to a question counts. */
export type ItemAnswer = { question: Question; person: string; reply: Reply; correct: boolean; disputed: boolean };

/** `share` is of the answers to the question; `discrimination` as of the item, for choosing this option. */
export type Distractor = { text: string; share: number; discrimination: number | undefined };

/**
 * Shares and rates are 0 to 1. `discrimination` is the point-biserial correlation of being right here with the share that the same person has right
 * elsewhere, -1 to 1; undefined while too few have answered elsewhere, or all alike.
 */
export type ItemStatistics = {
  id: string;
  lesson: string;
  stem: string;
  count: number;
  share: number;
  discrimination: number | undefined;
  distractors: Distractor[];
  disputeRate: number;
  flags: string[];
};

/** Fewer answers say nothing of a share. */
const ENOUGH = 30;
/** So many other answers of a person make a score of theirs. */
const ENOUGH_ELSEWHERE = 3;

// Tarrant et al. (2009) call a distractor working that one in twenty chooses, and Haladyna et al. (2002) a question too easy or too
// hard beyond such shares; below 0.1 a question tells those who know from those who do not no better than chance.
const TOO_HARD = 0.2;
const TOO_EASY = 0.95;
const WEAK = 0.1;
const IDLE = 0.05;
const DISPUTED = 0.05;

const rules = new Set(generators.map(({ id }) => id));

/** One row a question, those with most flags first, then those with most answers. */
export function itemStatistics(answers: ItemAnswer[]): ItemStatistics[] {
  const firsts = firstOfEach(answers);
  const totals = new Map<string, { right: number; count: number }>();
  for (const { person, correct } of firsts) {
    const so = totals.get(person) ?? { right: 0, count: 0 };
    totals.set(person, { right: so.right + Number(correct), count: so.count + 1 });
  }
  const elsewhere = ({ person, correct }: ItemAnswer): number | undefined => {
    const { right, count } = totals.get(person)!;
    return count - 1 < ENOUGH_ELSEWHERE ? undefined : (right - Number(correct)) / (count - 1);
  };
  return [...Map.groupBy(firsts, ({ question }) => question.id).values()]
    .map((given) => statisticsOf(given, elsewhere))
    .toSorted((a, b) => b.flags.length - a.flags.length || b.count - a.count || (a.id < b.id ? -1 : 1));
}

function firstOfEach(answers: ItemAnswer[]): ItemAnswer[] {
  const seen = new Set<string>();
  return answers.filter(({ question, person }) => {
    const key = `${question.id}\n${person}`;
    return !seen.has(key) && seen.add(key);
  });
}

function statisticsOf(given: ItemAnswer[], elsewhere: (answer: ItemAnswer) => number | undefined): ItemStatistics {
  // A question that was changed meanwhile is described as it was asked last.
  const { question } = given.at(-1)!;
  const count = given.length;
  const discriminationOf = (isSo: (answer: ItemAnswer) => boolean) =>
    correlation(
      given.flatMap((answer) => {
        const score = elsewhere(answer);
        return score === undefined ? [] : [[isSo(answer) ? 1 : 0, score] as const];
      }),
    );
  const measured = {
    id: question.id,
    lesson: question.lesson,
    stem: question.stem,
    count,
    share: given.filter(({ correct }) => correct).length / count,
    discrimination: discriminationOf(({ correct }) => correct),
    distractors: distractorsOf(question).map(({ text, option }) => ({
      text,
      share: given.filter(({ reply }) => chose(reply, option)).length / count,
      discrimination: discriminationOf(({ reply }) => chose(reply, option)),
    })),
    disputeRate: given.filter(({ disputed }) => disputed).length / count,
  };
  return { ...measured, flags: flagsOf(measured) };
}

function distractorsOf(question: Question): { text: string; option: number }[] {
  // A computed question has other options each time: by their places they cannot be added up.
  if (!("options" in question) || rules.has(question.id)) return [];
  return question.options.flatMap(({ text, correct }, option) => (correct ? [] : [{ text, option }]));
}

function chose(reply: Reply, option: number): boolean {
  return reply.kind === "option" ? reply.option === option : reply.kind === "options" && reply.options.includes(option);
}

function flagsOf(item: Omit<ItemStatistics, "flags">): string[] {
  const { count, share, discrimination, distractors, disputeRate } = item;
  const disputes = Math.round(disputeRate * count);
  const flags = disputes > 1 && disputeRate > DISPUTED ? [`disputed by ${disputes} of ${count}`] : [];
  if (count < ENOUGH) return flags;
  if (share < TOO_HARD) flags.push("hardly anybody is right");
  if (share > TOO_EASY) flags.push("nearly everybody is right");
  if (discrimination !== undefined && discrimination < WEAK) flags.push("does not tell who knows the subject");
  for (const distractor of distractors) flags.push(...flagsOfDistractor(distractor));
  return flags;
}

function flagsOfDistractor({ text, share, discrimination }: Distractor): string[] {
  const name = `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`;
  if (share < IDLE) return [`hardly anybody chooses ${name}`];
  return discrimination !== undefined && discrimination > WEAK ? [`those who know choose ${name}`] : [];
}

/** Pearson's; undefined where one side does not vary, or too few are there. */
function correlation(pairs: (readonly [number, number])[]): number | undefined {
  const count = pairs.length;
  if (count < ENOUGH_ELSEWHERE) return undefined;
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / count;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [both, ofX, ofY] = [0, 0, 0];
  for (const [x, y] of pairs) {
    both += (x - meanX) * (y - meanY);
    ofX += (x - meanX) ** 2;
    ofY += (y - meanY) ** 2;
  }
  return ofX === 0 || ofY === 0 ? undefined : both / Math.sqrt(ofX * ofY);
}
