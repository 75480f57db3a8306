/**
 * What people did a moment ago and wait for: a press, a submission, a command. Slack shows them that it failed unless it is
 * acknowledged within three seconds, so the acknowledgement is kept back until their private words have arrived:
 *
 * - a command's words travel in its acknowledgement, so both arrive or neither does;
 * - the words for a press go out by its response_url, once, and then the press is acknowledged. Whoever was told nothing sees that it
 *   failed and presses again; what the first press did stands, and is told again;
 * - a submission's answer is its acknowledgement.
 *
 * Remaining holes. Words that Slack took although it said the opposite are seen beside a failure, and seen again if the press is
 * repeated. An act that takes longer than its person is kept waiting (a model that thinks) is acknowledged before its words: they are
 * sent again after a lost reply and may be seen twice, and a kill in the very moment of sending loses them. An effect that all can see (a
 * lab, a quiz) may follow although the acknowledgement was lost: whoever repeats the command gets another.
 */
import type { ReceiverEvent } from "@slack/bolt";
import type { Delivery, Outcome } from "../school/delivery.ts";
import { type ActName, answers } from "../school/private-words.ts";

type Body = Record<string, any>;
type Said = { text: string };

export type Act = ActName & {
  /** What listeners are given as `ack`: it keeps their response for the real one. */
  ack: ReceiverEvent["ack"];
  /** Acknowledges, with what the listeners responded. */
  acknowledge(): Promise<void>;
  /** Acknowledges before the work is done: the words will follow. */
  promise(): Promise<void>;
  end(): void;
};

export type Acts = {
  begin(key: string, event: ReceiverEvent): Act;
  /** Lets the acknowledgement carry the words; undefined when it carries none, or has gone. */
  carry(delivery: Delivery, said: Said): Promise<Outcome> | undefined;
  /** The press's own address: it reaches its person wherever they pressed. */
  addressFor(delivery: Delivery): string | undefined;
  /** It was acknowledged before its words: silence would be worse than hearing them twice. */
  isPromised(delivery: Delivery): boolean;
};

type Waiting = ActName & {
  carries: boolean;
  isPromised: boolean;
  /** Sends the acknowledgement, once: later calls do nothing. */
  answer(response: unknown): Promise<void>;
};

const LATER = { response_type: "ephemeral", text: "One moment: the answer follows here." };

export function createActs(): Acts {
  const waiting = new Set<Waiting>();
  const actOf = (delivery: Delivery) => [...waiting].find((act) => answers(delivery, act));

  return {
    begin(key, { body, ack }) {
      const { response_url: url, command } = body as Body;
      let response: unknown;
      let isAnswered = false;
      const act: Waiting = {
        key,
        url,
        carries: command !== undefined,
        isPromised: false,
        answer: async (said) => {
          if (isAnswered) return;
          isAnswered = true;
          act.carries = false;
          await ack(said as never);
        },
      };
      waiting.add(act);
      return {
        key,
        url,
        ack: async (said?: unknown) => void (response = said),
        acknowledge: () => act.answer(response),
        promise: () => {
          act.isPromised = true;
          return act.answer(act.carries ? LATER : response);
        },
        end: () => void waiting.delete(act),
      };
    },

    carry(delivery, said) {
      const act = actOf(delivery);
      if (!act?.carries) return undefined;
      return act.answer({ response_type: "ephemeral", ...said }).then(
        (): Outcome => ({ kind: "accepted", ts: "" }),
        (error: unknown): Outcome => ({ kind: "lost", error: String(error) }),
      );
    },

    addressFor: (delivery) => actOf(delivery)?.url,
    isPromised: (delivery) => actOf(delivery)?.isPromised ?? false,
  };
}
