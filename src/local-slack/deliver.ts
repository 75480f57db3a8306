// Events on their way to the app: recorded before they are sent, sent again until they are acked, kept while nobody is connected.
import type { SlackEvent } from "@slack/types";
import { randomBytes } from "node:crypto";
import type { Outcome } from "./envelope.ts";
import { noteProblem, type Ground } from "./ground.ts";
import type { Line } from "./line.ts";
import type { Delivery } from "./records.ts";

/** After so many envelopes that nobody acked in time, although an app was connected, Slack gives up on an event. */
const MOST_TIMEOUTS = 3;
/** How long Slack waits before it asks an address again that answered with an error or not at all: by the control clock. */
const WAITS_MS = [0, 60_000, 300_000];

export type EventQueue = {
  /** Queues the event, if the app subscribed to it under this name. Returns its event id. */
  tell(subscription: string, event: SlackEvent): string | null;
  /** Sends everything that waits; called when a connection came. */
  flush(): void;
  /** Sends what has waited long enough; called when the clock was moved. */
  sweep(): void;
  /** Sends an old event once more, as if its ack had been doubted. */
  again(eventId: string): Promise<Outcome> | null;
};

/** Makes the queue. It lives in the recorded state, so it survives a restart. */
export function createEventQueue(ground: Ground, line: Line): EventQueue {
  const flying = new Set<string>();
  const due = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  async function send(event_id: string): Promise<void> {
    const delivery = ground.workspace.queue.get(event_id);
    if (!delivery || flying.has(event_id) || !line.isConnected()) return;
    flying.add(event_id);
    const { attempt, reason } = delivery;
    ground.save({ ...attemptOf(delivery), attempt: attempt + 1, reason: "connection_lost" });
    const outcome = await line.send(envelope(delivery, { attempt, reason: attempt === 0 ? "" : reason }));
    flying.delete(event_id);
    settle(event_id, outcome);
  }

  function settle(event_id: string, outcome: Outcome): void {
    const delivery = ground.workspace.queue.get(event_id);
    // A closed record file takes no more records; what is not settled by then is sent again after the restart.
    if (!delivery || ground.isClosing()) return;
    if (outcome.kind === "acked") return ground.save({ kind: "settled", event_id });
    // It waits in the queue for the next connection.
    if (outcome.kind === "not-connected") return;
    if (outcome.kind === "lost") return void send(event_id);
    const timeouts = delivery.timeouts + 1;
    if (timeouts >= MOST_TIMEOUTS) {
      noteProblem(ground, "events_api", `${event_id} was not acked ${timeouts} times and is given up`);
      return ground.save({ kind: "settled", event_id });
    }
    const reason = outcome.kind === "refused" ? outcome.reason : outcome.kind;
    ground.save({ ...attemptOf(delivery), reason, timeouts });
    if (outcome.kind === "timeout") return void send(event_id);
    due.set(event_id, ground.clock.nowMs() + (WAITS_MS[timeouts - 1] ?? 0));
    return sweep();
  }

  function sweep(): void {
    clearTimeout(timer);
    const now = ground.clock.nowMs();
    for (const [event_id, due_ms] of due) if (due_ms <= now && due.delete(event_id)) void send(event_id);
    if (due.size > 0) timer = setTimeout(sweep, Math.min(...due.values()) - now + 1).unref();
  }

  return {
    tell(subscription, event) {
      if (!ground.manifest.events.has(subscription) || ground.workspace.identity?.is_uninstalled) return null;
      const event_id = `Ev${randomBytes(6).toString("hex").toUpperCase()}`;
      const body = eventBody(ground, event_id, event);
      ground.save({ kind: "queued", delivery: { event_id, body, attempt: 0, reason: "", timeouts: 0 } });
      void send(event_id);
      return event_id;
    },
    sweep,
    flush: () => ground.workspace.queue.forEach((_, event_id) => void send(event_id)),
    again(eventId) {
      const delivery = ground.workspace.events.get(eventId);
      return delivery ? line.send(envelope(delivery, { attempt: 1, reason: "timeout" })) : null;
    },
  };
}

function attemptOf({ event_id, attempt, reason, timeouts }: Delivery) {
  return { kind: "sent" as const, event_id, attempt, reason, timeouts };
}

function envelope({ body }: Delivery, retry: { attempt: number; reason: string }) {
  return { type: "events_api" as const, payload: body, accepts_response_payload: false, retry };
}

function eventBody({ identity, clock }: Ground, event_id: string, event: SlackEvent): Record<string, unknown> {
  const channel = "channel" in event && typeof event.channel === "string" ? event.channel : "";
  return {
    token: "local-verification-token",
    team_id: identity.team_id,
    context_team_id: identity.team_id,
    context_enterprise_id: null,
    api_app_id: identity.app_id,
    event,
    type: "event_callback",
    event_id,
    event_time: Math.floor(clock.nowMs() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: identity.team_id,
        user_id: identity.bot_user_id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${event.type}-${identity.team_id}-${channel}`,
  };
}
