// Every kind of block, with its documented limits.
import { z } from "zod";
import { dataVisualization } from "./chart.ts";
import { accessoryElement, inputElement, pickerElement } from "./elements.ts";
import { card, carousel, container, dataTable, file, plan, table, taskCard, video } from "./newer.ts";
import { actionId, anyText, blockId, confirm, imageElement, imageFields, onlyMrkdwn, plain } from "./pieces.ts";
import { richText } from "./rich.ts";

const block = <T extends string, F extends z.ZodRawShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), block_id: blockId, ...fields });
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
  z.strictObject({
    type: z.literal("icon_button"),
    action_id: actionId,
    icon: z.enum(["trash"]),
    text: plain(75),
    value: z.string().max(2000).optional(),
    confirm: confirm.optional(),
    accessibility_label: z.string().max(75).optional(),
    visible_to_user_ids: z.array(z.string()).max(10).optional(),
  }),
]);

const child: z.ZodType = z.lazy(() => anyBlock);

/** Any block that Slack knows. */
export const anyBlock: z.ZodType = z.discriminatedUnion("type", [
  section,
  image,
  card,
  carousel,
  taskCard,
  plan,
  table,
  dataTable,
  container(child),
  video,
  file,
  richText,
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
]);
