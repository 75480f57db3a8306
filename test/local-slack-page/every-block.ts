// One of every block and element that @slack/types has, and the chart that is newer: complete by the compiler's proof.
import type { KnownBlock } from "@slack/types";

const text = (said: string) => ({ type: "plain_text" as const, text: said });
const options = ["Pod", "Node"].map((name) => ({ text: text(name), value: name }));
const rich = (said: string) => ({
  type: "rich_text" as const,
  elements: [{ type: "rich_text_section" as const, elements: [{ type: "text" as const, text: said }] }],
});
const picture =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='80' height='40'%3E%3Crect width='80' height='40' fill='teal'/%3E%3C/svg%3E";

const card = {
  type: "card" as const,
  title: text("Card one"),
  subtitle: text("its subtitle"),
  body: text("what it says"),
  actions: [{ type: "button" as const, action_id: "card", text: text("Read") }],
};

type Every = { [T in KnownBlock["type"]]: Extract<KnownBlock, { type: T }>[] };

const input = (element: Record<string, unknown>, at: number) => ({
  type: "input" as const,
  block_id: `input${at}`,
  label: text(`Input ${at}: ${String(element["type"])}`),
  element: { action_id: "it", ...element },
});

const inputs = [
  { type: "plain_text_input" },
  { type: "plain_text_input", multiline: true },
  { type: "number_input", is_decimal_allowed: false },
  { type: "email_text_input" },
  { type: "url_text_input" },
  { type: "rich_text_input" },
  { type: "file_input" },
  { type: "datetimepicker" },
  { type: "radio_buttons", options },
  { type: "checkboxes", options },
  { type: "multi_static_select", options },
  { type: "multi_users_select" },
  { type: "multi_conversations_select" },
  { type: "multi_channels_select" },
  { type: "multi_external_select" },
].map(input);

const every = {
  actions: [
    {
      type: "actions",
      block_id: "actions",
      elements: [
        { type: "button", action_id: "press", text: text("Press me"), style: "primary" },
        { type: "button", action_id: "sure", text: text("Careful"), style: "danger" },
        { type: "static_select", action_id: "static", placeholder: text("One"), options },
        { type: "external_select", action_id: "external" },
        { type: "users_select", action_id: "users" },
        { type: "conversations_select", action_id: "conversations" },
        { type: "channels_select", action_id: "channels" },
        { type: "overflow", action_id: "overflow", options },
        { type: "datepicker", action_id: "date" },
        { type: "timepicker", action_id: "time" },
      ],
    },
  ],
  alert: [{ type: "alert", level: "warning", text: { type: "mrkdwn", text: "*Careful*" } }],
  card: [card],
  carousel: [{ type: "carousel", elements: [card, card] }],
  container: [
    { type: "container", title: text("A container"), is_collapsible: true, child_blocks: [{ type: "divider" }] },
  ],
  context: [
    {
      type: "context",
      elements: [
        { type: "mrkdwn", text: "_aside_" },
        { type: "image", image_url: picture, alt_text: "small" },
      ],
    },
  ],
  context_actions: [
    {
      type: "context_actions",
      elements: [
        {
          type: "feedback_buttons",
          action_id: "feedback",
          positive_button: { text: text("Good"), value: "good" },
          negative_button: { text: text("Bad"), value: "bad" },
        },
        { type: "icon_button", action_id: "trash", icon: "trash", text: text("Delete") },
      ],
    },
  ],
  data_table: [
    {
      type: "data_table",
      caption: "A table of rows",
      page_size: 2,
      row_header_column_index: 0,
      rows: [
        ["Name", "Count"],
        ["a", "1"],
        ["b", "2"],
        ["c", "3"],
      ].map((row) => row.map((said) => ({ type: "raw_text", text: said }))),
    },
  ],
  divider: [{ type: "divider" }],
  file: [{ type: "file", external_id: "F1", source: "remote" }],
  header: [{ type: "header", text: text("A header :tada:") }],
  image: [{ type: "image", image_url: picture, alt_text: "a picture", title: text("Picture") }],
  input: inputs,
  markdown: [{ type: "markdown", text: "# Title\n\n- [x] done\n- a\n  1. b\n\n| a | b |\n|--|--|\n| 1 | 2 |" }],
  plan: [
    {
      type: "plan",
      title: "Thinking it through",
      tasks: [{ type: "task_card", task_id: "p", title: "Begin", status: "error" }],
    },
  ],
  rich_text: [rich("rich text")],
  section: [
    {
      type: "section",
      text: { type: "mrkdwn", text: "*Section*" },
      fields: [text("one"), text("two")],
      accessory: { type: "image", image_url: picture, alt_text: "beside" },
    },
  ],
  table: [{ type: "table", rows: [[{ type: "raw_text", text: "Head" }], [{ type: "raw_text", text: "Body" }]] }],
  task_card: [
    {
      type: "task_card",
      task_id: "t",
      title: "A task",
      status: "complete",
      details: rich("looked at two lessons"),
      sources: [{ type: "url", url: "https://kubernetes.io", text: "Kubernetes" }],
    },
  ],
  video: [
    {
      type: "video",
      title: text("A video"),
      video_url: "https://videos.example/1",
      thumbnail_url: picture,
      alt_text: "its picture",
    },
  ],
} as unknown as Every;

const chart = (type: string, title: string) => ({
  type: "data_visualization",
  title,
  chart:
    type === "pie"
      ? {
          type,
          segments: [
            { label: "ready", value: 3 },
            { label: "pending", value: 1 },
          ],
        }
      : {
          type,
          series: [
            {
              name: "pods",
              data: [
                { label: "9:00", value: 2 },
                { label: "10:00", value: 5 },
              ],
            },
          ],
          axis_config: { categories: ["9:00", "10:00"] },
        },
});

export const everyBlock: { type: string }[] = [
  ...Object.values(every).flat(),
  chart("line", "Line chart"),
  chart("bar", "Bar chart"),
  chart("area", "Area chart"),
  chart("pie", "Pie chart"),
];
