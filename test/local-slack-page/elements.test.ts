import { describe, expect, test } from "@jest/globals";
import { checkInputs } from "../../src/local-slack/page/elements/check.ts";
import { choicesOf, groupsOf, sameOption, toggled } from "../../src/local-slack/page/elements/options.ts";
import {
  contentOf,
  elementsOf,
  holding,
  initialValue,
  stateOf,
  withValue,
  type Loose,
} from "../../src/local-slack/page/elements/values.ts";

const option = (value: string) => ({ text: { type: "plain_text", text: value }, value });

const input = (id: string, element: Loose, more: Record<string, unknown> = {}): Loose => ({
  type: "input",
  block_id: id,
  label: { type: "plain_text", text: id },
  element: { action_id: "a", ...element },
  ...more,
});

describe("values in Slack's shapes", () => {
  test.each<[Loose, unknown]>([
    [
      { type: "static_select", initial_option: option("x") },
      { type: "static_select", selected_option: option("x") },
    ],
    [{ type: "static_select" }, { type: "static_select", selected_option: null }],
    [{ type: "checkboxes" }, { type: "checkboxes", selected_options: [] }],
    [
      { type: "timepicker", initial_time: "09:00" },
      { type: "timepicker", selected_time: "09:00" },
    ],
    [{ type: "datetimepicker" }, { type: "datetimepicker", selected_date_time: null }],
    [
      { type: "plain_text_input", initial_value: "hi" },
      { type: "plain_text_input", value: "hi" },
    ],
    [{ type: "multi_users_select" }, { type: "multi_users_select", selected_users: [] }],
    [{ type: "button" }, undefined],
    [{ type: "overflow" }, undefined],
  ])("%j", (element, value) => {
    expect(initialValue(element)).toEqual(value);
  });

  test("a conversations select may begin with the current channel", () => {
    const element = { type: "conversations_select", default_to_current_conversation: true };
    expect(initialValue(element, "C1")).toEqual({ type: "conversations_select", selected_conversation: "C1" });
  });

  test("content goes in and comes out by type", () => {
    expect(holding("channels_select", "C1")).toEqual({ type: "channels_select", selected_channel: "C1" });
    expect(contentOf(holding("channels_select", "C1"))).toBe("C1");
  });
});

describe("the state of a view", () => {
  const blocks: Loose[] = [
    { type: "section", block_id: "s", accessory: { type: "static_select", action_id: "pick" } },
    {
      type: "actions",
      elements: [
        { type: "button", action_id: "b" },
        { type: "timepicker", action_id: "t" },
      ],
    },
    input("note", { type: "plain_text_input", initial_value: "first" }),
    { type: "container", child_blocks: [input("inner", { type: "checkboxes" })] },
  ];

  test("elements are found wherever they are; a block without an id is named by its place", () => {
    expect(elementsOf(blocks).map(({ blockId, element }) => [blockId, element.type])).toEqual([
      ["s", "static_select"],
      ["block-1", "button"],
      ["block-1", "timepicker"],
      ["note", "plain_text_input"],
      ["inner", "checkboxes"],
    ]);
  });

  test("typed values win, stale ones and others' types do not", () => {
    const typed = withValue(
      withValue({}, "note", "a", holding("plain_text_input", "typed")),
      "s",
      "pick",
      holding("users_select", "U1"),
    );
    const state = stateOf(blocks, withValue(typed, "gone", "x", holding("plain_text_input", "?")));
    expect(state["note"]).toEqual({ a: { type: "plain_text_input", value: "typed" } });
    expect(state["s"]).toEqual({ pick: { type: "static_select", selected_option: null } });
    expect(Object.keys(state)).toEqual(["s", "block-1", "note", "inner"]);
  });
});

describe("what the client refuses", () => {
  const check = (block: Loose, content?: unknown): string | undefined => {
    const element = block["element"] as Loose;
    const typed = content === undefined ? {} : withValue({}, "f", "a", holding(element.type, content));
    return checkInputs([block], stateOf([block], typed))["f"];
  };

  test("required and optional", () => {
    expect(check(input("f", { type: "static_select" }))).toBe("Please complete this required field.");
    expect(check(input("f", { type: "checkboxes" }, { optional: true }))).toBeUndefined();
    expect(check(input("f", { type: "checkboxes" }), [option("x")])).toBeUndefined();
  });

  test("lengths, numbers, addresses", () => {
    expect(check(input("f", { type: "plain_text_input", min_length: 3 }), "ab")).toMatch("at least 3");
    const number = { type: "number_input", is_decimal_allowed: false, min_value: "1", max_value: "9" };
    expect(check(input("f", number), "0")).toMatch("1 or more");
    expect(check(input("f", number), "10")).toMatch("9 or less");
    expect(check(input("f", number), "2.5")).toMatch("whole");
    expect(check(input("f", number), "5")).toBeUndefined();
    expect(check(input("f", { type: "email_text_input" }), "nobody")).toMatch("email");
    expect(check(input("f", { type: "url_text_input" }), "ftp://x")).toMatch("https://");
  });
});

describe("options", () => {
  test("groups, choices, toggling", () => {
    const grouped = { type: "static_select", option_groups: [{ label: { text: "G" }, options: [option("x")] }] };
    expect(groupsOf(grouped)).toEqual([{ label: "G", options: [option("x")] }]);
    expect(toggled([option("x")], option("x"), sameOption)).toEqual([]);
    expect(toggled([option("x")], option("y"), sameOption)).toEqual([option("x"), option("y")]);
  });

  test("channels and conversations", () => {
    const channel = { id: "C1", name: "study", is_im: false, is_archived: false, members: ["U1"], topic: "" };
    const around = {
      me: "U1",
      people: [],
      channels: [channel, { ...channel, id: "D1", is_im: true }, { ...channel, id: "C2", is_archived: true }],
    };
    expect(choicesOf({ type: "channels_select" }, around)).toEqual([{ id: "C1", label: "#study" }]);
    expect(choicesOf({ type: "conversations_select" }, around).map(({ id }) => id)).toEqual(["C1", "D1"]);
    const filter = { include: ["public"] };
    expect(choicesOf({ type: "conversations_select", filter }, around).map(({ id }) => id)).toEqual(["C1"]);
  });
});
