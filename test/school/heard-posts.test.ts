// Slack tells of our own messages: what is owed is settled by that, over a real SQLite, whoever holds it; and nothing is sent twice for it.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createLog } from "../../src/log.ts";
import { createDeliverer, type Poster } from "../../src/school/deliverer.ts";
import type { Delivery, Outcome } from "../../src/school/delivery.ts";
import type { Store } from "../../src/school/store.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/store.ts";

const clock = { now: () => 1, onMove: () => () => {}, close: () => {} };
const POST = { team: "T1", id: "quiz:1", ts: "7.5" };
const LOST: Outcome = { kind: "unclear", error: "the reply was lost" };

let store: Store;
let settled: Delivery[];
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  store = createStore(await openDatabase({ file: ":memory:" }));
  settled = [];
  await store.outbox.owe({
    id: POST.id,
    team: POST.team,
    destination: { kind: "message", channel: "C1" },
    content: { kind: "note", text: "Quiz" },
  });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await store.close();
});

function bot(owner: string, poster: Poster) {
  const log = createLog("error");
  const onSettled = (delivery: Delivery) => void settled.push(delivery);
  const deliverer = createDeliverer({ records: store.outbox, poster, clock, log, owner, onSettled });
  stops.push(deliverer.stop);
  return deliverer;
}

async function untilStatus(status: string, withinMs = 900): Promise<Delivery> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await store.outbox.find(POST.id);
    if (found?.status === status) return found;
    if (Date.now() > deadline) throw new Error(`it is ${found?.status}, and not ${status} within ${withinMs} ms`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

const never = () => Promise.reject(new Error("it was looked for"));

describe("a post whose reply was lost", () => {
  test("is settled by Slack's event, before it would have been looked for", async () => {
    const deliverer = bot("one", {
      send: async () => {
        deliverer.heard(POST);
        return LOST;
      },
      find: never,
    });
    deliverer.wake();
    expect(await untilStatus("sent")).toMatchObject({ ts: "7.5", reconciled: true, content: { text: "" } });
    expect(settled.map(({ id }) => id)).toEqual([POST.id]);
  });

  test("stays settled when its bot learns only later that the reply was lost", async () => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const deliverer = bot("one", { send: () => promise, find: never });
    deliverer.wake();
    await untilStatus("sending");
    deliverer.heard(POST);
    await untilStatus("sent");
    resolve(LOST);
    await deliverer.stop();
    expect(await store.outbox.find(POST.id)).toMatchObject({ status: "sent", ts: "7.5" });
  });

  test("of a bot that died is settled by another, long before the lease is over", async () => {
    const claim = { owner: "dead", systemMs: Date.now(), businessMs: 1, limit: 1 };
    expect(await store.outbox.claimDue(claim)).toHaveLength(1);
    bot("two", { send: never, find: never }).heard(POST);
    await untilStatus("sent");
  });

  test("is not sent again when Slack tells of it while it is looked for in vain", async () => {
    const sends: string[] = [];
    const claim = { owner: "dead", systemMs: Date.now() - 3_600_000, businessMs: 1, limit: 1 };
    await store.outbox.claimDue(claim);
    const deliverer = bot("two", {
      send: async ({ id }) => {
        sends.push(id);
        return { kind: "accepted", ts: "8.5" };
      },
      find: async () => {
        deliverer.heard(POST);
        await untilStatus("sent");
        return undefined;
      },
    });
    deliverer.wake();
    await untilStatus("sent");
    await deliverer.stop();
    expect(sends).toEqual([]);
    expect(await store.outbox.find(POST.id)).toMatchObject({ ts: "7.5" });
  });
});

test("a reply that comes settles its post by itself, although the event was there first", async () => {
  const deliverer = bot("one", {
    send: async () => {
      deliverer.heard(POST);
      await new Promise((done) => setTimeout(done, 60));
      return { kind: "accepted", ts: POST.ts };
    },
    find: never,
  });
  deliverer.wake();
  expect(await untilStatus("sent")).toMatchObject({ reconciled: false });
  await new Promise((done) => setTimeout(done, 350));
  expect(await store.outbox.find(POST.id)).toMatchObject({ reconciled: false });
  expect(settled).toHaveLength(1);
});

test("what was given up stays given up, and hearing ends with the bot", async () => {
  await store.outbox.cancel("quiz:");
  const deliverer = bot("one", { send: never, find: never });
  deliverer.heard(POST);
  await new Promise((done) => setTimeout(done, 350));
  expect(await store.outbox.find(POST.id)).toMatchObject({ status: "dead", ts: "" });
  deliverer.heard(POST);
  const began = Date.now();
  await deliverer.stop();
  expect(Date.now() - began).toBeLessThan(150);
  expect(settled).toEqual([]);
});
