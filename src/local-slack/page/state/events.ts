/** The stream of what happens: first a snapshot, then changes. Reconnects for ever; each reconnection starts with a snapshot. */
import { controlAddress } from "./control.ts";
import type { Change, Snapshot } from "../../protocol.ts";

export type Listener = {
  snapshot(snapshot: Snapshot): void;
  change(change: Change): void;
  /** Whether the stream is up; false while the page waits for the server to come back. */
  online(online: boolean): void;
};

const RETRY_MS = 1500;

export function listen(user: string, listener: Listener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = (): void => {
    source = new EventSource(controlAddress(`events${user === "" ? "" : `?user=${encodeURIComponent(user)}`}`));
    source.addEventListener("snapshot", (event) => {
      listener.online(true);
      listener.snapshot(JSON.parse(event.data) as Snapshot);
    });
    source.addEventListener("change", (event) => listener.change(JSON.parse(event.data) as Change));
    source.addEventListener("error", () => {
      listener.online(false);
      // A browser gives up after an answer that is no stream (a proxy's error page, a server just starting).
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
