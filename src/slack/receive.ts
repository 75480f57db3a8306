/**
 * Writes down what comes in before it is acknowledged.
 *
 * Bolt acknowledges an event before any listener runs and does not recognise a repetition, so both are done here, between Slack and Bolt:
 * a message, a click, a submission or a command is recorded under a key that all its copies share; only the first goes on to the
 * listeners; and what a killed process left unfinished is given to them again at the next start.
 *
 * A message is acknowledged as soon as it is recorded: its answer can be looked for in Slack, so it comes once whatever happens. What is
 * answered in private is acknowledged when its words have arrived (`acts.ts` says why), and an event that is not recorded when it was
 * worked on: Slack sends it again until then.
 */
import { createHash } from "node:crypto";
import type { App, ReceiverEvent, SocketModeReceiver } from "@slack/bolt";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { InboundRecords } from "../school/inbound.ts";
import { actions, matching } from "./actions.ts";
import type { Attend } from "./attend.ts";

type Body = Record<string, any>;

export type Receiving = {
  /** Sees what a killed process left behind. Call it before connecting: what comes in afterwards is not left behind. */
  look(): Promise<void>;
  /** Gives the listeners what a killed process left behind. Call it once the connection stands. */
  resume(): Promise<void>;
  /** Resolves when nothing is being worked on. */
  idle(): Promise<void>;
};

/** How long a stop waits for what is being worked on. */
const IDLE_MS = 4_000;

export function recordBeforeAck(parts: {
  receiver: SocketModeReceiver;
  records: InboundRecords;
  clock: Clock;
  log: Log;
  /** Keeps back the acknowledgement of what is answered in private. */
  attend: Attend;
  /** Takes note of a message of ours that stands in Slack; false for anything else. */
  noteOwn: (body: Body) => boolean;
  /** Whether a message is worth recording; others pass by unrecorded, because they get no reply. */
  concernsUs: (body: Body) => Promise<boolean>;
}): Receiving {
  const { receiver, records, attend, clock, log } = parts;
  const working = new Set<Promise<unknown>>();
  let bolt: App | undefined;
  let left: Awaited<ReturnType<InboundRecords["unfinished"]>> = [];
  let stopped = false;

  async function work(key: string, event: ReceiverEvent): Promise<void> {
    await bolt?.processEvent(event);
    await records.finish(key, clock.now());
  }

  /** What is written down is worked on even if the acknowledgement does not get through: Slack's next copy is known then, or passes by again. */
  function withLenientAck(event: ReceiverEvent): ReceiverEvent {
    const ack: ReceiverEvent["ack"] = async (response) => {
      try {
        await event.ack(response);
      } catch (error) {
        log.warn({ err: error }, "an acknowledgement was lost");
      }
    };
    return { ...event, ack };
  }

  async function receive(event: ReceiverEvent): Promise<void> {
    const body = event.body as Body;
    const lenient = withLenientAck(event);
    if (parts.noteOwn(body)) return lenient.ack();
    const key = inboundKey(body);
    if (key === undefined) return attend("unkeyed", event, async (held) => bolt?.processEvent(held));
    if (body.event?.type === "message" && !(await parts.concernsUs(body))) return lenient.ack();
    const isNew = await records.record({ key, body, receivedAt: clock.now() });
    if (!isNew) {
      log.info({ key }, "seen before: acknowledged and left alone");
      return lenient.ack();
    }
    return isAnsweredInPublic(body) ? work(key, lenient) : attend(key, lenient, (held) => work(key, held));
  }

  const tracked = (promise: Promise<void>): Promise<void> => {
    working.add(promise);
    return promise.finally(() => working.delete(promise));
  };

  const init = receiver.init.bind(receiver);
  receiver.init = (app) => {
    bolt = app;
    const between = Object.create(app) as App;
    between.processEvent = (event) => tracked(receive(event));
    init(between);
  };

  return {
    async look() {
      left = await records.unfinished();
    },
    async resume() {
      for (const { key, body } of left) {
        if (stopped) return;
        log.info({ key }, "left unfinished: taken up again");
        // One that cannot be worked on must not keep the others waiting, nor the next start from succeeding.
        await tracked(work(key, { body, ack: async () => {} })).catch(async (error: unknown) => {
          log.error({ err: error, key }, "it cannot be taken up and is let go");
          await records.finish(key, clock.now());
        });
      }
    },
    async idle() {
      stopped = true;
      const patience = new Promise((resolve) => setTimeout(resolve, IDLE_MS).unref());
      const done = async () => {
        while (working.size > 0) await Promise.allSettled(working);
      };
      // What is not done by then stays written down, and is taken up at the next start.
      await Promise.race([done(), patience]);
    },
  };
}

/** Its answer is a message that all can see, and comes whatever happens. */
function isAnsweredInPublic({ event, actions: pressed }: Body): boolean {
  return event !== undefined || matching(actions.labStep).test(pressed?.[0]?.action_id ?? "");
}

/**
 * What all copies of one act have in common; undefined for what is harmless to do twice (a Home that is opened, a view that is closed).
 * A mention comes both as `app_mention` and as `message`: channel and ts are the same.
 */
export function inboundKey(body: Body): string | undefined {
  if (body.event) return eventKey(body);
  if (body.command) return `command:${body.trigger_id}`;
  if (body.type === "block_actions") return actionKey(body);
  if (body.type === "view_submission") return `view:${body.trigger_id}`;
  return undefined;
}

function eventKey({ team_id: team, event, event_id: id }: Body): string | undefined {
  if (event.type === "message" || event.type === "app_mention")
    return event.subtype && event.subtype !== "file_share" ? undefined : `message:${team}:${event.channel}:${event.ts}`;
  return HARMLESS.has(event.type) ? undefined : `event:${id}`;
}

/** Another app's metadata is nothing to us. */
const HARMLESS = new Set(["app_home_opened", "message_metadata_posted"]);

function actionKey({ user, container, view, actions: pressed }: Body): string {
  const action = pressed?.[0];
  const place = container?.message_ts ?? view?.id;
  return `action:${markOf(user?.id, place)}:${place}:${action?.action_id}:${action?.action_ts}`;
}

/** Tells people apart who press one button at a time. Keys live on in other ids, and nobody's name is to be read there. */
function markOf(user: unknown, place: unknown): string {
  return createHash("sha256")
    .update(`${String(user)} ${String(place)}`)
    .digest("hex")
    .slice(0, 12);
}
