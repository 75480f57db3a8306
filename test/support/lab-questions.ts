import type { Message } from "../../src/local-slack/protocol.ts";

/** Whether a message of a lab's thread asks what will come of it, or tells what came: no reply to anything that was typed. */
export const isPrediction = ({ text }: Pick<Message, "text">): boolean => /^It is \d\d:\d\d[.,] /.test(text);
