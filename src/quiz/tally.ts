// What the answers to a closed question add up to.
import { printAmount } from "../knowledge/question/amount.ts";
import type { Question } from "../knowledge/types.ts";
import { pairsInOrder } from "./grade-order.ts";
import type { Reply } from "./reply.ts";

/** How many gave one answer, where answers are not options. */
export type Given = { text: string; count: number; correct: boolean };

/** `votes` are counted by option, in the question's own order, and empty where there are none; `given` is empty where there are. */
export type Tally = { votes: number[]; given: Given[]; unsure: number; correct: number; total: number };

type Answered = { reply: Reply; correct: boolean };

/** At most this many different answers are told apart. */
const MOST_GIVEN = 8;

/** An answer to an option that is no longer there counts in the total only. */
export function tally(question: Question, answers: Answered[]): Tally {
  return {
    votes: "options" in question ? question.options.map((_, at) => votesFor(at, answers)) : [],
    given: "options" in question ? [] : distribution(question, answers),
    unsure: answers.filter(({ reply }) => reply.kind === "unsure").length,
    correct: answers.filter(({ correct }) => correct).length,
    total: answers.length,
  };
}

function votesFor(option: number, answers: Answered[]): number {
  return answers.filter(({ reply }) => {
    if (reply.kind === "option") return reply.option === option;
    return reply.kind === "options" && reply.options.includes(option);
  }).length;
}

/** The most frequent first; of equals the right one, then by text. */
function distribution(question: Question, answers: Answered[]): Given[] {
  const groups = new Map<string, Given>();
  for (const { reply, correct } of answers) {
    const text = describe(question, reply, correct);
    if (text === undefined) continue;
    const group = groups.get(text) ?? { text, count: 0, correct };
    groups.set(text, { ...group, count: group.count + 1 });
  }
  const inTurn = (a: Given, b: Given) =>
    b.count - a.count || Number(b.correct) - Number(a.correct) || (a.text < b.text ? -1 : 1);
  return [...groups.values()].toSorted(inTurn).slice(0, MOST_GIVEN);
}

function describe(question: Question, reply: Reply, correct: boolean): string | undefined {
  switch (reply.kind) {
    case "amount":
      return printAmount(reply.value, "unit" in question ? question.unit : "");
    case "order":
      return correct ? "the right order" : outOfOrder(reply.order);
    case "manifest":
      return correct ? "repaired" : "not repaired yet";
    case "text":
      return correct ? "every key fact" : "not every key fact";
    default:
      return undefined;
  }
}

function outOfOrder(order: number[]): string {
  const { inOrder, pairs } = pairsInOrder(order);
  const off = pairs - inOrder;
  return off === 1 ? "one pair the wrong way round" : `${off} of ${pairs} pairs the wrong way round`;
}
