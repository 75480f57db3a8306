// Every kind of block, with its limits (slack-platform.md 1.8). Kinds that are new and little documented are checked loosely.
import { z } from "zod";
import { dataVisualization } from "./chart.ts";
import { accessoryElement, buttonElement, inputElement, pickerElement } from "./elements.ts";
import { anyText, blockId, actionId, imageElement, imageFields, onlyMrkdwn, plain, webAddress } from "./pieces.ts";

const block = <T extends string, F extends z.ZodRawShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), block_id: blockId, ...fields });
const looseBlock = <T extends string, F extends z.ZodRawShape>(type: T, fields: F) =>
  z.looseObject({ type: z.literal(type), block_id: blockId, ...fields });

const section = block("section", {
  text: anyText(3000).optional(),
  fields: z.array(anyText(2000)).min(1).max(10).optional(),
  accessory: accessoryElement.optional(),
  expand: z.boolean().optional(),
}).refine(({ text, fields }) => text !== undefined || fields !== undefined, "either text or fields is needed");

const image = block("image", { ...imageFields, title: plain(2000).optional() }).refine(
  ({ image_url, slack_file }) => (image_url === undefined) !== (slack_file === undefined),
  "needs either image_url or slack_file",
);

const feedback = z.strictObject({
  text: plain(75),
  accessibility_label: z.string().max(75).optional(),
  value: z.string().max(2000),
});

const contextAction = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("feedback_buttons"),
    action_id: actionId,
    positive_button: feedback,
    negative_button: feedback,
  }),
  z.looseObject({ type: z.literal("icon_button"), action_id: actionId, icon: z.enum(["trash"]), text: plain(75) }),
]);

const card = looseBlock("card", {
  title: onlyMrkdwn(150).optional(),
  subtitle: onlyMrkdwn(150).optional(),
  body: onlyMrkdwn(200).optional(),
  actions: z.array(buttonElement).max(3).optional(),
});

const taskStatus = z.enum(["pending", "in_progress", "complete", "error"]);
const taskCard = looseBlock("task_card", { task_id: z.string().min(1), title: z.string().min(1), status: taskStatus });
const rows = z
  .array(
    z
      .array(z.looseObject({ type: z.string() }))
      .min(1)
      .max(20),
  )
  .min(1);

const child: z.ZodType = z.lazy(() => anyBlock);

/** Any block that Slack knows. */
export const anyBlock: z.ZodType = z.discriminatedUnion("type", [
  section,
  image,
  card,
  taskCard,
  dataVisualization,
  block("header", { text: plain(150) }),
  block("divider", {}),
  block("context", {
    elements: z
      .array(z.discriminatedUnion("type", [imageElement, plain(3000), onlyMrkdwn(3000)]))
      .min(1)
      .max(10),
  }),
  block("actions", { elements: z.array(pickerElement).min(1).max(25) }),
  block("markdown", { text: z.string().min(1).max(12_000) }),
  block("input", {
    label: plain(2000),
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: inputElement,
  }),
  block("context_actions", { elements: z.array(contextAction).min(1).max(5) }),
  block("alert", {
    text: anyText(200),
    level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
  }),
  block("carousel", { elements: z.array(card).min(1).max(10) }),
  block("rich_text", { elements: z.array(z.looseObject({ type: z.string().startsWith("rich_text_") })).min(1) }),
  looseBlock("plan", { title: z.string().min(1), tasks: z.array(taskCard).optional() }),
  looseBlock("container", { title: plain(150).optional(), child_blocks: z.array(child).min(1).max(10) }),
  looseBlock("table", { rows: rows.max(100) }),
  looseBlock("data_table", {
    rows: rows.max(101),
    caption: z.string().min(1),
    page_size: z.int().min(1).max(100).optional(),
  }),
  looseBlock("video", { video_url: webAddress, thumbnail_url: webAddress, alt_text: z.string(), title: plain(200) }),
  looseBlock("file", { source: z.string(), external_id: z.string() }),
]);
