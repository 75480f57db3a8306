// Reads what stands in a message or a view.
import type { AnyBlock, Message } from "../../src/local-slack/protocol.ts";

export type Pressable = { action_id: string; value?: string; text: { text: string } };

/** The buttons of all actions blocks, in order. */
export function buttons(blocks: AnyBlock[] = []): Pressable[] {
  return blocks.flatMap((block) =>
    block.type === "actions" ? ((block as { elements: unknown[] }).elements as Pressable[]) : [],
  );
}

/** The first button whose action id begins so; fails with what is there. */
export function button(message: Pick<Message, "blocks">, start: string): Pressable {
  const found = buttons(message.blocks).find(({ action_id: id }) => id.startsWith(start));
  if (!found) throw new Error(`no button ${start} in ${JSON.stringify(message.blocks)}`);
  return found;
}
