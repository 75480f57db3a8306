/** App Home: what one can do, and how far one has read. */
import type { HomeView } from "@slack/types";
import type { Shelf } from "../../school/learn.ts";
import { section } from "./drawn.ts";
import { progressOf, shelfBlocks } from "./shelves.ts";

/** Slack's limit for the blocks of a view. */
const MOST_BLOCKS = 100;

export function homeView(shelves: Shelf[]): HomeView {
  const above: HomeView["blocks"] = [
    section(
      "*Shipmate* teaches container orchestration. Mention me in a channel with a question, or write to me in the Messages tab.",
    ),
    section(`*Your reading:* ${progressOf(shelves)}.`),
    { type: "divider" },
  ];
  return { type: "home", blocks: [...above, ...shelfBlocks(shelves, MOST_BLOCKS - above.length)] };
}
