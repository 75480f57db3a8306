import { describe, expect, test } from "@jest/globals";
import { accept, asTyped, commandBeingTyped, complete, readDraft } from "../../src/local-slack/page/state/compose.ts";
import { addressIn } from "../../src/local-slack/page/state/address.ts";
import { formatRoute, parseRoute, resolvePerson, resolvePlace } from "../../src/local-slack/page/state/route.ts";

const commands = [{ command: "/shipmate", description: "Ask, learn", usage_hint: "ask | learn" }];
const people = [
  { id: "U1", name: "ada", real_name: "Ada Okafor", tz: "Europe/London", is_bot: false },
  { id: "B1", name: "shipmate", real_name: "Shipmate", tz: "UTC", is_bot: true },
];
const topics = [
  { id: "C1", name: "study", topic: "How", is_im: false },
  { id: "D1", name: "", topic: "", is_im: true },
];
const emoji: [string, string][] = [
  ["partying_face", "🥳"],
  ["tada", "🎉"],
  ["ada", "x"],
];
const known = { commands, people, channels: topics, emoji };

const offered = (text: string): string[] => complete(text, text.length, known)?.items.map(({ insert }) => insert) ?? [];

describe("completion", () => {
  test("commands at the start only", () => {
    expect(offered("/")).toEqual(["/shipmate "]);
    expect(offered("a /")).toEqual([]);
    expect(offered("/shipmate")).toEqual([]);
    expect(commandBeingTyped("/shipmate lab", commands)?.usage_hint).toBe("ask | learn");
  });

  test("people and the app, by handle or by name, anywhere", () => {
    expect(offered("hello @")).toEqual(["@ada ", "@shipmate "]);
    expect(offered("@sh")).toEqual(["@shipmate "]);
    expect(offered("@okaf")).toEqual(["@ada "]);
    expect(offered("mail a@b")).toEqual([]);
  });

  test("channels by name, emoji by what they begin with or contain", () => {
    expect(offered("see #st")).toEqual(["#study "]);
    expect(offered("#")).toEqual(["#study "]);
    expect(offered("well done :ada")).toEqual([":ada: ", ":tada: "]);
    expect(offered("at 10:30")).toEqual([]);
    expect(offered(":t")).toEqual([]);
  });

  test("taking one leaves the rest of the text alone", () => {
    const text = "hello @sh, why?";
    const completion = complete(text, 9, known);
    const suggestion = completion?.items[0];
    if (completion === undefined || suggestion === undefined) throw new Error("nothing was offered");
    expect(accept(text, completion, suggestion)).toEqual({ text: "hello @shipmate , why?", caret: 16 });
  });
});

describe("drafts", () => {
  test.each([
    ["  ", { kind: "empty" }],
    ["hello\n  there  \n", { kind: "message", text: "hello\n  there" }],
    ["/shipmate", { kind: "command", command: "/shipmate", text: "" }],
    ["/shipmate ask why\nindeed", { kind: "command", command: "/shipmate", text: "ask why\nindeed" }],
    ["/etc/hosts is a file", { kind: "message", text: "/etc/hosts is a file" }],
    [" /nope", { kind: "message", text: " /nope" }],
  ])("%j", (text, draft) => {
    expect(readDraft(text, commands, false)).toEqual(draft);
  });

  test("unknown commands, and commands in threads, are refused with a reason", () => {
    expect(readDraft("/nope", commands, false)).toMatchObject({ kind: "refused" });
    expect(readDraft("/shipmate lab", commands, true)).toMatchObject({ kind: "refused" });
  });
});

describe("routes", () => {
  const channel = { id: "C1", name: "study", is_im: false, is_archived: false, members: ["U1"], topic: "" };
  const channels = [
    { ...channel, id: "C0", is_archived: true, name: "old" },
    channel,
    { ...channel, id: "D1", is_im: true, members: ["U2"] },
  ];

  test("an address is read and written", () => {
    const route = parseRoute("?user=U1", "#study/1700000000.000100");
    expect(route).toMatchObject({
      user: "U1",
      place: { kind: "channel", channel: "study", thread: "1700000000.000100" },
    });
    const place = resolvePlace(route.place, channels, "U1");
    expect(place).toEqual({ kind: "channel", channel: "C1", thread: "1700000000.000100" });
    expect(formatRoute({ user: "U1", place }, channels)).toBe("?user=U1#study/1700000000.000100");
    expect(formatRoute({ user: "U1", place: { kind: "home" } }, channels)).toBe("?user=U1#home");
  });

  test("what cannot be found, or is another person's, becomes the first channel", () => {
    const first = { kind: "channel", channel: "C1", thread: "" };
    expect(resolvePlace({ kind: "nowhere" }, channels, "U1")).toEqual(first);
    expect(resolvePlace({ kind: "channel", channel: "D1", thread: "" }, channels, "U1")).toEqual(first);
    expect(resolvePlace({ kind: "home" }, channels, "U1")).toEqual({ kind: "home" });
  });

  test("a broken address does no harm", () => {
    expect(parseRoute("", "#%E0%A4%A").place.kind).toBe("nowhere");
  });

  test("people by id or name; never the app", () => {
    expect(resolvePerson("ada", people)?.id).toBe("U1");
    expect(resolvePerson("B1", people)?.id).toBe("U1");
    expect(resolvePerson("", people)?.id).toBe("U1");
  });
});

test("a kept text is typed again with names for ids", () => {
  const text =
    "<@U1> in <#C1|study>: <https://a.example/x|x> <http://registry.k8s.io/a|registry.k8s.io/a> <!here> &lt;b&gt;";
  expect(asTyped(text, { people, channels: topics })).toBe(
    "@ada in #study: https://a.example/x registry.k8s.io/a @here <b>",
  );
});

test("the address keeps the workspace and the builder's tool", () => {
  const route = parseRoute("?user=U1&tools=faults&team=T2", "#home");
  expect(route).toEqual({ user: "U1", tools: "faults", team: "T2", place: { kind: "home" } });
  expect(formatRoute(route, [])).toBe("?user=U1&team=T2&tools=faults#home");
  expect(addressIn("?team=T2", "say")).toBe("/control/teams/T2/say");
  expect(addressIn("?user=U1", "say")).toBe("/control/say");
});
