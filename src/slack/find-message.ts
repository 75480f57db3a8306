/** Finds a message that an earlier attempt may have posted, by the mark that each of ours carries. */
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
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

/** The mark of a message that streams, which has no metadata before its end: the card of a task that is done. */
export function markingTask({ id }: Pick<Delivery, "id">) {
  return { type: "task_update", id, title: "Looked into the lessons", status: "complete" } as const;
}

/** Its ts; undefined when it is certainly not there. Rejects when that cannot be found out. */
export async function findMessage(
  client: WebClient,
  delivery: Delivery,
  destination: Extract<Destination, { kind: "message" }>,
): Promise<string | undefined> {
  const oldest = String((delivery.firstAttemptAt - SKEW_MS) / 1000);
  const channel = await channelOf(client, destination.channel);
  let cursor: string | undefined;
  do {
    const page = {
      channel,
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

/** What is posted to a person lands in the direct message with them, and only that has a history. */
async function channelOf(client: WebClient, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const { channel: direct } = await client.conversations.open({ users: channel });
  return direct?.id ?? channel;
}

type Found = { metadata?: { event_type?: string; event_payload?: unknown } | undefined; blocks?: unknown[] };

function isOurs({ metadata, blocks = [] }: Found, id: string): boolean {
  return (
    idIn({ metadata }) === id || (blocks as { type?: string; task_id?: string }[]).some((block) => isTask(block, id))
  );
}

const payload = z.object({ delivery_id: z.string() });

/** The id of the delivery that a message's metadata names; undefined where it names none. */
export function idIn({ metadata }: Pick<Found, "metadata">): string | undefined {
  if (metadata?.event_type !== METADATA_TYPE) return undefined;
  return payload.safeParse(metadata.event_payload).data?.delivery_id;
}

function isTask({ type, task_id: task }: { type?: string; task_id?: string }, id: string): boolean {
  return type === "task_card" && task === id;
}
