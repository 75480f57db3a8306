/** What the local Slack writes down of everything that came and went. */

/**
 * One line of the journal (`GET /control/journal`, JSON Lines): everything that came and went. `GET /control/journal/events` sends
 * the newest lines and then each as it is written, with its number as the event's id.
 */
export type JournalLine =
  | {
      kind: "api";
      at_ms: number;
      method: string;
      args: Record<string, unknown>;
      answer: Record<string, unknown>;
      /** How long the answer took to make. */
      took_ms?: number;
      /** What Slack's documentation does not allow in this call: its arguments, its blocks. */
      invalid?: string[];
      /** The fault that was asked for and happened to this call; `answer` is then what the caller did not hear. */
      fault?: string;
    }
  | {
      kind: "envelope";
      at_ms: number;
      envelope_id: string;
      type: string;
      payload: unknown;
      retry_attempt: number;
      fault?: string;
    }
  | { kind: "ack"; at_ms: number; envelope_id: string; payload: unknown; took_ms: number }
  | { kind: "unacked"; at_ms: number; envelope_id: string; why: string; took_ms: number }
  /** An answer through a response URL. */
  | { kind: "response"; at_ms: number; id: string; body: unknown; status: number; answer: string; fault?: string }
  | { kind: "problem"; at_ms: number; method: string; problem: string };
