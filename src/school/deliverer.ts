/** Carries the outbox to Slack: claims what is due, looks for what may already be there, posts the rest, and writes down what came of it. */
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { type Delivery, type Outcome, isFenced, mustReconcile, settle } from "./delivery.ts";

export type DeliveryRecords = {
  /** Claims up to `limit` deliveries that are due, in the order they were owed, and that nobody holds. */
  claimDue(claimant: { owner: string; systemMs: number; businessMs: number; limit: number }): Promise<Delivery[]>;
  /** Writes a settled delivery back, if `owner` still holds it. */
  save(delivery: Delivery): Promise<void>;
  /** Holds back everything that is owed to one workspace (after a 429). */
  pauseTeam(team: string, untilSystemMs: number): Promise<void>;
  /** System milliseconds at which the next delivery falls due; undefined when nothing is owed. */
  nextDue(): Promise<number | undefined>;
};

/** The edge to Slack. Neither call ever throws: what went wrong is an outcome. */
export type Poster = {
  send(delivery: Delivery): Promise<Outcome>;
  /** Looks for a message that an earlier attempt may have posted; undefined when it is certainly not there. */
  find(delivery: Delivery): Promise<Outcome | undefined>;
};

export type Deliverer = {
  /** There may be something to deliver. Returns at once. */
  wake(): void;
  /** Resolves when nothing that is due is left. */
  idle(): Promise<void>;
  /** Stops taking up work and waits for what is under way. */
  stop(): Promise<void>;
};

const BATCH = 50;

export function createDeliverer(parts: {
  records: DeliveryRecords;
  poster: Poster;
  clock: Clock;
  log: Log;
  owner: string;
  /** Called with each delivery as it is settled for good. */
  onSettled?: (delivery: Delivery) => void;
}): Deliverer {
  const { records, poster, clock, log, owner } = parts;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function attempt(delivery: Delivery, claimedAt: number): Promise<Outcome> {
    if (mustReconcile(delivery)) {
      const found = await poster.find(delivery);
      if (found) return found;
    }
    // The clock that cannot be moved: a process that slept past its lease must not post.
    if (isFenced(performance.now() - claimedAt)) return { kind: "untried" };
    return poster.send(delivery);
  }

  async function carry(delivery: Delivery, claimedAt: number): Promise<void> {
    const outcome = await attempt(delivery, claimedAt).catch((error: unknown): Outcome => {
      // A message that cannot even be drawn would hold up its channel for ever.
      log.error({ err: error, delivery: delivery.id }, "a delivery cannot be made");
      return { kind: "refused", error: "it cannot be drawn" };
    });
    const settled = settle(delivery, outcome, Date.now());
    await records.save(settled);
    if (outcome.kind === "rate-limited") await records.pauseTeam(delivery.team, Date.now() + outcome.retryAfterMs);
    if (settled.status === "sent" || settled.status === "dead") parts.onSettled?.(settled);
    if (settled.problem)
      log.warn({ delivery: delivery.id, status: settled.status, problem: settled.problem }, "delivery");
  }

  function putBack(delivery: Delivery): Promise<void> {
    return records.save(settle(delivery, { kind: "untried" }, Date.now()));
  }

  async function round(): Promise<number> {
    const claimedAt = performance.now();
    const due = await records.claimDue({ owner, systemMs: Date.now(), businessMs: clock.now(), limit: BATCH });
    // One message at a time in a channel keeps their order; channels do not wait for each other.
    const lanes = Map.groupBy(due, (delivery) => laneOf(delivery));
    await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const delivery of lane) await (stopped ? putBack(delivery) : carry(delivery, claimedAt));
      }),
    );
    return due.length;
  }

  async function run(): Promise<void> {
    do {
      again = false;
      while (!stopped && (await round()) > 0);
    } while (again && !stopped);
    const next = stopped ? undefined : await records.nextDue();
    if (next !== undefined) schedule(next);
  }

  function schedule(at: number): void {
    clearTimeout(timer);
    timer = setTimeout(wake, Math.max(10, at - Date.now())).unref();
  }

  function wake(): void {
    again = true;
    if (stopped || running) return;
    running = run()
      .catch((error: unknown) => {
        log.error({ err: error }, "the outbox could not be carried on; it is tried again in a second");
        schedule(Date.now() + 1000);
      })
      .finally(() => {
        running = undefined;
        if (again && !stopped) wake();
      });
  }

  return {
    wake,
    idle: async () => {
      while (running) await running;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      while (running) await running;
    },
  };
}

function laneOf({ team, destination }: Delivery): string {
  return destination.kind === "response" ? `${team} ${destination.url}` : `${team} ${destination.channel}`;
}
