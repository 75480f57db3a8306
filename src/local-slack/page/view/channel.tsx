/** A channel or direct message: its heading, its messages, its composer. */
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Channel as ChannelData, Message as MessageData, Status } from "../../protocol.ts";
import { countReplies, rootsOf, rowsOf } from "../state/threads.ts";
import { nowMs } from "../state/time.ts";
import { Composer } from "./composer.tsx";
import { Icon } from "./icon.tsx";
import { Message } from "./message.tsx";
import { Prompts } from "./prompts.tsx";
import { useStick } from "./scroll.ts";
import { channelTitle, useWorkspace } from "./workspace.ts";

type ChannelProps = {
  channel: ChannelData;
  messages: readonly MessageData[];
  statuses: readonly Status[];
  thread: string;
};

const PAGE = 200;

export function Channel({ channel, messages, statuses, thread }: ChannelProps): JSX.Element {
  const workspace = useWorkspace();
  const { me, today, go } = workspace;
  const title = channelTitle(workspace, channel);
  const [shown, setShown] = useState(PAGE);
  const stick = useStick(channel.id);
  useEffect(() => setShown(PAGE), [channel.id]);

  const roots = useMemo(() => rootsOf(messages), [messages]);
  const replies = useMemo(() => countReplies(messages), [messages]);
  const rows = useMemo(
    () => rowsOf(roots.slice(-shown), replies, { zone: me.tz, nowMs: nowMs() }),
    [roots, replies, shown, me.tz, today],
  );
  const statusOf = new Map(
    statuses.filter((one) => one.channel === channel.id).map((one) => [one.thread_ts, one.text]),
  );
  const onOpenThread = useCallback(
    (ts: string) => go({ kind: "channel", channel: channel.id, thread: ts }),
    [go, channel.id],
  );
  const isQuiet = !roots.some((message) => message.user === me.id);

  return (
    <>
      <div class="list" ref={stick.ref} tabIndex={0} role="log" aria-label={`Messages in ${title}`}>
        <div class="list-inner">
          {roots.length > shown ? (
            <button
              type="button"
              class="button small earlier"
              onClick={() => {
                stick.keepPlace();
                setShown(shown + PAGE);
              }}
            >
              Show earlier
            </button>
          ) : (
            <Beginning channel={channel} title={title} />
          )}
          {rows.map((row) => (
            <div key={row.message.ts} class="row">
              {row.day !== "" && (
                <h3 class="day">
                  <span>{row.day}</span>
                </h3>
              )}
              <Message
                message={row.message}
                continues={row.continues}
                replies={row.replies}
                latestReply={row.latestReply}
                status={statusOf.get(row.message.ts) ?? ""}
                isOpen={row.message.ts === thread}
                onOpenThread={onOpenThread}
              />
            </div>
          ))}
        </div>
      </div>
      {!stick.atBottom && (
        <button type="button" class="button small newest" onClick={stick.toBottom}>
          <Icon name="down-arrow" /> Newest
        </button>
      )}
      <div class="foot">
        {isQuiet && <Prompts channel={channel} />}
        {channel.is_archived ? (
          <p class="archived">{title} is archived. It can be read, but nothing can be written in it.</p>
        ) : (
          <Composer key={channel.id} channel={channel} label={`Message ${title}`} onSent={stick.toBottom} />
        )}
      </div>
    </>
  );
}

function Beginning({ channel, title }: { channel: ChannelData; title: string }): JSX.Element {
  const { app } = useWorkspace();
  return (
    <div class="beginning">
      <h3>{title}</h3>
      <p>
        {channel.is_im
          ? app.description || `Your direct messages with ${app.name}.`
          : channel.topic || `This is where ${title} begins.`}
      </p>
    </div>
  );
}
