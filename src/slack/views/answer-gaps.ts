/** For admins: what people asked and the lessons do not answer, most often asked first. */
import type { KnownBlock } from "@slack/types";
import type { GapGroup } from "../../school/gaps.ts";
import { escapeText, shorten } from "../mrkdwn.ts";
import { context, section, when } from "./drawn.ts";

const MOST = 8;
const LONGEST = 200;

/** Nothing where there is no gap. */
export function gapBlocks(groups: GapGroup[]): KnownBlock[] {
  if (groups.length === 0) return [];
  const lines = groups.slice(0, MOST).map(line);
  const more = groups.length > MOST ? ` ${groups.length - MOST} more are there.` : "";
  return [
    section(`*Asked, and not in the lessons:*\n${lines.join("\n")}`),
    context(`\`npm run gaps\` lists them all.${more} Only admins see this.`),
  ];
}

function line({ questions, times, found, lastAskedAt }: GapGroup): string {
  const others = questions.length > 1 ? `, in ${questions.length} wordings` : "";
  const figures = `${times === 1 ? "once" : `${times} times`}${others}; ${found.join(", ")}; last ${when(lastAskedAt)}`;
  return `• ${escapeText(shorten(questions[0] ?? "", LONGEST))} (${figures})`;
}
