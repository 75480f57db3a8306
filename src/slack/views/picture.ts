/** A lab's picture in a message: the uploaded file with the same in words, or Slack's own charts where there is none. */
import type { KnownBlock } from "@slack/types";
import type { Picture } from "../../lab/picture.ts";
import type { Chart } from "../../lab/view.ts";
import { shorten } from "../mrkdwn.ts";
import { chartBlocks } from "./chart.ts";

/** `charts` is false where Slack does not know its own chart block; `picture` is the id of the uploaded file. */
export type Look = { charts: boolean; picture?: string | undefined };

/** Slack takes 2,000 characters, and all blocks of a message share 13,200. */
const LONGEST_ALT = 1_500;

export function pictureBlocks(picture: Pick<Picture, "text">, charts: Chart[], look: Look): KnownBlock[] {
  if (look.picture === undefined) return chartBlocks(charts, look.charts);
  return [{ type: "image", slack_file: { id: look.picture }, alt_text: shorten(picture.text, LONGEST_ALT) }];
}

/** Whether a message shows an uploaded picture. */
export function hasPicture(blocks: KnownBlock[] | undefined): boolean {
  return blocks?.some((block) => block.type === "image" && "slack_file" in block) ?? false;
}
