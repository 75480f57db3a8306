// What a message says: text, blocks, Markdown, metadata; checked against Slack's limits before anything is kept.
import { z } from "zod";
import { blockComplaints, withIds } from "../blocks/check.ts";
import { fileComplaints } from "../blocks/files.ts";
import type { Desk } from "../desk.ts";
import type { AnyBlock } from "../protocol.ts";
import { postedText } from "../text.ts";
import { flag, metadata, refuse, refuseWith, text } from "./method.ts";

const LONGEST_TEXT = 40_000;
const LONGEST_MARKDOWN = 12_000;
// Not documented; measured by others (bolt-js issue 2509): all the text in a message's blocks together.
const LONGEST_BLOCKS = 13_200;

export const contentArgs = {
  text: text.optional(),
  markdown_text: text.optional(),
  blocks: z.unknown().optional(),
  attachments: z.union([z.array(z.looseObject({})), z.literal("")]).optional(),
  metadata: z.union([metadata, z.literal("")]).optional(),
  link_names: flag.optional(),
  parse: text.optional(),
};

export type ContentArgs = z.infer<z.ZodObject<typeof contentArgs>>;

export type Content = {
  text: string;
  blocks?: AnyBlock[];
  attachments?: unknown[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
};

/** Checks what a call wants to say. `tooLong` is the method's own word for too much of it. */
export function readContent(desk: Desk, args: ContentArgs, tooLong = "msg_blocks_too_long"): Content {
  const given = readBlocks(desk, args, tooLong);
  const attachments = args.attachments || [];
  const said = postedText(args.markdown_text || args.text || "", isLinking(args), namesOf(desk));
  if (said.trim() === "" && given.length === 0 && attachments.length === 0) refuse("no_text");
  return {
    text: said.slice(0, LONGEST_TEXT),
    ...(given.length > 0 && { blocks: withIds(given) }),
    ...(attachments.length > 0 && { attachments }),
    ...readMetadata(args.metadata),
  };
}

function readBlocks(desk: Desk, args: ContentArgs, tooLong: string): AnyBlock[] {
  const given = args.blocks || [];
  if (!Array.isArray(given)) return refuse("invalid_blocks_format");
  if (args.markdown_text && (args.text || given.length > 0)) refuse("markdown_text_conflict");
  const blocks = checkBlocks(args.markdown_text ? [{ type: "markdown", text: args.markdown_text }] : given, tooLong);
  const complaints = fileComplaints(desk, blocks);
  if (complaints.length > 0) refuseWith("invalid_blocks", complaints);
  return blocks;
}

function isLinking(args: ContentArgs): boolean {
  return args.link_names === true || args.parse === "full";
}

function readMetadata(given: ContentArgs["metadata"]): Pick<Content, "metadata"> {
  if (!given || given.event_type === undefined) return {};
  if (JSON.stringify(given.event_payload).length > 8192) refuse("metadata_too_large");
  return { metadata: given };
}

/** Refuses blocks that Slack would not take in a message; what is left are blocks. */
export function checkBlocks(given: unknown[], tooLong = "msg_blocks_too_long"): AnyBlock[] {
  const complaints = blockComplaints(given, "message");
  if (complaints.length > 0) refuseWith("invalid_blocks", complaints);
  const blocks = given as AnyBlock[];
  const markdown = blocks.filter(({ type }) => type === "markdown").map((block) => (block as { text?: string }).text);
  if (markdown.join("").length > LONGEST_MARKDOWN || textIn(given) > LONGEST_BLOCKS) refuse(tooLong);
  return blocks;
}

function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + textIn(each), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + (key === "text" && typeof each === "string" ? each.length : textIn(each)),
    0,
  );
}

/** The names that text may link to. */
export function namesOf(desk: Desk) {
  return {
    people: [...desk.workspace.people.values()],
    channels: [...desk.workspace.channels.values()].filter((each) => !each.is_im),
  };
}

/** What the answer says beside ok when the text was cut. */
export function cutWarning(args: ContentArgs): Record<string, unknown> {
  if ((args.text ?? "").length <= LONGEST_TEXT) return {};
  return { warning: "message_truncated", response_metadata: { warnings: ["message_truncated"] } };
}
