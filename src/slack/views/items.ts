/** For admins: the questions that those who write them should look at. */
import type { KnownBlock } from "@slack/types";
import type { ItemStatistics } from "../../quiz/item-statistics.ts";
import { escapeText, shorten } from "../mrkdwn.ts";
import { context, section } from "./drawn.ts";

const MOST = 5;

export function itemBlocks(items: ItemStatistics[]): KnownBlock[] {
  if (items.length === 0) return [];
  return [
    section(
      `*Questions to look at:* ${items.length}, by what people answered in half a year.\n${items.slice(0, MOST).map(line).join("\n")}`,
    ),
    context("`npm run items` lists them all. Only admins see this."),
  ];
}

function line({ id, count, share, discrimination, flags }: ItemStatistics): string {
  const figures = [`${Math.round(share * 100)} % of ${count} right`];
  if (discrimination !== undefined) figures.push(`discrimination ${discrimination.toFixed(2)}`);
  return `• \`${id}\`: ${escapeText(shorten(flags.join("; "), 300))} (${figures.join(", ")})`;
}
