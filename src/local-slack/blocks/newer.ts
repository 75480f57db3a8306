// The blocks of 2025 and 2026: cards, tables, tasks and containers, field by field as the SDK's types have them.
import { z } from "zod";
import { buttonElement } from "./elements.ts";
import { anyText, blockId, imageElement, onlyMrkdwn, plain, webAddress } from "./pieces.ts";
import { richText } from "./rich.ts";

const block = <T extends string, F extends z.ZodRawShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), block_id: blockId, ...fields });

export const card = block("card", {
  title: onlyMrkdwn(150).optional(),
  subtitle: onlyMrkdwn(150).optional(),
  body: onlyMrkdwn(200).optional(),
  subtext: onlyMrkdwn(200).optional(),
  icon: imageElement.optional(),
  hero_image: imageElement.optional(),
  actions: z.array(buttonElement).min(1).max(3).optional(),
}).refine(
  ({ title, body, hero_image, actions }) => [title, body, hero_image, actions].some((field) => field !== undefined),
  "needs a hero_image, title, actions or body",
);

export const carousel = block("carousel", { elements: z.array(card).min(1).max(10) });

const source = z.strictObject({ type: z.literal("url"), url: webAddress, text: z.string().min(1) });

export const taskCard = block("task_card", {
  task_id: z.string().min(1),
  title: z.string().min(1),
  status: z.enum(["pending", "in_progress", "complete", "error"]).optional(),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(source).optional(),
});

export const plan = block("plan", { title: z.string().min(1), tasks: z.array(taskCard).optional() });

const cell = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("raw_text"), text: z.string() }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: z.string() }),
  richText,
]);
const rows = z.array(z.array(cell).min(1).max(20)).min(1);
const LONGEST_TABLE = 10_000;

const fits = ({ rows: all }: { rows: unknown[] }) => lettersIn(all) <= LONGEST_TABLE;
const tooLong = `must be less than ${LONGEST_TABLE + 1} characters in all cells`;

function lettersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + lettersIn(each), 0);
  if (typeof value !== "object" || value === null) return 0;
  const { text } = value as { text?: unknown };
  const inside = Object.values(value).filter((each) => typeof each === "object");
  return (typeof text === "string" ? text.length : 0) + lettersIn(inside);
}

export const table = block("table", {
  rows: rows.max(100),
  column_settings: z
    .array(
      z.strictObject({ align: z.enum(["left", "center", "right"]).optional(), is_wrapped: z.boolean().optional() }),
    )
    .max(20)
    .optional(),
}).refine(fits, tooLong);

export const dataTable = block("data_table", {
  rows: rows.max(101),
  caption: z.string().min(1),
  page_size: z.int().min(1).max(100).optional(),
  row_header_column_index: z.int().min(0).max(19).optional(),
}).refine(fits, tooLong);

/** A container holds blocks, but no other container. */
export const container = (child: z.ZodType) =>
  block("container", {
    title: plain(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(150).optional(),
    icon: imageElement.optional(),
    child_blocks: z.array(child).min(1).max(10),
    width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  }).refine(
    ({ default_collapsed, is_collapsible }) => default_collapsed !== true || is_collapsible === true,
    "default_collapsed needs is_collapsible",
  );

export const video = block("video", {
  video_url: webAddress,
  thumbnail_url: webAddress,
  alt_text: z.string().min(1),
  title: plain(200),
  title_url: webAddress.optional(),
  description: plain(200).optional(),
  author_name: z.string().max(49).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: webAddress.optional(),
});

export const file = block("file", { source: z.string(), external_id: z.string() });
