// An acknowledgement is kept back until its person was told, and no longer than a person can be kept waiting.
import type { ReceiverEvent } from "@slack/bolt";
import { describe, expect, test } from "@jest/globals";
import { createLog } from "../../src/log.ts";
import { type Destination, owe } from "../../src/school/delivery.ts";
import type { Following } from "../../src/school/private-words.ts";
import { createActs } from "../../src/slack/acts.ts";
import { createAttend } from "../../src/slack/attend.ts";

const URL = "https://hooks.slack.example/1";
const toUrl: Destination = { kind: "response", url: URL, user: "U1" };
const reply = owe({ id: "reply:k", team: "T1", destination: toUrl, content: { kind: "help" } });
const log = createLog("error");

function received(body: object) {
  const acks: unknown[] = [];
  const event: ReceiverEvent = { body: { response_url: URL, ...body }, ack: async (said) => void acks.push(said) };
  return { event, acks };
}
const following = (told: Following["told"]) => () => ({ told, end: () => {} });
const press = { type: "block_actions" };
const command = { command: "/shipmate" };

describe("a press", () => {
  test("is acknowledged with what the listener said, after its words arrived", async () => {
    const order: string[] = [];
    const { event, acks } = received(press);
    const told = async () => {
      order.push(`told after ${acks.length} acks`);
      return true;
    };
    await createAttend(createActs(), following(told), log)("k", event, async ({ ack }) => {
      await ack({ response_action: "clear" });
      order.push(`worked, ${acks.length} acks`);
    });
    expect(order).toEqual(["worked, 0 acks", "told after 0 acks"]);
    expect(acks).toEqual([{ response_action: "clear" }]);
  });

  test("is left unacknowledged when its words were lost, or its work failed", async () => {
    const { event, acks } = received(press);
    await createAttend(
      createActs(),
      following(async () => false),
      log,
    )("k", event, async ({ ack }) => ack());
    const failing = createAttend(
      createActs(),
      following(async () => true),
      log,
    )("k", event, async ({ ack }) => {
      await ack();
      throw new Error("no view");
    });
    await expect(failing).rejects.toThrow("no view");
    expect(acks).toEqual([]);
  });
});

describe("a command", () => {
  test("has its words in its acknowledgement, which goes once", async () => {
    const acts = createActs();
    const { event, acks } = received(command);
    await createAttend(
      acts,
      following(async () => true),
      log,
    )("k", event, async ({ ack }) => {
      await ack();
      expect(await acts.carry(reply, { text: "words" })).toEqual({ kind: "accepted", ts: "" });
      expect(acts.carry(reply, { text: "more words" })).toBeUndefined();
    });
    expect(acks).toEqual([{ response_type: "ephemeral", text: "words" }]);
  });

  test("whose acknowledgement did not get through lost its words", async () => {
    const acts = createActs();
    const { event } = received(command);
    const act = acts.begin("k", { ...event, ack: async () => Promise.reject(new Error("no socket")) });
    expect(await acts.carry(reply, { text: "words" })).toMatchObject({ kind: "lost" });
    act.end();
    expect(acts.carry(reply, { text: "words" })).toBeUndefined();
  });

  test("that takes long is acknowledged before: its words are promised until they are settled", async () => {
    const acts = createActs();
    const { event, acks } = received(command);
    const settled = Promise.withResolvers<boolean>();
    await createAttend(
      acts,
      following(() => settled.promise),
      log,
    )("k", event, async ({ ack }) => {
      await ack();
      expect(acts.isPromised(reply)).toBe(false);
      await new Promise((resolve) => setTimeout(resolve, 2_700));
      expect(acts.isPromised(reply)).toBe(true);
    });
    expect(acks).toMatchObject([{ text: expect.stringMatching(/follows here/) }]);
    expect(acts.isPromised(reply)).toBe(true);
    settled.resolve(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(acts.isPromised(reply)).toBe(false);
  });
});
