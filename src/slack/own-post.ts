/** Reads in an event that a message of ours stands in Slack: the proof for a post whose reply was lost. */
import { z } from "zod";
import type { HeardPost } from "../school/heard-posts.ts";
import type { Identity } from "./bolt.ts";
import { idIn } from "./find-message.ts";

/** By `message_metadata_posted`, and by `message` where its metadata comes with it. */
const told = z.union([
  z
    .object({ type: z.literal("message_metadata_posted"), message_ts: z.string() })
    .transform(({ message_ts: ts }) => ({ ts })),
  z.object({ type: z.literal("message"), ts: z.string(), subtype: z.undefined().optional() }),
]);

/** What else both say; anybody can put our mark on a message of theirs, so only what our bot posted is proof. */
const marked = z.object({
  bot_id: z.string(),
  metadata: z.object({ event_type: z.string(), event_payload: z.unknown() }),
});

/** Undefined for whatever is not by our bot, or not marked. */
export function readOwnPost(body: Record<string, unknown>, { team, botId }: Identity): HeardPost | undefined {
  const event = told.and(marked).safeParse(body["event"]).data;
  if (!event || event.bot_id !== botId) return undefined;
  const id = idIn(event);
  return id === undefined ? undefined : { team, id, ts: event.ts };
}
