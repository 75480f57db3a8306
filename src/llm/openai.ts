// The one entry of this room: a key -> a function that says a keyless answer more fluently, from the same passages.
import type { Answer } from "../ask/answer.ts";
import { dataOf, passagesFor } from "./data.ts";
import { createModel, type ModelOptions } from "./model.ts";
import { readPart } from "./partial.ts";
import { isTurnedAway, reasonOf } from "./reason.ts";
import { type Covered, replySchema, type Request, type Spent } from "./reply.ts";
import { rewrite, rewriteBeginning } from "./rewrite.ts";
import type { Ground } from "./stand.ts";
import { createTimeLimit } from "./time-limit.ts";

/** Says a keyless answer more fluently; never throws, and gives the keyless answer back whenever anything is doubtful. */
export type Rephrase = (
  question: { text: string; history: string[] },
  answer: Covered,
  progress?: Progress,
) => Promise<Answer>;

/** What whoever waits for a wording may do and hear meanwhile. */
export type Progress = {
  /** Ends the call; the keyless answer comes back at once. */
  signal?: AbortSignal;
  /** So much may be shown already: what has been given here only grows, and may still be replaced as a whole at the end. */
  onGrow?: (soFar: Covered) => void;
  /** What the call took; not called when that is not known: an endpoint may not say so, and a call may end before its time. */
  onSpent?: (spent: Spent) => void;
};

export type RephraseOptions = ModelOptions & {
  /** The text of `prompts/answer.md`. */
  prompt: string;
  isName: Ground["isName"];
  /** Told why the keyless answer is given, in words for a log: never text of people, of a model or of an endpoint. */
  onFallback: (reason: string) => void;
  /** Until the first sentences can be shown, or everything is there. */
  timeoutMs?: number | undefined;
  /** For the rest, once the first sentences were shown. */
  restMs?: number | undefined;
};

const TIME_LIMIT_MS = 12_000;
const REST_LIMIT_MS = 30_000;

export function createRephrase(options: RephraseOptions): Rephrase {
  const { prompt, onFallback } = options;
  const { timeoutMs = TIME_LIMIT_MS, restMs = REST_LIMIT_MS } = options;
  const { send, manner: asked } = createModel(options);
  const manner: Omit<Request, "data"> = { ...asked, instructions: prompt, name: "answer", schema: replySchema };

  /** The answer worded anew, or why there is none. */
  async function word(
    question: Parameters<Rephrase>[0],
    answer: Covered,
    { onGrow, onSpent }: Progress,
    limit: ReturnType<typeof createTimeLimit>,
  ): Promise<Answer | string> {
    const passages = passagesFor(answer);
    const ground = { passages, isName: options.isName };
    const show = shower(answer, ground, (soFar) => {
      limit.extend(restMs);
      onGrow?.(soFar);
    });
    const onText = (soFar: string) => void (show(soFar) === "doubtful" && limit.abort(TOO_LITTLE));
    const heard = await send({ ...manner, data: dataOf(question, passages) }, limit.signal, onText);
    if (heard.spent) onSpent?.(heard.spent);
    if (heard.isDeclined) return "model declined";
    if (heard.text === "") return "no answer in the reply";
    const reply = replySchema.parse(JSON.parse(heard.text));
    return rewrite(answer, reply, ground) ?? TOO_LITTLE;
  }

  return async (question, answer, progress = {}) => {
    const limit = createTimeLimit(timeoutMs, progress.signal);
    const worded = await word(question, answer, progress, limit)
      .catch((error: unknown) => {
        if (isTurnedAway(error)) progress.onSpent?.({ input: 0, output: 0 });
        return limit.reason() ?? reasonOf(error);
      })
      .finally(limit.end);
    if (typeof worded !== "string") return worded;
    onFallback(worded);
    return answer;
  };
}

const TOO_LITTLE = "too little stands in the passages";

/** Gives `onGrow` what may be shown of a reply that grows, each time that it is more than before. */
function shower(answer: Covered, ground: Ground, onGrow: (soFar: Covered) => void) {
  let shown = 0;
  return (soFar: string) => {
    const beginning = rewriteBeginning(answer, readPart(soFar), ground);
    if (beginning === undefined || beginning === "doubtful") return shown === 0 ? beginning : undefined;
    if (beginning.sentences.length > shown) onGrow(beginning);
    shown = Math.max(shown, beginning.sentences.length);
    return undefined;
  };
}
