/** A channel or direct message: its messages and its composer. */
import { useCallback, useMemo, useRef } from "preact/hooks";
import type { JSX } from "preact";
import type { Channel as ChannelData, Message as MessageData, Status } from "../../protocol.ts";
import { countReplies, rootsOf, rowAt } from "../state/threads.ts";
import { nowMs } from "../state/time.ts";
import { Announcer } from "./announcer.tsx";
import { Composer } from "./composer.tsx";
import { LongList } from "./long-list.tsx";
import { Message } from "./message.tsx";
import { Prompts } from "./prompts.tsx";
import { channelTitle, useWorkspace } from "./workspace.ts";

type ChannelProps = {
  channel: ChannelData;
  messages: readonly MessageData[];
  statuses: readonly Status[];
  thread: string;
  /** The first message that was not read when the channel was opened, or "". */
  unreadFrom: string;
  reveal: { ts: string } | undefined;
};

export function Channel(props: ChannelProps): JSX.Element {
  const { channel, messages, statuses, thread, unreadFrom } = props;
  const workspace = useWorkspace();
  const { me, today, go } = workspace;
  const title = channelTitle(workspace, channel);
  const toBottom = useRef<() => void>(() => {});
  const roots = useMemo(() => rootsOf(messages), [messages]);
  const keys = useMemo(() => roots.map(({ ts }) => ts), [roots]);
  const replies = useMemo(() => countReplies(messages), [messages]);
  const reader = useMemo(() => ({ zone: me.tz, nowMs: nowMs() }), [me.tz, today]);
  const statusOf = new Map(
    statuses.filter((one) => one.channel === channel.id).map((one) => [one.thread_ts, one.text]),
  );
  const onOpenThread = useCallback(
    (ts: string) => go({ kind: "channel", channel: channel.id, thread: ts }),
    [go, channel.id],
  );
  const draw = (index: number, tabs: boolean): JSX.Element => {
    const row = rowAt(roots, index, replies, reader);
    const { ts } = row.message;
    return (
      <>
        {row.day !== "" && (
          <h3 class="day">
            <span>{row.day}</span>
          </h3>
        )}
        {ts === unreadFrom && <p class="new-line">New</p>}
        <Message
          message={row.message}
          continues={row.continues && ts !== unreadFrom}
          tabs={tabs}
          replies={row.replies}
          latestReply={row.latestReply}
          status={statusOf.get(ts) ?? ""}
          isOpen={ts === thread}
          onOpenThread={onOpenThread}
        />
      </>
    );
  };
  const isQuiet = useMemo(() => !roots.some((message) => message.user === me.id), [roots, me.id]);
  return (
    <>
      <LongList
        label={`Messages in ${title}`}
        keys={keys}
        draw={draw}
        head={<Beginning channel={channel} title={title} />}
        reveal={props.reveal}
        handle={(way) => (toBottom.current = way)}
      />
      <Announcer messages={roots} />
      <div class="foot">
        {isQuiet && <Prompts channel={channel} />}
        {channel.is_archived ? (
          <p class="archived">{title} is archived. It can be read, but nothing can be written in it.</p>
        ) : (
          <Composer channel={channel} label={`Message ${title}`} onSent={() => toBottom.current()} />
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
        {channel.is_im && channel.is_mpim !== true
          ? app.description || `Your direct messages with ${app.name}.`
          : channel.topic || `This is where ${title} begins.`}
      </p>
    </div>
  );
}
