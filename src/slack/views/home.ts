/** App Home: what one can do, and how far one has read. */
import type { HomeView } from "@slack/types";
import type { Shelf } from "../../school/learn.ts";
import { section } from "./drawn.ts";
import { shelfBlocks } from "./lesson.ts";

export function homeView(shelves: Shelf[]): HomeView {
  return {
    type: "home",
    blocks: [
      section(
        "*Shipmate* teaches container orchestration. Mention me in a channel with a question, or write to me in the Messages tab.",
      ),
      { type: "divider" },
      ...shelves.flatMap(shelfBlocks),
    ].slice(0, 100),
  };
}
