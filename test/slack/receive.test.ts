import { expect, test } from "@jest/globals";
import { inboundKey } from "../../src/slack/receive.ts";

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
