// An answer in a learner's own words and the key facts -> where in the answer each fact is stated, as a model reads it.
import { z } from "zod";
import { createModel, type ModelOptions } from "./model.ts";
import { isTurnedAway, reasonOf } from "./reason.ts";
import type { Spent } from "./reply.ts";
import { createTimeLimit } from "./time-limit.ts";

/** What was asked, the key facts in their order, and what a learner wrote. */
export type FactsAsked = { question: string; facts: string[]; answer: string };

/**
 * For each key fact the words of the answer that state it, "" for none; undefined when no model can be asked, or what it says makes no sense.
 * Never rejects. What comes back is a claim: whoever uses it looks whether the words do stand there.
 */
export type ReadFacts = (asked: FactsAsked, onSpent?: (spent: Spent) => void) => Promise<string[] | undefined>;

export type ReadFactsOptions = ModelOptions & {
  /** The text of `prompts/facts.md`. */
  prompt: string;
  /** Told why no model has read it, in words for a log: never text of people, of a model or of an endpoint. */
  onFallback: (reason: string) => void;
  timeoutMs?: number | undefined;
};

/** Somebody waits for their grade, and it is there without a model, too. */
const TIME_LIMIT_MS = 8_000;

const replySchema = z.object({ facts: z.array(z.object({ fact: z.number(), span: z.string() })) });

export function createReadFacts(options: ReadFactsOptions): ReadFacts {
  const { prompt, onFallback, timeoutMs = TIME_LIMIT_MS } = options;
  const { send, manner } = createModel(options);

  async function read(
    asked: FactsAsked,
    signal: AbortSignal,
    onSpent: (spent: Spent) => void,
  ): Promise<string[] | Refused> {
    const request = { ...manner, instructions: prompt, data: dataOf(asked), name: "facts", schema: replySchema };
    const heard = await send(request, signal, () => {});
    if (heard.spent) onSpent(heard.spent);
    if (heard.isDeclined) return { reason: "model declined" };
    if (heard.text === "") return { reason: "no answer in the reply" };
    const { facts } = replySchema.parse(JSON.parse(heard.text));
    return spansOf(facts, asked.facts.length) ?? { reason: "not the facts that were asked for" };
  }

  return async (asked, onSpent = () => {}) => {
    const limit = createTimeLimit(timeoutMs);
    const outcome = await read(asked, limit.signal, onSpent)
      .catch((error: unknown): Refused => {
        if (isTurnedAway(error)) onSpent({ input: 0, output: 0 });
        return { reason: limit.reason() ?? reasonOf(error) };
      })
      .finally(limit.end);
    if (!("reason" in outcome)) return outcome;
    onFallback(outcome.reason);
    return undefined;
  };
}

type Refused = { reason: string };

/** One JSON object: no text in it can end its own string, so what people say stays in its field. */
function dataOf({ question, facts, answer }: FactsAsked): string {
  return JSON.stringify({ question, facts: facts.map((text, at) => ({ fact: at + 1, text })), answer });
}

/** Undefined unless each fact is named exactly once. */
function spansOf(named: z.infer<typeof replySchema>["facts"], count: number): string[] | undefined {
  const spans = Array.from({ length: count }, (_, at) => named.find(({ fact }) => fact === at + 1)?.span);
  const all = spans.filter((span) => span !== undefined);
  return named.length === count && all.length === count ? all : undefined;
}
