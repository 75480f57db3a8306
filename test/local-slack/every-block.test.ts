// Every block and element of the SDK's types: whole, it is taken; with a key too many, or one too few, it is refused with the place named.
import type { KnownBlock } from "@slack/types";
import { expect, test } from "@jest/globals";
import { blockComplaints } from "../../src/local-slack/blocks/check.ts";

const plain = (text = "x") => ({ type: "plain_text" as const, text });
const marked = (text = "x") => ({ type: "mrkdwn" as const, text });
const image = { type: "image" as const, image_url: "https://a.example/b.png", alt_text: "b" };
const confirm = { title: plain(), text: marked(), confirm: plain(), deny: plain(), style: "danger" as const };
const option = { text: plain(), value: "v" };
const button = {
  type: "button" as const,
  action_id: "b",
  text: plain(),
  value: "v",
  style: "primary" as const,
  confirm,
};
const section = { type: "rich_text_section", elements: [{ type: "text", text: "x", style: { bold: true } }] };
const rich = (elements: object[] = [section]) => ({ type: "rich_text" as const, elements });
const inline = [
  { type: "link", url: "https://a.example/", text: "a" },
  { type: "user", user_id: "U1" },
  { type: "usergroup", usergroup_id: "S1" },
  { type: "channel", channel_id: "C1" },
  { type: "team", team_id: "T1" },
  { type: "broadcast", range: "here" },
  { type: "color", value: "#ffffff" },
  { type: "emoji", name: "ship" },
  { type: "date", timestamp: 1, format: "{date}", fallback: "then" },
];
const task = { type: "task_card" as const, task_id: "1", title: "T", status: "complete" as const, details: rich() };

type Elements = Record<string, object>;

const choices: Elements = {
  static_select: { options: [option], initial_option: option, placeholder: plain() },
  multi_static_select: { option_groups: [{ label: plain(), options: [option] }], max_selected_items: 2 },
  external_select: { min_query_length: 1 },
  multi_external_select: { initial_options: [option] },
  users_select: { initial_user: "U1" },
  multi_users_select: { initial_users: ["U1"] },
  channels_select: { initial_channel: "C1", response_url_enabled: true },
  multi_channels_select: { initial_channels: ["C1"] },
  conversations_select: { default_to_current_conversation: true, filter: { include: ["im"], exclude_bot_users: true } },
  multi_conversations_select: { initial_conversations: ["C1"] },
  radio_buttons: { options: [option], initial_option: option },
  checkboxes: { options: [{ ...option, description: marked() }] },
  datepicker: { initial_date: "2026-11-22" },
  timepicker: { initial_time: "09:00", timezone: "Europe/London" },
  datetimepicker: { initial_date_time: 1_700_000_000 },
};
const actions: Elements = {
  ...choices,
  button: { text: plain(), url: "https://a.example/", accessibility_label: "x" },
  workflow_button: { text: plain(), workflow: { trigger: { url: "https://a.example/" } } },
  overflow: { options: [option] },
};
const inputs: Elements = {
  ...choices,
  plain_text_input: { multiline: true, min_length: 1, max_length: 3000, initial_value: "x" },
  number_input: { is_decimal_allowed: false, min_value: "1", max_value: "9" },
  email_text_input: { initial_value: "a@b.example" },
  url_text_input: { initial_value: "https://a.example/" },
  rich_text_input: { initial_value: rich(), min_lines: 1, max_lines: 8 },
  file_input: { filetypes: ["png"], max_files: 2 },
};

const WHOLE: Record<KnownBlock["type"] | "data_visualization", object> = {
  actions: { elements: [button] },
  alert: { text: marked(), level: "warning" },
  card: { title: marked(), subtitle: marked(), body: marked(), icon: image, hero_image: image, actions: [button] },
  carousel: { elements: [{ type: "card", title: marked() }] },
  container: { title: plain(), child_blocks: [{ type: "divider" }], width: "wide", is_collapsible: true },
  context: { elements: [image, marked(), plain()] },
  context_actions: {
    elements: [
      {
        type: "feedback_buttons",
        action_id: "f",
        positive_button: { text: plain(), value: "1" },
        negative_button: { text: plain(), value: "0" },
      },
      { type: "icon_button", action_id: "i", icon: "trash", text: plain(), visible_to_user_ids: ["U1"] },
    ],
  },
  data_table: { caption: "c", rows: [[{ type: "raw_text", text: "x" }]], page_size: 5, row_header_column_index: 0 },
  data_visualization: { title: "t", chart: { type: "pie", segments: [{ label: "a", value: 1 }] } },
  divider: {},
  file: { source: "remote", external_id: "x" },
  header: { text: plain() },
  image: { image_url: "https://a.example/b.png", alt_text: "b", title: plain() },
  input: {
    label: plain(),
    hint: plain(),
    optional: true,
    dispatch_action: true,
    element: { type: "email_text_input" },
  },
  markdown: { text: "x" },
  plan: { title: "P", tasks: [task] },
  rich_text: {
    elements: [
      { ...section, elements: [...section.elements, ...inline] },
      { type: "rich_text_preformatted", elements: section.elements, border: 0 },
      { type: "rich_text_quote", elements: inline },
      { type: "rich_text_list", style: "bullet", elements: [section], indent: 1 },
    ],
  },
  section: { text: marked(), fields: [plain()], accessory: button, expand: true },
  table: {
    rows: [[{ type: "raw_text", text: "x" }, { type: "raw_number", value: 1, text: "1" }, rich()]],
    column_settings: [{ align: "right", is_wrapped: true }],
  },
  task_card: { ...task, output: rich(), sources: [{ type: "url", url: "https://a.example/", text: "a" }] },
  video: {
    video_url: "https://a.example/v",
    thumbnail_url: "https://a.example/t.png",
    alt_text: "v",
    title: plain(),
    author_name: "a",
  },
};

const surfaceOf = (type: string) => (type === "alert" ? "modal" : "message");
type Block = { type: string; [key: string]: unknown };

const complaints = (block: Block) => blockComplaints([block], surfaceOf(block.type));

test.each(Object.entries(WHOLE))("the block %s", (type, fields) => {
  const block = { ...fields, type, block_id: "id" };
  expect(complaints(block)).toEqual([]);
  expect(complaints({ ...block, colour: "red" }).join("\n")).toContain("invalid additional property: colour");
  expect(complaints({ ...block, block_id: "x".repeat(256) }).join("\n")).toContain("/blocks/0/block_id");
});

const inBlock = (where: "actions" | "input", type: string, fields: object) => {
  const element = { type, ...(type === "file_input" ? {} : { action_id: "id" }), ...fields };
  return where === "actions" ? { type: "actions", elements: [element] } : { type: "input", label: plain(), element };
};
const placed: [string, "actions" | "input", object][] = [
  ...Object.entries(actions).map(([type, fields]) => [type, "actions", fields] as [string, "actions", object]),
  ...Object.entries(inputs).map(([type, fields]) => [type, "input", fields] as [string, "input", object]),
];

test.each(placed)("the element %s in a block of %s", (type, where, fields) => {
  expect(complaints(inBlock(where, type, fields))).toEqual([]);
  expect(complaints(inBlock(where, type, { ...fields, colour: "red" }))).not.toEqual([]);
  const text = "x".repeat(256);
  expect(complaints(inBlock(where, type, { ...fields, action_id: text })).join("\n")).toContain("action_id");
});

test.each<[what: string, block: Block, place: string]>([
  ["an empty card", { type: "card" }, "hero_image, title, actions or body"],
  [
    "eleven cards",
    { type: "carousel", elements: Array.from({ length: 11 }, () => ({ type: "card", title: marked() })) },
    "no more than 10",
  ],
  [
    "a wide table",
    { type: "table", rows: [Array.from({ length: 21 }, () => ({ type: "raw_text", text: "" }))] },
    "no more than 20",
  ],
  ["a full table", { type: "table", rows: [[{ type: "raw_text", text: "x".repeat(10_001) }]] }, "in all cells"],
  [
    "a cell of no kind",
    { type: "data_table", caption: "c", rows: [[{ type: "text", text: "x" }]] },
    "/blocks/0/rows/0/0",
  ],
  ["a task that is done", { type: "task_card", task_id: "1", title: "T", status: "done" }, "must be one of: pending"],
  [
    "a container closed for good",
    { type: "container", child_blocks: [{ type: "divider" }], default_collapsed: true },
    "is_collapsible",
  ],
  [
    "rich text of mrkdwn",
    rich([{ type: "rich_text_section", elements: [marked()] }]),
    "/blocks/0/elements/0/elements/0",
  ],
  ["a list in a list", rich([{ type: "rich_text_list", style: "bullet", elements: [rich()] }]), "/blocks/0/elements/0"],
])("%s is refused, and where is said", (_, block, place) => {
  expect(complaints(block).join("\n")).toContain(place);
});
