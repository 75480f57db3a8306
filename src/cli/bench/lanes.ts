/**
 * Ten thousand scheduled posts that fall due at once over a thousand workspaces, by the real outbox on a real file, against a Slack of given
 * latency and limits; beside the least time that these allow, and beside one global queue.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { type Deliverer, type Poster, createDeliverer } from "../../school/deliverer.ts";
import type { NewDelivery, Outcome } from "../../school/delivery.ts";
import { type Lane, type LaneLimits, admit } from "../../school/lanes.ts";
import { createRandom } from "../../simulator/kernel/random.ts";
import { openDatabase } from "../../store/database.ts";
import { createStore } from "../../store/store.ts";
import type { Row } from "./row.ts";

const WORKSPACES = 1_000;
const POSTS = 10_000;
const HOT_CHANNELS = 1_000;
/** Slack's own: several hundred a minute to a workspace, one a second to a channel, short bursts more. */
const SLACK: LaneLimits = { workspace: { burst: 10, perSecond: 5 }, channel: { burst: 10, perSecond: 1 } };
/** What one bot has in hand at a time. */
const IN_HAND = 200;

type Post = Pick<NewDelivery, "id" | "team" | "destination">;

const postTo = (team: string, channel: string): Post => ({
  id: `${team} ${channel}`,
  team,
  destination: { kind: "message", channel },
});

const evenly = (count: number, first = 0): Post[] =>
  Array.from({ length: count }, (_, i) => postTo(`T${first + (i % (WORKSPACES - first))}`, `C${i}`));

/** One workspace owns a thousand channels, and stands first in the queue. */
const skewed = (): Post[] => [
  ...Array.from({ length: HOT_CHANNELS }, (_, i) => postTo("T0", `H${i}`)),
  ...evenly(POSTS - HOT_CHANNELS, 1),
];

/** 60 to 140 ms a call, and 429 beyond its limits. */
function createSlack() {
  const random = createRandom("lanes");
  const lanes = new Map<string, Lane>();
  const tally = { refused: 0 };
  const latency = () => 60 + random.below(81);
  async function post(wanted: Post): Promise<Outcome> {
    await new Promise((resolve) => setTimeout(resolve, latency()));
    const { admitted, lanes: after } = admit([wanted], lanes, performance.now(), SLACK);
    for (const [name, lane] of after) lanes.set(name, lane);
    if (admitted.length > 0) return { kind: "accepted", ts: wanted.id };
    tally.refused += 1;
    return { kind: "rate-limited", retryAfterMs: 1000 };
  }
  return { post, tally };
}

type Measured = { seconds: number; refused: number };

/** Seconds until all of `awaited` were posted through the outbox. */
async function throughOutbox(posts: Post[], isAwaited: (post: Pick<Post, "team">) => boolean): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "shipmate-bench-"));
  const store = createStore(await openDatabase({ file: join(folder, "bench.db") }));
  await store.transaction(async ({ outbox }) => {
    for (const post of posts) await outbox.owe({ ...post, content: { kind: "note", text: "A quiz." } });
  });
  const slack = createSlack();
  const poster: Poster = { send: (delivery) => slack.post(delivery), find: async () => undefined };
  let left = posts.filter(isAwaited).length;
  const began = performance.now();
  let deliverer: Deliverer | undefined;
  await new Promise<void>((resolve) => {
    deliverer = createDeliverer({
      records: store.outbox,
      poster,
      clock: { now: () => Date.now(), onMove: () => () => {}, close: () => {} },
      log: pino({ level: "silent" }),
      owner: "bench",
      onSettled: (delivery) => {
        if (isAwaited(delivery) && (left -= 1) === 0) resolve();
      },
    });
    deliverer.wake();
  });
  const seconds = (performance.now() - began) / 1000;
  await deliverer?.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return { seconds, refused: slack.tally.refused };
}

/** The same posts in one queue for all, without a database: as many in hand, and what Slack refuses goes to the end. */
async function throughOneQueue(posts: Post[]): Promise<Measured> {
  const slack = createSlack();
  const queue = [...posts];
  const began = performance.now();
  async function work(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const outcome = await slack.post(next);
      if (outcome.kind !== "rate-limited") continue;
      await new Promise((resolve) => setTimeout(resolve, outcome.retryAfterMs));
      queue.push(next);
    }
  }
  await Promise.all(Array.from({ length: IN_HAND }, work));
  return { seconds: (performance.now() - began) / 1000, refused: slack.tally.refused };
}

/** No post can be made sooner: so many in hand, of so much latency on average, and each workspace within its limit. */
function ideal(posts: Post[]): number {
  const MEAN_LATENCY_S = 0.1;
  const perTeam = new Map<string, number>();
  for (const { team } of posts) perTeam.set(team, (perTeam.get(team) ?? 0) + 1);
  const { burst, perSecond } = SLACK.workspace;
  const pacing = Math.max(...perTeam.values().map((count) => Math.max(0, count - burst) / perSecond));
  return Math.max((posts.length / IN_HAND) * MEAN_LATENCY_S, pacing + MEAN_LATENCY_S);
}

export async function measureLanes(): Promise<Row[]> {
  const even = evenly(POSTS);
  const lanes = await throughOutbox(even, () => true);
  const queue = await throughOneQueue(even);
  const least = ideal(even);
  const others = skewed().filter(({ team }) => team !== "T0");
  const beside = await throughOutbox(skewed(), ({ team }) => team !== "T0");
  const alone = ideal(others);
  const name = `${POSTS} posts due at once over ${WORKSPACES} workspaces`;
  return [
    {
      name,
      value: lanes.seconds,
      unit: "s",
      baseline: least,
      ratio: lanes.seconds / least,
      beside: `ideal pacing; one queue without a database ${queue.seconds.toFixed(1)} s`,
    },
    {
      name: `${name}: refused by Slack`,
      value: lanes.refused,
      unit: "posts",
      baseline: queue.refused,
      beside: "one queue",
    },
    {
      name: `${others.length} of them beside a workspace with ${HOT_CHANNELS} channels`,
      value: beside.seconds,
      unit: "s",
      baseline: alone,
      ratio: beside.seconds / alone,
      beside: "ideal pacing without that workspace",
    },
    { name: "beside that workspace: refused by Slack", value: beside.refused, unit: "posts" },
  ];
}
