/**
 * Lets a model word an answer that the lessons gave. What may be shown before the model is done is owed as a message of its own, which an
 * edit later turns into the whole answer; so nothing is posted twice and nothing stays half said, whenever a process is killed.
 */
import type { Answer } from "../ask/answer.ts";
import type { Aside, Content, Covered } from "./content.ts";

/** Says an answer more fluently, or gives the very same back. Never rejects, and never makes an answer of a refusal. */
export type Rephrase = (
  question: { text: string; history: string[] },
  answer: Covered,
  progress?: {
    /** Ends the call. */
    signal?: AbortSignal;
    /** So much may be shown already; it only grows, and may still be replaced as a whole. */
    onGrow?: (soFar: Covered) => void;
    onSpent?: (spent: { input: number; output: number }) => void;
  },
) => Promise<Answer>;

/** Shows more of a message that was begun, where Slack can. `stopped` is called when Slack says that a person does not want more. */
export type Live = { grow(delivery: string, content: AnswerBegun, stopped: () => void): void };
export type AnswerBegun = Extract<Content, { kind: "answer-begun" }>;

/** Where an answer is being worded. */
export type Place = { team: string; channel: string; threadTs: string };

/** What a wording came to: an answer, or that it was stopped before anything was shown. */
export type Worded = { answer: Answer; aside?: Aside | undefined } | "stopped";

/** `rephrase` absent: nothing is worded. */
export function createWordingRoom({ rephrase, live }: { rephrase?: Rephrase | undefined; live?: Live | undefined }) {
  const working = new Map<AbortController, Place>();

  return {
    isPossible: rephrase !== undefined,

    /** `begin` owes the first sentences and answers the id of what it owed; absent: all is said at the end. */
    async word(
      question: { text: string; history: string[] },
      answer: Covered,
      place: Place,
      begin?: (content: AnswerBegun) => Promise<string>,
      onSpent?: (spent: { input: number; output: number }) => void,
    ): Promise<Worded> {
      const stop = new AbortController();
      const showing = begin && createShowing(begin, live, () => stop.abort());
      working.set(stop, place);
      try {
        const progress = { signal: stop.signal, ...(showing && { onGrow: showing.show }), ...(onSpent && { onSpent }) };
        const worded = (await rephrase?.(question, answer, progress)) ?? answer;
        const shown = await showing?.end();
        // What was complete when the stop came is not taken back.
        return worded === answer ? unworded(answer, shown, stop.signal.aborted) : { answer: worded };
      } finally {
        working.delete(stop);
      }
    },

    /** Somebody pressed Stop. False when nothing is being worded there, in this process. */
    stop({ team, channel, threadTs }: Place): boolean {
      const found = [...working].filter(
        ([, place]) => place.team === team && place.channel === channel && place.threadTs === threadTs,
      );
      for (const [stop] of found) stop.abort();
      return found.length > 0;
    },
  };
}

/** The lessons' own answer came back: what is said where something else is shown already, or somebody stopped it. */
function unworded(answer: Covered, shown: Covered | undefined, isStopped: boolean): Worded {
  if (isStopped) return shown ? { answer: shown, aside: { kind: "stopped" } } : "stopped";
  return shown ? { answer, aside: { kind: "replaced" } } : { answer };
}

/** Shows the beginning of an answer once, and then more of it. */
function createShowing(begin: (content: AnswerBegun) => Promise<string>, live: Live | undefined, stopped: () => void) {
  let latest: Covered | undefined;
  let begun: Promise<string> | undefined;
  return {
    show: (answer: Covered) => {
      const content: AnswerBegun = { kind: "answer-begun", answer };
      latest = answer;
      if (!begun) begun = begin(content);
      else void begun.then((delivery) => live?.grow(delivery, content, stopped)).catch(() => {});
    },
    /** What is shown, once it is owed; rejects when that failed. */
    end: async (): Promise<Covered | undefined> => {
      await begun;
      return latest;
    },
  };
}
