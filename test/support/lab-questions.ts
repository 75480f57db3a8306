import type { Harbor } from "./harbor.ts";
import type { Message } from "../../src/local-slack/protocol.ts";

/** Whether a message of a lab's thread asks what will come of it, or tells what came: no reply to anything that was typed. */
export const isPrediction = ({ text }: Pick<Message, "text">): boolean => /^It is \d\d:\d\d[.,] /.test(text);

/** The bot's replies in a lab's thread to what was typed and pressed, oldest first: it may have asked and told by itself in between. */
export async function labReplies(harbor: Harbor, card: Pick<Message, "ts">): Promise<Message[]> {
  return (await harbor.replies(card.ts)).filter((message) => !isPrediction(message));
}
