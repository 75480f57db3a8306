// Everything goes wrong at once, by chance from a seed: calls fail before and after they were taken, events come twice, acks come too
// late, sockets end, the clock leaps, and the bot is killed. Each question is answered exactly once all the same.
// `CHAOS_INTERACTIONS` and `CHAOS_SEED` make it longer, or another.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { JournalLine } from "../../src/local-slack/protocol.ts";
import { ADA, BO, CHIE, type Harbor, openHarbor, STUDY, until } from "../support/harbor.ts";

const INTERACTIONS = Number(process.env["CHAOS_INTERACTIONS"] ?? 500);
const SEED = Number(process.env["CHAOS_SEED"] ?? 20_261_122);
const KILLS = 5;
/** So many questions may wait for their answers at a time. */
const BURST = 40;

/** Of a hundred calls about nine go wrong, of a hundred envelopes about sixteen. */
const RATES = {
  "rate-limited": 0.01,
  "500-before": 0.03,
  "500-after": 0.02,
  "drop-after": 0.02,
  hang: 0.0005,
  slow: 0.01,
  redeliver: 0.1,
  "late-ack": 0.05,
  "clock-jump": 0.01,
};

const QUESTIONS = [
  "What is a ReplicaSet?",
  "What is a Pod?",
  "How does a Service find its pods?",
  "What does a node do?",
];

let harbor: Harbor;
beforeEach(async () => {
  harbor = await openHarbor({ LOG_LEVEL: "warn" });
  await harbor.startBot();
  await until("the welcome", async () => (await harbor.messages()).length > 0);
}, 30_000);
afterEach(() => harbor.close());

/** Chance is seeded, so that a failure can be had again. */
function chance(): (below: number) => number {
  let seed = SEED % 2_147_483_647;
  return (below) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

type Asked = { channel: string; ts: string };
type Call = Extract<JournalLine, { kind: "api" }>;

test(
  `${INTERACTIONS} questions in the worst of conditions are answered once each`,
  async () => {
    const random = chance();
    void follow().catch(() => {});
    const direct = String((await harbor.post("open_dm", { user: ADA })).channel);
    await harbor.post("chaos", { seed: SEED, rates: RATES, delay_ms: 300, advance_ms: 2000 });

    const asked: Asked[] = [];
    const ask = async () => {
      const question = QUESTIONS[random(QUESTIONS.length)] as string;
      const isDirect = random(8) === 0;
      const channel = isDirect ? direct : STUDY;
      const user = isDirect ? ADA : ([ADA, BO, CHIE][random(3)] as string);
      const ts = await harbor.say(user, isDirect ? question : `@shipmate ${question}`, { channel });
      asked.push({ channel, ts });
    };
    for (let round = 1; round <= KILLS; round += 1) {
      const from = asked.length;
      const upTo = Math.floor((INTERACTIONS * round) / KILLS);
      const killAt = from + random(upTo - from);
      while (asked.length < upTo) {
        await ask();
        if (asked.length === killAt) await crash(round);
        else if (asked.length % BURST === 0) await caughtUp(asked, BURST);
        else await pause(random(8));
      }
    }

    await caughtUp(asked, 0);
    await harbor.post("chaos", { stop: true });
    await harbor.quiet(1000);
    expect(counted(asked)).toEqual(asked.map(() => 1));

    // It was no idle test: much of it really happened, and the bot saw it.
    const happened = new Set((await harbor.journal()).map((line) => ("fault" in line ? line.fault : undefined)));
    expect([...happened]).toEqual(
      expect.arrayContaining(["500-before", "500-after", "drop-after", "redeliver", "late-ack"]),
    );
  },
  120_000 + INTERACTIONS * 200,
);

/** The bot is killed, and once its sockets as well; what was on its way comes again. */
async function crash(round: number): Promise<void> {
  if (round === 2) await harbor.post("drop", { how: "kill" });
  if (round === 3) await harbor.post("drop", { how: "disconnect" });
  await harbor.killBot();
  await startAgain();
}

/** A bot that cannot learn who it is says so and ends: whoever runs it starts it again. */
async function startAgain(tries = 5): Promise<void> {
  try {
    await harbor.startBot();
  } catch (error) {
    if (tries === 1) throw error;
    await startAgain(tries - 1);
  }
}

/** Waits until no more than so many questions are without an answer; fails when none came for long. */
async function caughtUp(asked: Asked[], open: number): Promise<void> {
  const unanswered = () => counted(asked).filter((count) => count === 0).length;
  let left = unanswered();
  while (left > open) {
    const before = left;
    left = await until(
      `any of ${before} answers`,
      async () => unanswered() < before && { now: unanswered() },
      30_000,
    ).then(({ now }) => now);
  }
}

/** By place, the posts that Slack took, whether or not the bot ever heard that it did. */
let posts = new Map<string, number>();

/** How many answers each question has. */
function counted(asked: Asked[]): number[] {
  return asked.map(({ channel, ts }) => posts.get(`${channel} ${ts}`) ?? 0);
}

/** Follows the journal as it is written. */
async function follow(): Promise<void> {
  posts = new Map();
  const feed = await fetch(`${harbor.url()}/control/journal/events?last=1`);
  const lines = createInterface(Readable.fromWeb(feed.body as never));
  for await (const line of lines) {
    if (!line.startsWith("data: ") || !line.includes('"method":"chat.postMessage"')) continue;
    const { args, answer } = JSON.parse(line.slice("data: ".length)) as Call;
    if (answer["ok"] !== true) continue;
    const place = `${String(args["channel"])} ${String(args["thread_ts"])}`;
    posts.set(place, (posts.get(place) ?? 0) + 1);
  }
}
