/** Finds a message that an earlier attempt may have posted, by the mark that each of ours carries. */
import type { WebClient } from "@slack/web-api";
import type { Delivery, Destination } from "../school/delivery.ts";

/** What marks our messages, so that one whose reply was lost can be recognised. The id is opaque: everybody can read it. */
const METADATA_TYPE = "shipmate_delivery";
/** Slack's clock and ours may differ by this much. */
const SKEW_MS = 5_000;
const PAGE = 100;

/** The mark, as a message's metadata. */
export function markOf({ id }: Pick<Delivery, "id">) {
  return { event_type: METADATA_TYPE, event_payload: { delivery_id: id } };
}

/** Its ts; undefined when it is certainly not there. Rejects when that cannot be found out. */
export async function findMessage(
  client: WebClient,
  delivery: Delivery,
  destination: Extract<Destination, { kind: "message" }>,
): Promise<string | undefined> {
  const oldest = String((delivery.firstAttemptAt - SKEW_MS) / 1000);
  let cursor: string | undefined;
  do {
    const page = {
      channel: destination.channel,
      oldest,
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor ? { cursor } : {}),
    };
    const answer = destination.threadTs
      ? await client.conversations.replies({ ...page, ts: destination.threadTs })
      : await client.conversations.history(page);
    const found = answer.messages?.find((message) => isOurs(message, delivery.id));
    if (found?.ts) return found.ts;
    cursor = answer.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return undefined;
}

function isOurs(message: { metadata?: { event_type?: string; event_payload?: unknown } }, id: string): boolean {
  const payload = message.metadata?.event_payload as { delivery_id?: string } | undefined;
  return message.metadata?.event_type === METADATA_TYPE && payload?.delivery_id === id;
}
