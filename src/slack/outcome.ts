/** What came of a call of Slack's: outcomes instead of exceptions. */
import type { Outcome } from "../school/delivery.ts";

/** What an exception of the client means for the delivery. Only an answer of Slack's own is certain. */
export function outcomeOf(error: unknown): Outcome {
  const { data, retryAfter, message } = error as { data?: { error?: string }; retryAfter?: number; message?: string };
  if (retryAfter !== undefined) return { kind: "rate-limited", retryAfterMs: retryAfter * 1000 };
  const answer = data?.error;
  if (answer === undefined || UNCERTAIN.has(answer))
    return { kind: "unclear", error: answer ?? message ?? String(error) };
  return answer === "ratelimited" ? { kind: "rate-limited", retryAfterMs: 1000 } : { kind: "refused", error: answer };
}

/** Slack's own answers that do not say whether the message was taken. */
const UNCERTAIN = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
]);
