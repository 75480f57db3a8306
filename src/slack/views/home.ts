/** App Home: what one can do, what is due for review, and how far one has read. */
import type { HomeView } from "@slack/types";
import type { Shelf } from "../../school/learn.ts";
import type { Standing } from "../../school/reviews.ts";
import { context, section } from "./drawn.ts";
import { reviewBlocks } from "./reviews.ts";
import { progressOf, shelfBlocks } from "./shelves.ts";

/** Slack's limit for the blocks of a view. */
const MOST_BLOCKS = 100;

/** `notice` says what a press has just done, "" for nothing. */
export function homeView(shelves: Shelf[], standing: Standing = NOTHING_LEARNT, notice = ""): HomeView {
  const above: HomeView["blocks"] = [
    section(
      "*Shipmate* teaches container orchestration. Mention me in a channel with a question, or write to me in the Messages tab.",
    ),
    ...(notice ? [context(notice)] : []),
    ...reviewBlocks(standing),
    section(`*Your reading:* ${progressOf(shelves)}.`),
    { type: "divider" },
  ];
  return { type: "home", blocks: [...above, ...shelfBlocks(shelves, MOST_BLOCKS - above.length)] };
}

const NOTHING_LEARNT: Standing = { due: 0, nextAt: undefined, learnt: 0, isReminded: false };
