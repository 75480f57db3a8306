/** A thread beside its channel; on a phone in its place. */
import { useMemo } from "preact/hooks";
import type { JSX } from "preact";
import type { Channel, Message as MessageData, Status } from "../../protocol.ts";
import { countReplies, rowsOf, threadOf } from "../state/threads.ts";
import { nowMs } from "../state/time.ts";
import { Composer } from "./composer.tsx";
import { Icon } from "./icon.tsx";
import { Message, StatusLine } from "./message.tsx";
import { useStick } from "./scroll.ts";
import { channelTitle, useWorkspace } from "./workspace.ts";

type ThreadProps = { channel: Channel; ts: string; messages: readonly MessageData[]; statuses: readonly Status[] };

export function Thread({ channel, ts, messages, statuses }: ThreadProps): JSX.Element {
  const workspace = useWorkspace();
  const { me, today, go } = workspace;
  const stick = useStick(`${channel.id}/${ts}`);
  const rows = useMemo(
    () => rowsOf(threadOf(messages, ts), new Map(), { zone: me.tz, nowMs: nowMs() }),
    [messages, ts, me.tz, today],
  );
  const replies = useMemo(() => countReplies(messages).get(ts)?.count ?? 0, [messages, ts]);
  const status = statuses.find((one) => one.channel === channel.id && one.thread_ts === ts)?.text ?? "";
  const close = (): void => go({ kind: "channel", channel: channel.id, thread: "" });
  return (
    <aside
      class="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) close();
      }}
    >
      <header class="pane-head">
        <button type="button" class="icon-button back" aria-label="Back to the channel" onClick={close}>
          <Icon name="back" />
        </button>
        <div class="pane-title">
          <h2>Thread</h2>
          <p class="quiet">{channelTitle(workspace, channel)}</p>
        </div>
        <button type="button" class="icon-button close" aria-label="Close thread" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="list" ref={stick.ref} tabIndex={0} role="log" aria-label="Messages in this thread">
        <div class="list-inner">
          {rows.map((row, index) => (
            <div key={row.message.ts} class="row">
              <Message message={row.message} continues={row.continues && index > 1} />
              {index === 0 && (
                <p class="reply-count">
                  <span>{replies === 0 ? "No replies yet" : `${replies} ${replies === 1 ? "reply" : "replies"}`}</span>
                </p>
              )}
            </div>
          ))}
          <StatusLine status={status} />
        </div>
      </div>
      <div class="foot">
        {!channel.is_archived && (
          <Composer key={ts} channel={channel} thread={ts} label="Reply in thread" onSent={stick.toBottom} />
        )}
      </div>
    </aside>
  );
}
