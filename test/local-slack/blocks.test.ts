// Block Kit's limits, in messages and views.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ADA, openSlack, STUDY } from "./control.ts";
import { openTrigger, rawCall, times } from "./raw-api.ts";

let slack: Awaited<ReturnType<typeof openSlack>>;

beforeAll(async () => {
  slack = await openSlack();
});

afterAll(() => slack.slack.close());

const call = (method: string, args: unknown, headers: Record<string, string> = {}) =>
  rawCall(slack, method, args, headers);

const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
const button = (text: string, value = "v") => ({
  type: "actions",
  elements: [{ type: "button", action_id: "a", value, text: { type: "plain_text", text } }],
});
const view = (change: object) => ({ type: "modal", title: { type: "plain_text", text: "T" }, blocks: [], ...change });
const chart = (count: number) => ({
  type: "data_visualization",
  title: "Replicas",
  chart: {
    type: "line",
    series: [{ name: "web", data: Array.from({ length: count }, (_, at) => ({ label: `${at}`, value: at })) }],
    axis_config: { categories: Array.from({ length: count }, (_, at) => `${at}`) },
  },
});

test.each<[what: string, blocks: object[], complaint: string]>([
  ["an unknown type", [{ type: "brand_new" }], "unsupported type: brand_new [json-pointer:/blocks/0/type]"],
  ["no type of its own", [{}], "[json-pointer:/blocks/0"],
  ["an alert in a message", [{ type: "alert", text: { type: "mrkdwn", text: "x" } }], "unsupported type: alert"],
  [
    "a long section",
    [section("x".repeat(3001))],
    "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
  ],
  ["an empty section", [{ type: "section" }], "either text or fields is needed"],
  [
    "a long button",
    [button("x".repeat(76))],
    "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
  ],
  ["a long value", [button("x", "v".repeat(2001))], "must be less than 2001 characters"],
  [
    "26 buttons",
    [{ type: "actions", elements: times(26, () => button("x").elements[0]) }],
    "no more than 25 items allowed",
  ],
  ["a mrkdwn header", [{ type: "header", text: { type: "mrkdwn", text: "x" } }], "/blocks/0/text/type"],
  ["a property that is not there", [{ type: "divider", color: "red" }], "invalid additional property: color"],
  [
    "a missing field",
    [{ type: "image", image_url: "https://a.b/c.png" }],
    "missing required field: alt_text [json-pointer:/blocks/0]",
  ],
  [
    "a repeated block_id",
    [
      { type: "divider", block_id: "a" },
      { type: "divider", block_id: "a" },
    ],
    "already exists",
  ],
  ["a chart of 21 points", [chart(21)], "no more than 20 items allowed"],
  ["three charts", [chart(2), chart(2), chart(2)], "no more than 2 data_visualization blocks allowed"],
])("invalid_blocks says where: %s", async (_, blocks, complaint) => {
  const answer = await call("chat.postMessage", { channel: STUDY, text: "x", blocks });
  expect(answer.error).toBe("invalid_blocks");
  expect(answer.response_metadata?.messages?.join("\n")).toContain(complaint);
});

test("what is within the limits is taken", async () => {
  const options = [{ text: { type: "plain_text", text: "One" }, value: "1" }];
  const blocks = [
    section("x".repeat(3000)),
    { ...section("y"), accessory: { type: "static_select", action_id: "s", options } },
    button("x".repeat(75), "v".repeat(2000)),
    chart(20),
    {
      type: "context",
      elements: [
        { type: "mrkdwn", text: "x" },
        { type: "image", image_url: "https://a.b/c.png", alt_text: "c" },
      ],
    },
    { type: "markdown", text: "# Hi" },
    { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "x" }] }] },
    { type: "input", label: { type: "plain_text", text: "L" }, element: { type: "plain_text_input", action_id: "i" } },
  ];
  const answer = await call("chat.postMessage", { channel: STUDY, text: "x", blocks });
  expect(answer).toMatchObject({
    ok: true,
    message: { blocks: [{ block_id: expect.any(String) }, {}, {}, {}, {}, {}, {}, {}] },
  });
});

test("views are checked too: titles, submit, private metadata", async () => {
  const input = { type: "input", label: { type: "plain_text", text: "L" }, element: { type: "plain_text_input" } };
  const publish = { user_id: ADA, view: { type: "home", blocks: times(101, () => ({ type: "divider" })) } };
  expect((await call("views.publish", publish)).response_metadata?.messages).toEqual([
    "[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]",
  ]);
  const trigger = await openTrigger(slack);
  const open = async (change: object) =>
    (await call("views.open", { trigger_id: trigger, view: view(change) })).response_metadata?.messages;
  expect(await open({ title: { type: "plain_text", text: "x".repeat(25) } })).toEqual([
    "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]",
  ]);
  expect((await open({ blocks: [input] }))?.[0]).toContain("submit is needed");
  expect(await open({ private_metadata: "x".repeat(3001) })).toHaveLength(1);
  // A view that was refused has not used up the trigger.
  expect(await call("views.open", { trigger_id: trigger, view: view({}) })).toMatchObject({ ok: true });
  expect(await call("views.open", { trigger_id: trigger, view: view({}) })).toMatchObject({
    error: "exchanged_trigger_id",
  });
});

test("a trigger lives three seconds", async () => {
  const quick = await openSlack({ patienceMs: 80 });
  const trigger_id = await openTrigger(quick);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const { bot_token } = await quick.tokens();
  const headers = { "content-type": "application/json", authorization: `Bearer ${bot_token}` };
  const body = JSON.stringify({ trigger_id, view: view({}) });
  const answer = await fetch(`${quick.url}/api/views.open`, { method: "POST", headers, body });
  expect(await answer.json()).toMatchObject({ ok: false, error: "expired_trigger_id" });
  await quick.slack.close();
});
