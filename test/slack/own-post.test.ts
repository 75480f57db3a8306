// What an event says of our own messages, and what only looks like it.
import { expect, test } from "@jest/globals";
import { readOwnPost } from "../../src/slack/own-post.ts";

const identity = { team: "T1", teamName: "Harbour", botUser: "UB", botId: "B1" };
const metadata = { event_type: "shipmate_delivery", event_payload: { delivery_id: "quiz:s1:5" } };
const told = {
  type: "message_metadata_posted",
  bot_id: "B1",
  user_id: "UB",
  channel_id: "C1",
  message_ts: "7.5",
  metadata,
};
const said = { type: "message", bot_id: "B1", user: "UB", channel: "C1", ts: "7.5", text: "Quiz", metadata };
const read = (event: unknown) => readOwnPost({ team_id: "T1", event }, identity);

test("both kinds of event tell of the same post", () => {
  expect(read(told)).toEqual({ team: "T1", id: "quiz:s1:5", ts: "7.5" });
  expect(read(said)).toEqual({ team: "T1", id: "quiz:s1:5", ts: "7.5" });
});

test.each([
  ["another bot's", { ...told, bot_id: "B2" }],
  ["a person's", { ...said, bot_id: undefined }],
  ["one of ours without a mark", { ...said, metadata: undefined }],
  ["one whose payload Slack kept back", { ...said, metadata: { event_type: metadata.event_type } }],
  ["metadata of another kind", { ...told, metadata: { ...metadata, event_type: "task_created" } }],
  ["a mark that is no id", { ...told, metadata: { ...metadata, event_payload: { delivery_id: 7 } } }],
  ["a message that was changed", { ...said, subtype: "message_changed" }],
  ["metadata that went", { ...told, type: "message_metadata_deleted" }],
  ["no event at all", undefined],
])("%s is no proof", (_, event) => {
  expect(read(event)).toBeUndefined();
});
