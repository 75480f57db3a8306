// Events on their way to the app: recorded before they are sent, sent again until they are acked, kept while nobody is connected.
import type { SlackEvent } from "@slack/types";
import { randomBytes } from "node:crypto";
import { noteProblem, type Ground } from "./ground.ts";
import type { Delivery } from "./records.ts";
import type { Outcome, SocketMode } from "./socket-mode.ts";

/** After so many envelopes that nobody acked in time, although an app was connected, Slack gives up on an event. */
const MOST_TIMEOUTS = 3;

export type EventQueue = {
  /** Queues the event, if the app subscribed to it under this name. Returns its event id. */
  tell(subscription: string, event: SlackEvent): string | null;
  /** Sends everything that waits; called when a connection came. */
  flush(): void;
  /** Sends an old event once more, as if its ack had been doubted. */
  again(eventId: string): Promise<Outcome> | null;
};

/** Makes the queue. It lives in the recorded state, so it survives a restart. */
export function createEventQueue(ground: Ground, sockets: SocketMode): EventQueue {
  const flying = new Set<string>();

  async function send(event_id: string): Promise<void> {
    const delivery = ground.workspace.queue.get(event_id);
    if (!delivery || flying.has(event_id) || sockets.connections() === 0) return;
    flying.add(event_id);
    const { attempt, reason } = delivery;
    ground.save({ ...attemptOf(delivery), attempt: attempt + 1, reason: "connection_lost" });
    const outcome = await sockets.send(envelope(delivery, { attempt, reason: attempt === 0 ? "" : reason }));
    flying.delete(event_id);
    settle(event_id, outcome);
  }

  function settle(event_id: string, outcome: Outcome): void {
    const delivery = ground.workspace.queue.get(event_id);
    // A closed record file takes no more records; what is not settled by then is sent again after the restart.
    if (!delivery || ground.isClosing()) return;
    if (outcome.kind === "acked") return ground.save({ kind: "settled", event_id });
    if (outcome.kind !== "timeout") return void send(event_id);
    const timeouts = delivery.timeouts + 1;
    if (timeouts >= MOST_TIMEOUTS) {
      noteProblem(ground, "events_api", `${event_id} was not acked ${timeouts} times and is given up`);
      return ground.save({ kind: "settled", event_id });
    }
    ground.save({ ...attemptOf(delivery), reason: "timeout", timeouts });
    return void send(event_id);
  }

  return {
    tell(subscription, event) {
      if (!ground.manifest.events.has(subscription)) return null;
      const event_id = `Ev${randomBytes(6).toString("hex").toUpperCase()}`;
      const body = eventBody(ground, event_id, event);
      ground.save({ kind: "queued", delivery: { event_id, body, attempt: 0, reason: "", timeouts: 0 } });
      void send(event_id);
      return event_id;
    },
    flush: () => ground.workspace.queue.forEach((_, event_id) => void send(event_id)),
    again(eventId) {
      const delivery = ground.workspace.events.get(eventId);
      return delivery ? sockets.send(envelope(delivery, { attempt: 1, reason: "timeout" })) : null;
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
