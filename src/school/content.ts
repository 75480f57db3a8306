/** What a message of Shipmate's says, as a value: stored in the outbox, drawn by slack/views when it is posted. */
import type { Answer } from "../ask/answer.ts";

export type Content =
  | { kind: "answer"; answerId: string; question: string; answer: Answer }
  | { kind: "welcome" }
  | { kind: "help"; unknown?: string }
  /** A plain sentence or two, in Slack's mrkdwn, already escaped where people's words are in it. */
  | { kind: "note"; text: string };
