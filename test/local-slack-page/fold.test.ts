import { describe, expect, test } from "@jest/globals";
import type { Message, Snapshot } from "../../src/local-slack/protocol.ts";
import { compareTs, fold, fromSnapshot, withNotice, withoutNotice } from "../../src/local-slack/page/state/fold.ts";
import { countReplies, rootsOf, rowAt, threadOf } from "../../src/local-slack/page/state/threads.ts";
import { loadSeen, seenNow, unreadOf, withSeen } from "../../src/local-slack/page/state/unread.ts";

const message = (ts: string, more: Partial<Message> = {}): Message => ({
  channel: "C1",
  ts,
  user: "U1",
  text: ts,
  ...more,
});

const snapshot = (messages: Message[]): Snapshot => ({
  workspace: { team_id: "T1", name: "Harbor" },
  app: {
    app_id: "A1",
    name: "Shipmate",
    bot_user_id: "B1",
    bot_id: "BB1",
    description: "",
    connected: false,
    commands: [],
    prompts: [],
  },
  people: [{ id: "U1", name: "ada", real_name: "Ada", tz: "UTC", is_bot: false }],
  channels: [],
  messages,
  views: [],
  home: null,
  statuses: [],
  clock: { now_ms: 0, offset_ms: 0 },
});

const texts = (list: readonly Message[] | undefined): string[] => (list ?? []).map(({ text }) => text);

describe("fold", () => {
  const before = fromSnapshot(
    snapshot([message("2.000000"), message("1.000000"), message("3.000000", { channel: "C2" })]),
  );

  test("a snapshot sorts by channel and time", () => {
    expect(texts(before.messages.get("C1"))).toEqual(["1.000000", "2.000000"]);
    expect(texts(before.messages.get("C2"))).toEqual(["3.000000"]);
  });

  test("a new message takes its place; others keep their identity", () => {
    const after = fold(before, { kind: "message", message: message("1.500000") });
    expect(texts(after.messages.get("C1"))).toEqual(["1.000000", "1.500000", "2.000000"]);
    expect(after.messages.get("C1")?.[0]).toBe(before.messages.get("C1")?.[0]);
    expect(after.messages.get("C2")).toBe(before.messages.get("C2"));
    expect(before.messages.get("C1")).toHaveLength(2);
  });

  test("a known ts is replaced, and removed", () => {
    const edited = fold(before, { kind: "message", message: message("1.000000", { text: "edited" }) });
    expect(texts(edited.messages.get("C1"))).toEqual(["edited", "2.000000"]);
    const removed = fold(edited, { kind: "message-removed", channel: "C1", ts: "1.000000" });
    expect(texts(removed.messages.get("C1"))).toEqual(["2.000000"]);
  });

  test("a status replaces the one before, and an empty one clears it", () => {
    const status = { channel: "C1", thread_ts: "1.000000", text: "thinks" };
    const once = fold(before, { kind: "status", status });
    const twice = fold(once, { kind: "status", status: { ...status, text: "writes" } });
    expect(twice.statuses).toEqual([{ ...status, text: "writes" }]);
    expect(fold(twice, { kind: "status", status: { ...status, text: "" } }).statuses).toEqual([]);
  });

  test("connected, clock, people, channels, views, home", () => {
    expect(fold(before, { kind: "connected", connected: true }).app.connected).toBe(true);
    expect(fold(before, { kind: "clock", now_ms: 5, offset_ms: 2 }).clock).toEqual({ now_ms: 5, offset_ms: 2 });
    const person = { id: "U2", name: "bo", real_name: "Bo", tz: "UTC", is_bot: false };
    expect(fold(before, { kind: "person", person }).people.map(({ id }) => id)).toEqual(["U1", "U2"]);
    const home = { type: "home" as const, blocks: [] };
    expect(fold(before, { kind: "home", home }).home).toBe(home);
    expect(fold(before, { kind: "views", views: [] }).views).toEqual([]);
  });

  test("a change that a newer server knows is passed over", () => {
    expect(fold(before, { kind: "weather" } as never)).toBe(before);
  });

  test("the same notice is not shown twice at once, and goes when dismissed", () => {
    const told = withNotice(withNotice(before, "error", "no"), "error", "no");
    expect(told.notices).toEqual([{ id: 1, level: "error", text: "no" }]);
    expect(withoutNotice(told, 1).notices).toEqual([]);
  });

  test("ts compare by both parts", () => {
    expect(["10.000002", "9.000009", "10.000001"].toSorted(compareTs)).toEqual(["9.000009", "10.000001", "10.000002"]);
  });
});

describe("threads", () => {
  const list = [
    message("1.000000"),
    message("2.000000", { thread_ts: "1.000000" }),
    message("3.000000", { thread_ts: "1.000000", ephemeral_for: "U1" }),
    message("4.000000", { thread_ts: "1.000000" }),
    message("5.000000"),
    message("90000.000000"),
  ];

  test("roots, replies, counts", () => {
    expect(texts(rootsOf(list))).toEqual(["1.000000", "5.000000", "90000.000000"]);
    expect(texts(threadOf(list, "1.000000"))).toEqual(["1.000000", "2.000000", "3.000000", "4.000000"]);
    expect(countReplies(list)).toEqual(new Map([["1.000000", { count: 2, latest: "4.000000" }]]));
  });

  test("rows: a new day has a heading, the same author goes on", () => {
    const roots = rootsOf(list);
    const rows = roots.map((_, at) => rowAt(roots, at, countReplies(list), { zone: "UTC", nowMs: 90_000_000 }));
    expect(rows.map(({ day, continues, replies }) => [day, continues, replies])).toEqual([
      ["Yesterday", false, 2],
      ["", true, 0],
      ["Today", false, 0],
    ]);
  });
});

describe("unread", () => {
  const messages = new Map([["C1", [message("1.000000"), message("2.000000", { user: "U2" })]]]);

  test("what others wrote in the channel since then", () => {
    const list = messages.get("C1") ?? [];
    expect(unreadOf(list, "1.000000", "U1").count).toBeGreaterThan(0);
    expect(unreadOf(list, "1.000000", "U2").count).toBe(0);
    expect(unreadOf(list, seenNow(messages)["C1"], "U1").count).toBe(0);
    expect(unreadOf([message("3.000000", { thread_ts: "1.000000", user: "U2" })], "2.000000", "U1").count).toBe(0);
  });

  test("reading moves forward only", () => {
    const seen = withSeen({}, "C1", messages.get("C1") ?? []);
    expect(seen).toEqual({ C1: "2.000000" });
    expect(withSeen(seen, "C1", [message("1.000000")])).toBe(seen);
  });

  test("broken storage reads as none", () => {
    expect(loadSeen({ getItem: () => "{", setItem: () => {} }, "U1")).toBeUndefined();
  });
});
