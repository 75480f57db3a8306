/** Carries the outbox to Slack: claims what is due, looks for what may already be there, posts the rest, and writes down what came of it. */
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { type Delivery, type Outcome, isFenced, isPrivate, mustReconcile, placeEdit, settle } from "./delivery.ts";
import { gather } from "./gather.ts";
import { type HeardPost, createHeardPosts } from "./heard-posts.ts";
import type { LaneLimits } from "./lanes.ts";
import { type ActName, type Following, follow } from "./private-words.ts";
import { type Watch, untilSettled } from "./settled.ts";

export type Claimant = {
  owner: string;
  systemMs: number;
  businessMs: number;
  limit: number;
  /** Slack's, unless it is another's. */
  limits?: LaneLimits | undefined;
};

export type DeliveryRecords = {
  /**
   * Claims up to `limit` deliveries that are due and that nobody holds: each workspace's share of them, each channel's in the order they
   * were owed, and no more than their lanes let through.
   */
  claimDue(claimant: Claimant): Promise<Delivery[]>;
  /** Writes settled deliveries back at once, those that their `owner` still holds. */
  save(...deliveries: Delivery[]): Promise<void>;
  /** Settles those of these posts that are owed and not settled, whoever holds them, and answers them. What is dead stays dead. */
  settleFound(posts: HeardPost[]): Promise<Delivery[]>;
  /** Holds back everything that is owed to one workspace (after a 429). */
  pauseTeam(team: string, untilSystemMs: number): Promise<void>;
  find(id: string): Promise<Delivery | undefined>;
  /** System milliseconds from which there may be something to claim; undefined when nothing is owed. */
  nextDue(systemMs: number): Promise<number | undefined>;
  /** The private words that are owed and neither sent nor given up. */
  privateOwed(): Promise<Pick<Delivery, "id" | "destination">[]>;
  /** Whether a post that begins a thread is on its way to this channel: it may be there already, and its ts is not known. */
  isPosting(team: string, channel: string): Promise<boolean>;
};

/** The edge to Slack. Neither call ever throws: what went wrong is an outcome. */
export type Poster = {
  send(delivery: Delivery): Promise<Outcome>;
  /** Finds out what became of an earlier attempt: found, lost for good, not to be known yet; undefined when it may be sent again. */
  find(delivery: Delivery): Promise<Outcome | undefined>;
};

export type Deliverer = {
  /** There may be something to deliver. Returns at once. */
  wake(): void;
  /** Slack tells that a message of ours stands there. Returns at once. */
  heard(post: HeardPost): void;
  /** Follows the private words that one act is answered with. */
  follow(act: ActName): Following;
  /** Resolves when the ts of every post in this channel is known; with false when that takes longer. */
  posted(team: string, channel: string, withinMs: number): Promise<boolean>;
  /** Stops taking up work and waits for what is under way. */
  stop(): Promise<void>;
};

/** Few at a time, so that nearly as many are in hand as may be. */
const BATCH = 25;
/** What is claimed at a time and not settled: a slow channel holds up its own messages, and not the claiming. */
const MOST_IN_HAND = 200;

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
  const save = gather((settled: Delivery[]) => records.save(...settled));
  const lanes = new Map<string, Promise<void>>();
  const watchers = new Set<(delivery: Delivery) => void>();
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let inHand = 0;
  let timer: NodeJS.Timeout | undefined;

  const watch: Watch = (hear) => {
    watchers.add(hear);
    return () => watchers.delete(hear);
  };

  /** With the ts of what it edits, where only the delivery that posts that is known. */
  async function placed(delivery: Delivery): Promise<ReturnType<typeof placeEdit>> {
    const { destination } = delivery;
    if (destination.kind !== "edit" || destination.ts !== "" || destination.of === undefined) return delivery;
    return placeEdit(delivery, await records.find(destination.of));
  }

  /** What is to be sent, or what came of it already. Records that cannot be read for a moment say nothing about the message. */
  async function readied(wanted: Delivery): Promise<Delivery | Outcome> {
    try {
      const delivery = await placed(wanted);
      if ("kind" in delivery || !mustReconcile(delivery)) return delivery;
      return (await poster.find(delivery)) ?? (await heardMeanwhile(delivery)) ?? delivery;
    } catch (error) {
      log.warn({ err: error, delivery: wanted.id }, "the records could not be read; it is tried again");
      return { kind: "untried" };
    }
  }

  async function attempt(wanted: Delivery, claimedAt: number): Promise<Outcome> {
    const delivery = await readied(wanted);
    if ("kind" in delivery) return delivery;
    // The clock that cannot be moved: a process that slept past its lease must not post.
    if (isFenced(performance.now() - claimedAt)) return { kind: "untried" };
    return poster.send(delivery);
  }

  /** Slack may have told of it while it was looked for, and another process may have heard. */
  async function heardMeanwhile({ id }: Delivery): Promise<Outcome | undefined> {
    const now = await records.find(id);
    return now?.status === "sent" ? { kind: "found", ts: now.ts } : undefined;
  }

  function tellSettled(settled: Delivery): void {
    parts.onSettled?.(settled);
    for (const hear of watchers) hear(settled);
  }

  const heardPosts = createHeardPosts({
    settle: (posts) => records.settleFound(posts),
    onSettled: (settled) => {
      tellSettled(settled);
      // An edit of it may have waited.
      wake();
    },
    log,
  });

  async function carry(delivery: Delivery, claimedAt: number): Promise<void> {
    const outcome = await attempt(delivery, claimedAt).catch((error: unknown): Outcome => {
      // A message that cannot even be drawn would hold up its channel for ever.
      log.error({ err: error, delivery: delivery.id }, "a delivery cannot be made");
      return { kind: "refused", error: "it cannot be drawn" };
    });
    const settled = settle(delivery, outcome, Date.now());
    await save(settled);
    if (outcome.kind === "rate-limited") await records.pauseTeam(delivery.team, Date.now() + outcome.retryAfterMs);
    if (settled.status === "sent" || settled.status === "dead") tellSettled(settled);
    else wake();
    if (settled.problem)
      log.warn({ delivery: delivery.id, status: settled.status, problem: settled.problem }, "delivery");
  }

  function putBack(delivery: Delivery): Promise<void> {
    return save(settle(delivery, { kind: "untried" }, Date.now()));
  }

  /** One message at a time in a channel keeps their order; channels do not wait for each other. */
  function takeInHand(delivery: Delivery, claimedAt: number): void {
    const lane = laneOf(delivery);
    inHand += 1;
    const turn = (lanes.get(lane) ?? Promise.resolve())
      .then(() => (stopped ? putBack(delivery) : carry(delivery, claimedAt)))
      // What could not be written back is claimed again when its lease ends.
      .catch((error: unknown) => log.error({ err: error, delivery: delivery.id }, "a delivery could not be settled"))
      .finally(() => {
        if (lanes.get(lane) === turn) lanes.delete(lane);
        inHand -= 1;
        if (inHand === MOST_IN_HAND - BATCH || inHand === 0) wake();
      });
    lanes.set(lane, turn);
  }

  async function claimSome(): Promise<number> {
    const claimedAt = performance.now();
    const due = await records.claimDue({ owner, systemMs: Date.now(), businessMs: clock.now(), limit: BATCH });
    for (const delivery of due) takeInHand(delivery, claimedAt);
    return due.length;
  }

  async function run(): Promise<void> {
    do {
      again = false;
      while (!stopped && inHand <= MOST_IN_HAND - BATCH && (await claimSome()) > 0);
    } while (again && !stopped && inHand <= MOST_IN_HAND - BATCH);
    const next = stopped ? undefined : await records.nextDue(Date.now());
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
    heard: heardPosts.hear,
    follow: (act) => follow(act, records.privateOwed, watch),
    posted: (team, channel, withinMs) => untilSettled(() => records.isPosting(team, channel), watch, withinMs),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      while (running || lanes.size > 0) await Promise.allSettled([running, ...lanes.values()]);
      await heardPosts.stop();
    },
  };
}

/** Private words wait for nobody else's. */
function laneOf(delivery: Delivery): string {
  const { team, destination } = delivery;
  if (destination.kind === "response") return `${team} ${destination.url}`;
  return isPrivate(delivery) ? `${team} ${delivery.id}` : `${team} ${destination.channel}`;
}
