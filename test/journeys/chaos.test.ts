// Everything goes wrong at once, by chance from a seed: calls fail before and after they were taken, events come twice, acks come too
// late, sockets end, the clock leaps, and the bot is killed. Three people ask, press, submit and type commands meanwhile, and each
// interaction is answered exactly once all the same:
//
// - a message (a mention, a direct message, a question in a thread, a lab's command) by one post in its thread;
// - what Slack waits for (a press, a submission, a command), each time that it was acknowledged, by one private word, one opened view, one
//   post or one response in the acknowledgement; each time that its person was shown a failure, by at most one. They then do it again, so
//   that the last time is always one that was answered. (On a machine so busy that an answer takes longer than somebody can be kept waiting,
//   the acknowledgement says that it follows; only its private words may then come twice, as src/slack/acts.ts says;)
// - an opened Home by one published for it at least: publishing is idempotent;
// - and what was pressed or submitted more than once takes effect once.
//
// All of it is counted in the local Slack's journal. `CHAOS_INTERACTIONS` and `CHAOS_SEED` make it longer, or another.
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { ADA, BO, CHIE, type Harbor, openHarbor, STUDY, until } from "../support/harbor.ts";
import { type Message, createPeople } from "./chaos/people.ts";
import { type Act, type Post, type Seen, createSeen, follow } from "./chaos/seen.ts";

/** Two sockets in a row that Slack does not greet keep a bot deaf for half a minute (src/slack/connection.ts); the rest is for a busy machine. */
const LONG_MS = 60_000;

const INTERACTIONS = Number(process.env["CHAOS_INTERACTIONS"] ?? 500);
const SEED = Number(process.env["CHAOS_SEED"] ?? 20_261_122);
const KILLS = 5;
/** So many messages may wait for their answers at a time. */
const BURST = 40;

/** Of a hundred calls about nine go wrong, of a hundred envelopes about seventeen: with one of them, all sockets end. */
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
  disconnect: 0.005,
  kill: 0.005,
};

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

test(
  `${INTERACTIONS} interactions of every kind in the worst of conditions are answered once each`,
  async () => {
    const random = chance();
    const seen = createSeen();
    void follow(harbor.url(), seen.take).catch(() => {});
    const direct = String((await harbor.post("open_dm", { user: ADA })).channel);
    const channels = [STUDY, ...(await Promise.all(["fore", "main", "mizzen"].map(newChannel)))];
    const people = createPeople(harbor, seen, random, { channels, direct });
    await harbor.post("chaos", { seed: SEED, rates: RATES, delay_ms: 300, advance_ms: 2000 });

    for (let done = 0, round = 1; round <= KILLS; round += 1) {
      const upTo = Math.floor((INTERACTIONS * round) / KILLS);
      const killAt = done + 1 + random(upTo - done);
      while (done < upTo) {
        await people.act();
        done += 1;
        if (done === killAt) await crash();
        else if (done % BURST === 0) await caughtUp(people.messages, seen, BURST / 2);
        else await pause(random(30));
      }
    }

    await people.settled();
    await caughtUp(people.messages, seen, 0);
    await harbor.quiet(1000);
    await harbor.post("chaos", { stop: true });
    await until("each Home", async () => lacking(seen) === 0, LONG_MS);
    const open = () => seen.acts.filter((act) => act.acked && answersIn(act) === 0);
    await until("what was acknowledged", async () => open().length === 0, LONG_MS).catch((cause: unknown) => {
      throw new Error(`${String(cause)}: ${open().map(told).join("; ")}\n${harbor.logs().slice(-3000)}`, { cause });
    });
    await people.command(ADA, "quiz list");
    await harbor.quiet(1000);

    expect(people.messages.map((message) => answersTo(message, seen))).toEqual(people.messages.map(() => 1));
    expect(strays(people.messages, seen)).toEqual([]);
    expect(seen.acts.filter((act) => isWrong(act)).map(told)).toEqual([]);
    const done = people.interactions.filter(({ isGone }) => !isGone);
    expect(done.filter(({ tries }) => answersIn(tries.at(-1)) !== 1).map(({ kind }) => kind)).toEqual([]);
    expect(done.length).toBeGreaterThan(people.interactions.length * 0.9);

    // What was done again after a failure had no second effect.
    expect(seen.ephemerals.filter(({ text }) => text.startsWith("Saved: ")).length).toBeLessThanOrEqual(people.saved());
    expect(seen.lastOf(ADA)?.response["text"]?.match(/Every day|Mon/g) ?? []).toHaveLength(people.saved());

    // It was no idle test: much of it really happened, and the bot saw it.
    expect([...seen.faults.keys()]).toEqual(
      expect.arrayContaining(["500-before", "500-after", "drop-after", "redeliver", "late-ack", "disconnect", "kill"]),
    );
    report(people, seen);
  },
  180_000 + INTERACTIONS * 400,
);

/** A channel of all three and the bot. Slack lets a bot say one thing a second in each: in one alone this would take minutes. */
async function newChannel(name: string): Promise<string> {
  const channel = String((await harbor.post("create_channel", { user: ADA, name, with_app: true })).channel);
  for (const who of [BO, CHIE]) await harbor.post("invite", { user: ADA, channel, who });
  return channel;
}

/** The bot is killed; what was on its way comes again. */
async function crash(): Promise<void> {
  await harbor.killBot();
  await harbor.startBot().catch((cause: unknown) => {
    throw new Error(`the bot did not start again: ${harbor.logs().slice(-2000)}`, { cause });
  });
}

/** Waits until no more than so many messages are without an answer; fails when none came for long. */
async function caughtUp(messages: Message[], seen: Seen, open: number): Promise<void> {
  const unanswered = () => messages.filter((message) => answersTo(message, seen) === 0);
  let left = unanswered();
  while (left.length > open) {
    const before = left.length;
    const what = `any answer to ${left.map(({ ts, thread, text }) => `${text} (${ts} in ${thread})`).join(", ")}`;
    left = await until(what, async () => unanswered().length < before && unanswered(), LONG_MS).catch(
      (cause: unknown) => {
        throw new Error(`${String(cause)}\nThe bot said last:\n${harbor.logs().slice(-6000)}`, { cause });
      },
    );
  }
}

/** How many posts carry a message's mark: in its thread, or as the card of a lab, which is the root of a thread of its own. */
function answersTo({ channel, ts, thread }: Message, { posts }: Seen): number {
  const isHere = (post: Post) => post.thread === thread || (post.thread === "" && post.text.startsWith("Lab: "));
  return posts.filter((post) => post.channel === channel && isHere(post) && post.mark.endsWith(`:${channel}:${ts}`))
    .length;
}

/** Posts that answer nothing: there is the welcome, and nothing else. */
function strays(messages: Message[], { posts, acts }: Seen): string[] {
  const owed = new Set(messages.map(({ channel, ts }) => `${channel}:${ts}`));
  const marks = new Set(acts.flatMap(({ payload }) => [payload["trigger_id"], payload["actions"]?.[0]?.action_ts]));
  return posts
    .map(({ mark }) => mark)
    .filter((mark) => {
      const parts = mark.split(":");
      return !owed.has(parts.slice(-2).join(":")) && !marks.has(parts.at(-1)) && !mark.startsWith("welcome:");
    });
}

/** What one act was answered with, of whatever kind. */
function answersIn(act: Act | undefined): number {
  if (!act) return 0;
  const isResponse = act.response["text"] !== undefined || act.payload["type"] === "view_submission";
  const words = isPromised(act) ? Math.min(1, act.words.length) : act.words.length;
  return (act.acked && isResponse && !isPromised(act) ? 1 : 0) + words + act.opened + act.posts;
}

function isPromised({ response }: Act): boolean {
  return String(response["text"]).startsWith("One moment: the answer follows here");
}

/** Acknowledged without one answer, or answered twice. */
function isWrong(act: Act): boolean {
  return act.acked ? answersIn(act) !== 1 : answersIn(act) > 1;
}

function told({ user, payload, acked, response, words, opened, posts }: Act): string {
  const what = payload["command"] ? payload["text"] : (payload["actions"]?.[0]?.action_id ?? payload["type"]);
  const trigger = payload["trigger_id"];
  return JSON.stringify({ user, what, trigger, acked, response: response["text"], words, opened, posts });
}

/** How many openings of Home are without a published one. */
function lacking({ homes }: Seen): number {
  return [...homes.values()].reduce((sum, { opened, published }) => sum + Math.max(0, opened.size - published), 0);
}

function report(people: ReturnType<typeof createPeople>, { acts, faults }: Seen): void {
  const failed = acts.filter(({ acked }) => !acked).length;
  const said = `${people.messages.length} messages, ${people.interactions.length} interactions in ${acts.length} tries (${failed} shown as failed)`;
  const went = [...faults].map(([fault, count]) => `${count} ${fault}`).join(", ");
  process.stderr.write(`${said}; ${went}\n`);
}
