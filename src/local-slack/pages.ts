// Who is watching: open pages and tests that follow what changes, each as one person (or as nobody, who sees everything).
import type { Change, Message } from "./protocol.ts";

/** What a watcher hears: a change, or that everything may be otherwise and it has to begin anew. */
export type News = Change | { kind: "restart" };

export type Watcher = { user: string | null; send(news: News): void };

export type Pages = {
  watch(watcher: Watcher): () => void;
  /** Tells everyone, or one person's pages. */
  tell(news: News, user?: string): void;
  /** Tells each watcher the message as that person may see it. */
  tellMessage(seenBy: (user: string | null) => Message | null): void;
};

/** Makes the list of watchers. */
export function createPages(): Pages {
  const watchers = new Set<Watcher>();
  return {
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    tell(news, user) {
      for (const watcher of watchers) {
        if (user === undefined || watcher.user === null || watcher.user === user) watcher.send(news);
      }
    },
    tellMessage(seenBy) {
      for (const watcher of watchers) {
        const message = seenBy(watcher.user);
        if (message) watcher.send({ kind: "message", message });
      }
    },
  };
}
