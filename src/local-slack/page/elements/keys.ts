/**
 * What tells the blocks of a message apart from one drawing to the next. Slack makes up new block_ids whenever a message is updated; its
 * buttons must stay the same all the same, or a press in that moment is lost and whoever walks with the keyboard loses the place.
 */
import { actionIdOf, blockIdOf, elementsOf, type Loose } from "./values.ts";

/** A key for each block: of what one can press in it, where there is something, otherwise its id. No two are alike. */
export function keysOf(blocks: readonly Loose[]): string[] {
  const times = new Map<string, number>();
  return blocks.map((block, index) => {
    const name = isPressed(block) ? nameOf(block) : `id ${blockIdOf(block, index)}`;
    const nth = times.get(name) ?? 0;
    times.set(name, nth + 1);
    return `${name} ${nth}`;
  });
}

/** Inputs keep their block_id: the app gave it, and what is typed belongs to it. */
function isPressed(block: Loose): boolean {
  return block.type === "actions" || block.type === "context_actions";
}

/** By its first element: others come and go (a "Finish" at the end of a lab). */
function nameOf(block: Loose): string {
  const [first] = elementsOf([block]);
  return `${block.type} ${first ? actionIdOf(first.element) : ""}`;
}
