import { describe, expect, test } from "@jest/globals";
import type { Message } from "../../src/local-slack/protocol.ts";
import type { JournalLine } from "../../src/local-slack/protocol-journal.ts";
import { EMPTY, filtered, withLine, type Filter } from "../../src/local-slack/page/tools/exchanges.ts";
import { findMessages, readQuery } from "../../src/local-slack/page/state/search.ts";

const lines: JournalLine[] = [
  {
    kind: "envelope",
    at_ms: 1,
    envelope_id: "e1",
    type: "events_api",
    payload: { event: { type: "message" } },
    retry_attempt: 0,
  },
  {
    kind: "envelope",
    at_ms: 2,
    envelope_id: "e2",
    type: "slash_commands",
    payload: { command: "/go" },
    retry_attempt: 1,
  },
  { kind: "ack", at_ms: 3, envelope_id: "e1", payload: {}, took_ms: 12 },
  { kind: "unacked", at_ms: 4, envelope_id: "e2", why: "timeout", took_ms: 3000 },
  { kind: "api", at_ms: 5, method: "chat.postMessage", args: {}, answer: { ok: true }, took_ms: 2 },
  { kind: "api", at_ms: 6, method: "views.open", args: {}, answer: { ok: false, error: "expired_trigger_id" } },
  {
    kind: "api",
    at_ms: 7,
    method: "chat.update",
    args: {},
    answer: { ok: true },
    invalid: ["no text"],
    fault: "500-after",
  },
  { kind: "problem", at_ms: 8, method: "foo.bar", problem: "unknown method" },
  { kind: "response", at_ms: 9, id: "r1", body: {}, status: 404, answer: "used_url" },
];
const journal = lines.reduce((before, line, at) => withLine(before, at + 1, line), EMPTY);
const all: Filter = { text: "", way: "", onlyBad: false };

describe("the journal as one reads it", () => {
  test("an envelope and its ack are one; a missing ack is wrong", () => {
    expect(journal.exchanges.slice(0, 2)).toMatchObject([
      { name: "events_api · message", outcome: "acknowledged", tookMs: 12, health: "well", answer: {} },
      { name: "slash_commands · /go (again, 1)", outcome: "timeout", tookMs: 3000, health: "bad" },
    ]);
  });

  test("calls are well, refused, or against the documentation", () => {
    expect(journal.exchanges.slice(2).map(({ name, health }) => [name, health])).toEqual([
      ["chat.postMessage", "well"],
      ["views.open", "refused"],
      ["chat.update", "bad"],
      ["foo.bar", "bad"],
      ["response_url r1", "refused"],
    ]);
    expect(journal.exchanges[4]?.remarks).toEqual(["no text", "the fault 500-after was asked for"]);
  });

  test("a line that comes again after a reconnection is not taken twice", () => {
    expect(withLine(journal, 9, lines[8] as JournalLine)).toBe(journal);
  });

  test("newest first, by name, by way, or only what went wrong", () => {
    expect(filtered(journal, all)[0]?.name).toBe("response_url r1");
    expect(filtered(journal, { ...all, text: "POST" }).map(({ name }) => name)).toEqual(["chat.postMessage"]);
    expect(filtered(journal, { ...all, way: "delivery" })).toHaveLength(2);
    expect(filtered(journal, { ...all, onlyBad: true })).toHaveLength(5);
  });
});

describe("search", () => {
  const message = (ts: string, user: string, text: string): Message => ({ channel: "C1", ts, user, text });
  const where = {
    people: [{ id: "U1", name: "ada", real_name: "Ada", tz: "UTC", is_bot: false }],
    channels: [{ id: "C1", name: "study", is_im: false, is_archived: false, members: [], topic: "" }],
    messages: new Map([["C1", [message("1.0", "U1", "A Pod waits"), message("2.0", "U2", "the pod runs")]]]),
  };

  test("every word, newest first", () => {
    expect(findMessages("pod", where, 9).map(({ ts }) => ts)).toEqual(["2.0", "1.0"]);
    expect(findMessages("pod waits", where, 9).map(({ ts }) => ts)).toEqual(["1.0"]);
    expect(findMessages("  ", where, 9)).toEqual([]);
    expect(findMessages("pod", where, 1)).toHaveLength(1);
  });

  test("from somebody, in a channel", () => {
    const query = { words: ["x"], from: "ada", within: "study", pinned: true };
    expect(readQuery("from:@ada in:#study has:pin x")).toEqual(query);
    expect(findMessages("has:pin", where, 9)).toEqual([]);
    expect(findMessages("from:ada", where, 9).map(({ ts }) => ts)).toEqual(["1.0"]);
    expect(findMessages("in:random pod", where, 9)).toEqual([]);
  });
});
