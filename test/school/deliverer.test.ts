// A delivery whose records cannot be read for a moment is tried again, over a real SQLite whose reading fails when it is told to.
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createLog } from "../../src/log.ts";
import { createDeliverer, type Poster } from "../../src/school/deliverer.ts";
import type { Destination } from "../../src/school/delivery.ts";
import type { Store } from "../../src/school/store.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/store.ts";

const clock = { now: () => 1, onMove: () => () => {}, close: () => {} };
const CUT = "terminating connection due to administrator command";

let store: Store;
let stop: () => Promise<void>;
beforeEach(async () => {
  store = createStore(await openDatabase({ file: ":memory:" }));
});
afterEach(async () => {
  await stop();
  await store.close();
});

const owe = (id: string, destination: Destination) =>
  store.outbox.owe({ id, team: "T1", destination, content: { kind: "note", text: id } });

/** A bot whose next `cuts` looks into its records fail. */
function bot(poster: Poster, cuts: number): void {
  let left = cuts;
  const find: typeof store.outbox.find = (id) => (left-- > 0 ? Promise.reject(new Error(CUT)) : store.outbox.find(id));
  const log = createLog("error");
  const records = { ...store.outbox, find };
  const deliverer = createDeliverer({ records, poster, clock, log, owner: "one" });
  stop = deliverer.stop;
  deliverer.wake();
}

async function untilSettled(id: string): Promise<{ status?: string; problem?: string }> {
  const deadline = Date.now() + 2_000;
  for (;;) {
    const found = await store.outbox.find(id);
    if (found?.status === "sent" || found?.status === "dead" || Date.now() > deadline) return { ...found };
    await new Promise((done) => setTimeout(done, 10));
  }
}

test("a post that may stand already is not given up when the records cannot be read", async () => {
  await owe("quiz:1", { kind: "message", channel: "C1" });
  // A bot that is gone was sending it: it is looked for, and then whether another bot heard of it meanwhile.
  await store.outbox.claimDue({ owner: "gone", systemMs: Date.now() - 3_600_000, businessMs: 1, limit: 1 });
  const sent: string[] = [];
  const send: Poster["send"] = async ({ id }) => {
    sent.push(id);
    return { kind: "accepted", ts: "7.5" };
  };
  bot({ send, find: async () => undefined }, 2);
  expect(await untilSettled("quiz:1")).toMatchObject({ status: "sent", ts: "7.5" });
  expect(sent).toEqual(["quiz:1"]);
});

test("an edit of what another delivery posts is not given up when the records cannot be read", async () => {
  await owe("quiz:1", { kind: "message", channel: "C1" });
  await owe("quiz:1:edit", { kind: "edit", channel: "C1", ts: "", of: "quiz:1" });
  bot({ send: async () => ({ kind: "accepted", ts: "7.5" }), find: async () => undefined }, 2);
  expect(await untilSettled("quiz:1:edit")).toMatchObject({ status: "sent" });
});

test("what cannot be drawn is given up, so that it does not hold up its channel for ever", async () => {
  await owe("quiz:1", { kind: "message", channel: "C1" });
  const send = () => Promise.reject(new TypeError("no such block"));
  bot({ send, find: async () => undefined }, 0);
  expect(await untilSettled("quiz:1")).toMatchObject({ status: "dead", problem: "it cannot be drawn" });
});
