// Rich text: what Slack's own composer makes, field by field as the SDK's types have it.
import { z } from "zod";
import { blockId } from "./pieces.ts";

const on = z.boolean().optional();
const style = z
  .strictObject({
    bold: on,
    italic: on,
    strike: on,
    code: on,
    underline: on,
    highlight: on,
    client_highlight: on,
    unlink: on,
  })
  .optional();

const piece = <T extends string, F extends z.ZodRawShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), style, ...fields });

const text = piece("text", { text: z.string().min(1) });
const link = piece("link", { url: z.string().min(1).max(3000), text: z.string().optional(), unsafe: on });

const inline = z.discriminatedUnion("type", [
  text,
  link,
  piece("user", { user_id: z.string() }),
  piece("usergroup", { usergroup_id: z.string() }),
  piece("channel", { channel_id: z.string() }),
  piece("team", { team_id: z.string() }),
  piece("broadcast", { range: z.enum(["here", "channel", "everyone"]) }),
  piece("color", { value: z.string() }),
  piece("emoji", {
    name: z.string().min(1),
    unicode: z.string().optional(),
    url: z.string().optional(),
    skin_tone: z.int().min(1).max(6).optional(),
  }),
  piece("date", {
    timestamp: z.int(),
    format: z.string().min(1),
    url: z.string().optional(),
    fallback: z.string().optional(),
  }),
]);

const border = z.union([z.literal(0), z.literal(1)]).optional();
const section = z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(inline) });

const part = z.discriminatedUnion("type", [
  section,
  z.strictObject({
    type: z.literal("rich_text_preformatted"),
    elements: z.array(z.discriminatedUnion("type", [text, link])),
    border,
    language: z.string().optional(),
  }),
  z.strictObject({ type: z.literal("rich_text_quote"), elements: z.array(inline), border }),
  z.strictObject({
    type: z.literal("rich_text_list"),
    style: z.enum(["bullet", "ordered"]),
    elements: z.array(section),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
]);

/** A rich_text block. */
export const richText = z.strictObject({
  type: z.literal("rich_text"),
  block_id: blockId,
  elements: z.array(part).min(1),
});
