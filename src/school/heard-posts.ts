/**
 * Settles what Slack itself says that it took: it tells a bot of the bot's own messages, and each carries its delivery's id.
 *
 * So a post whose reply was lost is known a moment later, without a look into the channel's history (which Slack may allow once a minute
 * only); and it is known whichever replica hears of it, even when the one that sent it has died. Most posts are settled by their own reply
 * long before; an event that was lost, or a process that is killed meanwhile, leaves everything as it was: the lease runs out, and the
 * message is looked for.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../log.ts";
import type { Delivery } from "./delivery.ts";
import { gather } from "./gather.ts";

/** A message of ours that stands in Slack: the id of its delivery, and Slack's ts. */
export type HeardPost = { team: string; id: string; ts: string };

/** What Slack tells often overtakes the reply to the post: that is waited for so long, and whoever sent it settles it by the reply. */
const GRACE_MS = 200;

export type HeardPosts = {
  /** Returns at once. */
  hear(post: HeardPost): void;
  /** Hears nothing more, and waits for what is being written. */
  stop(): Promise<void>;
};

export function createHeardPosts(parts: {
  /** Settles those that are owed and not settled, and answers them. */
  settle: (posts: HeardPost[]) => Promise<Delivery[]>;
  onSettled: (delivery: Delivery) => void;
  log: Log;
}): HeardPosts {
  const { settle, onSettled, log } = parts;
  const stopping = new AbortController();
  const working = new Set<Promise<void>>();

  const settleSoon = gather(async (posts: HeardPost[]) => {
    for (const delivery of await settle(posts)) {
      log.info({ delivery: delivery.id }, "its reply was lost, and Slack tells that it stands there");
      onSettled(delivery);
    }
  });

  async function attend(post: HeardPost): Promise<void> {
    const isStopping = await pause(GRACE_MS, false, { ref: false, signal: stopping.signal }).catch(() => true);
    if (!isStopping) await settleSoon(post);
  }

  return {
    hear(post) {
      const work = attend(post)
        .catch((error: unknown) => log.error({ err: error, delivery: post.id }, "a post could not be settled"))
        .finally(() => working.delete(work));
      working.add(work);
    },
    async stop() {
      stopping.abort();
      await Promise.all(working);
    },
  };
}
