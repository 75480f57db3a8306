import type { App, ReceiverEvent, SocketModeReceiver } from "@slack/bolt";
import { expect, test } from "@jest/globals";
import { createLog } from "../../src/log.ts";
import type { Attend } from "../../src/slack/attend.ts";
import { inboundKey, recordBeforeAck } from "../../src/slack/receive.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/store.ts";

const event = (more: object) => ({
  team_id: "T1",
  event_id: "Ev1",
  event: { channel: "C1", ts: "1.5", user: "U1", ...more },
});

test("a mention and the message that carries it are one act", () => {
  expect(inboundKey(event({ type: "app_mention" }))).toBe(inboundKey(event({ type: "message" })));
});

test("each copy of an act has the same key, each act its own", () => {
  const click = (ts: string) => ({
    type: "block_actions",
    user: { id: "U1" },
    container: { message_ts: "1.5" },
    actions: [{ action_id: "thumb", action_ts: ts }],
  });
  expect(inboundKey(click("7.1"))).toBe(inboundKey(click("7.1")));
  expect(inboundKey(click("7.1"))).not.toBe(inboundKey(click("7.2")));
  // The same form is submitted again when its errors are mended, or are not.
  const submit = (trigger: string) => ({ type: "view_submission", trigger_id: trigger, view: { id: "V1", hash: "h" } });
  expect(inboundKey(submit("a"))).not.toBe(inboundKey(submit("b")));
  expect(inboundKey({ command: "/shipmate", trigger_id: "t1" })).toBe("command:t1");
  expect(inboundKey(event({ type: "member_joined_channel" }))).toBe("event:Ev1");
});

test("what is harmless to repeat is not recorded", () => {
  expect(inboundKey(event({ type: "app_home_opened" }))).toBeUndefined();
  expect(inboundKey(event({ type: "message", subtype: "message_changed" }))).toBeUndefined();
  expect(inboundKey({ type: "view_closed" })).toBeUndefined();
});

test("a message is worked on once, even if its acknowledgement does not get through", async () => {
  const store = createStore(await openDatabase({ file: ":memory:" }));
  let worked = 0;
  let deliver: (event: ReceiverEvent) => Promise<void> = async () => {};
  // Bolt's side: it acknowledges before the listeners run, and gives up when that fails.
  const bolt = {
    processEvent: async ({ ack }: ReceiverEvent) => {
      await ack();
      worked += 1;
    },
  } as unknown as App;
  const receiver = {
    init: (app: App) => void (deliver = (received) => app.processEvent(received)),
  } as unknown as SocketModeReceiver;
  const clock = { now: () => 1, onMove: () => () => {}, close: () => {} };
  const log = createLog("error");
  const attend: Attend = (_key, received, work) => work(received);
  const concernsUs = async () => true;
  recordBeforeAck({ receiver, records: store.inbound, attend, clock, log, noteOwn: () => false, concernsUs });
  receiver.init(bolt);

  const body = event({ type: "message", text: "why?" });
  const lost = async () => {
    throw new Error("the socket is gone");
  };
  await deliver({ body, ack: lost });
  await deliver({ body, ack: async () => {} });
  expect(worked).toBe(1);
  expect(await store.inbound.unfinished()).toEqual([]);
  await store.close();
});
