/** Has an answer in somebody's own words read by a model before it is graded. Whenever that is not to be had, it is graded by its words. */
import type { Clock } from "../clock.ts";
import type { FreeTextQuestion } from "../knowledge/types.ts";
import { readReply } from "../quiz/read-reply.ts";
import { createLimits, type Limits, type Spending } from "./limits.ts";
import type { Act, Press } from "./quizzes.ts";
import type { Store } from "./store.ts";
import { refusal } from "./take-answer.ts";

/**
 * For each key fact the words of the answer that state it, "" for none; undefined when no model has read it. Never rejects. A claim: grading
 * looks whether the words stand there.
 */
export type ReadFacts = (
  asked: { question: string; facts: string[]; answer: string },
  onSpent: (spent: Spending) => void,
) => Promise<string[] | undefined>;

/** The act as it is to be graded. */
export function createFactReader(parts: {
  store: Store;
  clock: Clock;
  reading?: { readFacts: ReadFacts; limits: Limits } | undefined;
}): (press: Press) => Promise<Act> {
  const { store, clock, reading } = parts;
  if (!reading) return async ({ act }) => act;
  const limits = createLimits({ store, clock, limits: reading.limits });

  /** What is to be read: nothing where the question is another, the answer no answer, or the person has answered before. */
  async function ownWords(press: Press): Promise<{ question: FreeTextQuestion; answer: string } | undefined> {
    if (press.act.kind !== "filled") return undefined;
    const quiz = await store.quizzes.find(press.quiz);
    if (!quiz || quiz.team !== press.team || quiz.question.type !== "free-text") return undefined;
    const read = readReply(quiz.question, press.act.filled);
    if (!("reply" in read) || read.reply.kind !== "text") return undefined;
    if (await refusal(store, quiz, press.person, clock.now())) return undefined;
    return { question: quiz.question, answer: read.reply.text };
  }

  return async (press) => {
    const { act } = press;
    const own = act.kind === "filled" ? await ownWords(press) : undefined;
    if (act.kind !== "filled" || !own) return act;
    const taken = await limits.word(press);
    if ("usedUp" in taken) return act;
    const spent: Spending[] = [];
    const { stem, facts } = own.question;
    const asked = { question: stem, facts: facts.map(({ fact }) => fact), answer: own.answer };
    const spans = await reading.readFacts(asked, (each) => void spent.push(each));
    for (const each of spent) await taken.spent(each);
    return spans ? { ...act, spans } : act;
  };
}
