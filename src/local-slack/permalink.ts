// The address at which the page shows a message.
import type { Ground } from "./ground.ts";
import type { StoredMessage } from "./records.ts";

/** A message's own address, as Slack writes it. */
export function permalink(ground: Ground, { channel, ts, thread_ts }: StoredMessage): string {
  const thread = thread_ts === undefined ? "" : `?thread_ts=${thread_ts}&cid=${channel}`;
  return `${ground.url()}/archives/${channel}/p${ts.replace(".", "")}${thread}`;
}
