/**
 * The outbox: what Shipmate owes to Slack, as a state machine without input or output.
 *
 * A delivery is written in the same transaction as the thing it tells about, and posted afterwards. Slack offers no idempotency key for
 * `chat.postMessage`, so a delivery whose fate is unknown (a kill, a lost reply, a 500) is never simply resent: it is looked for first,
 * by the opaque id that each message carries in its metadata.
 */
import type { Content } from "./content.ts";

/**
 * Where a delivery goes. An `edit` is of the message with this ts, or `of` what another delivery posts: then it waits until the ts is known. It is safe to repeat, a `message` is looked for before it is repeated, and private words (`private`,
 * `response`) can neither be looked for nor taken back: they are sent at most once.
 */
export type Destination =
  | { kind: "message"; channel: string; threadTs?: string | undefined }
  | { kind: "edit"; channel: string; ts: string; of?: string | undefined }
  | { kind: "private"; channel: string; user: string; threadTs?: string | undefined }
  | { kind: "response"; url: string; user: string; threadTs?: string | undefined };

export type DeliveryStatus = "pending" | "sending" | "sent" | "dead";

export type Delivery = {
  /** Derived from what caused it, so that the same cause can never owe the same thing twice. */
  id: string;
  team: string;
  destination: Destination;
  content: Content;
  status: DeliveryStatus;
  /** System milliseconds before which it is not tried. */
  notBefore: number;
  /** System milliseconds until which `owner` alone may send it. */
  leaseUntil: number;
  owner: string;
  attempts: number;
  /** Business milliseconds of the first attempt: Slack's timestamps are compared with it when the message is looked for. */
  firstAttemptAt: number;
  /** An earlier attempt may have reached Slack. */
  maybeSent: boolean;
  /** Slack's ts of the message, once sent. */
  ts: string;
  /** It was found in Slack, or Slack told of it, instead of acknowledging it. */
  reconciled: boolean;
  problem: string;
};

export type NewDelivery = Pick<Delivery, "id" | "team" | "destination" | "content">;

/** What came of one attempt to send, or of looking for an earlier one. */
export type Outcome =
  | { kind: "accepted"; ts: string }
  | { kind: "found"; ts: string }
  | { kind: "rate-limited"; retryAfterMs: number }
  | { kind: "refused"; error: string }
  | { kind: "unclear"; error: string }
  /** Private words that may have been shown: they are not sent again. Whoever saw nothing sees that the press failed, and repeats it. */
  | { kind: "lost"; error: string }
  /** What it changes is not posted yet, or what it shows is not there yet. */
  | { kind: "too-early" }
  /** It was claimed and not tried: too late in the lease. */
  | { kind: "untried" };

export const LEASE_MS = 60_000;
export const REQUEST_TIMEOUT_MS = 10_000;
/** An attempt is not begun unless it can end this long before the lease does. */
const FENCE_MARGIN_MS = 5_000;
/** How long an attempt of unknown fate rests before it is looked for: Slack may still be taking it in. Longer each time, up to a minute. */
const UNCLEAR_REST_MS = 1_000;
/** How long an edit waits for the message that it changes before it asks again. */
const TOO_EARLY_MS = 200;
const LONGEST_REST_MS = 60_000;
/** An outage is waited out for about a day; a response_url lives for half an hour. */
const MAX_ATTEMPTS = 1_500;
const MAX_RESPONSE_ATTEMPTS = 60;

/** An edit of what another delivery posted: with the ts that it has by now, or what came of it instead. */
export function placeEdit(
  edit: Delivery,
  posted: Delivery | undefined,
): Delivery | Extract<Outcome, { kind: "refused" | "too-early" }> {
  if (edit.destination.kind !== "edit" || posted?.status === "pending" || posted?.status === "sending")
    return { kind: "too-early" };
  if (posted?.status !== "sent") return { kind: "refused", error: "what it changes was never posted" };
  return { ...edit, destination: { ...edit.destination, ts: posted.ts } };
}

/** Whether it must be found out what became of an earlier attempt before there is another. */
export function mustReconcile(delivery: Delivery): boolean {
  return delivery.maybeSent && delivery.destination.kind !== "edit";
}

/** Whether it is for one person's eyes, and so cannot be looked for. */
export function isPrivate({ destination }: Pick<Delivery, "destination">): boolean {
  return destination.kind === "private" || destination.kind === "response";
}

/** Whether `heldMs` after claiming there is still time for one request within the lease. */
export function isFenced(heldMs: number): boolean {
  return heldMs > LEASE_MS - REQUEST_TIMEOUT_MS - FENCE_MARGIN_MS;
}

/** The delivery as it is written when its cause is recorded. */
export function owe(wanted: NewDelivery): Delivery {
  return {
    ...wanted,
    status: "pending",
    notBefore: 0,
    leaseUntil: 0,
    owner: "",
    attempts: 0,
    firstAttemptAt: 0,
    maybeSent: false,
    ts: "",
    reconciled: false,
    problem: "",
  };
}

/** The delivery as `owner` takes it up. A row that somebody was already sending may have reached Slack. */
export function claim(delivery: Delivery, owner: string, systemMs: number, businessMs: number): Delivery {
  return {
    ...delivery,
    status: "sending",
    owner,
    leaseUntil: systemMs + LEASE_MS,
    attempts: delivery.attempts + 1,
    firstAttemptAt: delivery.firstAttemptAt || businessMs,
    maybeSent: delivery.maybeSent || delivery.status === "sending",
  };
}

/** The delivery after `outcome`. It stays `sending` while its fate is unknown, and a later claim reconciles it. */
export function settle(delivery: Delivery, outcome: Outcome, systemMs: number): Delivery {
  switch (outcome.kind) {
    case "accepted":
      return { ...delivery, status: "sent", ts: outcome.ts, problem: "" };
    case "found":
      return { ...delivery, status: "sent", ts: outcome.ts, reconciled: true, problem: "" };
    case "rate-limited":
      return { ...delivery, status: "pending", notBefore: systemMs + outcome.retryAfterMs, problem: "rate limited" };
    case "refused":
      return { ...delivery, status: "dead", problem: outcome.error };
    case "lost":
      return { ...delivery, status: "dead", problem: `perhaps shown, and not repeated: ${outcome.error}` };
    case "too-early":
      return { ...delivery, status: "pending", notBefore: systemMs + TOO_EARLY_MS, attempts: delivery.attempts - 1 };
    case "unclear":
      return settleUnclear(delivery, outcome.error, systemMs);
    case "untried":
      return {
        ...delivery,
        status: delivery.maybeSent ? "sending" : "pending",
        leaseUntil: systemMs,
        attempts: delivery.attempts - 1,
        problem: "",
      };
  }
}

function settleUnclear(delivery: Delivery, error: string, systemMs: number): Delivery {
  const most = delivery.destination.kind === "response" ? MAX_RESPONSE_ATTEMPTS : MAX_ATTEMPTS;
  if (delivery.attempts >= most)
    return { ...delivery, status: "dead", problem: `gave up after ${delivery.attempts} attempts: ${error}` };
  const rest = Math.min(LONGEST_REST_MS, UNCLEAR_REST_MS * delivery.attempts);
  return { ...delivery, leaseUntil: systemMs + rest, maybeSent: true, problem: error };
}
