/** A thread beside its channel; on a phone in its place. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Channel, Message as MessageData, Status } from "../../protocol.ts";
import { rowAt, threadOf } from "../state/threads.ts";
import { nowMs } from "../state/time.ts";
import { Announcer } from "./announcer.tsx";
import { Ask } from "./ask.tsx";
import { Composer } from "./composer.tsx";
import { Icon } from "./icon.tsx";
import { LongList } from "./long-list.tsx";
import { Menu } from "./menu.tsx";
import { Message, StatusLine } from "./message.tsx";
import { channelTitle, useWorkspace } from "./workspace.ts";

type ThreadProps = {
  channel: Channel;
  ts: string;
  messages: readonly MessageData[];
  statuses: readonly Status[];
  reveal: { ts: string } | undefined;
};

const NO_REPLIES = new Map<string, never>();

export function Thread({ channel, ts, messages, statuses, reveal }: ThreadProps): JSX.Element {
  const { me, today } = useWorkspace();
  const toBottom = useRef<() => void>(() => {});
  const whole = useMemo(() => threadOf(messages, ts), [messages, ts]);
  const keys = useMemo(() => whole.map((message) => message.ts), [whole]);
  const reader = useMemo(() => ({ zone: me.tz, nowMs: nowMs() }), [me.tz, today]);
  const replies = whole.filter((message) => message.ts !== ts && message.ephemeral_for === undefined).length;
  const status = statuses.find((one) => one.channel === channel.id && one.thread_ts === ts)?.text ?? "";
  const close = useClose(channel, ts, reveal === undefined);
  const draw = (index: number, tabs: boolean): JSX.Element => {
    const { message, continues } = rowAt(whole, index, NO_REPLIES, reader);
    return (
      <>
        <Message message={message} continues={continues && index > 1} tabs={tabs} />
        {index === 0 && (
          <p class="reply-count">
            <span>{replies === 0 ? "No replies yet" : `${replies} ${replies === 1 ? "reply" : "replies"}`}</span>
          </p>
        )}
      </>
    );
  };
  return (
    <aside
      class="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) close();
      }}
    >
      <Head channel={channel} ts={ts} status={status} onClose={close} />
      <LongList
        label="Messages in this thread"
        keys={keys}
        draw={draw}
        reveal={reveal}
        handle={(way) => (toBottom.current = way)}
        foot={<StatusLine status={status} />}
      />
      <Announcer messages={whole} />
      <div class="foot">
        {!channel.is_archived && (
          <Composer channel={channel} thread={ts} label="Reply in thread" onSent={() => toBottom.current()} />
        )}
      </div>
    </aside>
  );
}

type HeadProps = { channel: Channel; ts: string; status: string; onClose: () => void };

function Head({ channel, ts, status, onClose }: HeadProps): JSX.Element {
  const workspace = useWorkspace();
  const { act } = workspace;
  const [renames, setRenames] = useState(false);
  return (
    <header class="pane-head">
      <button type="button" class="icon-button back" aria-label="Back to the channel" onClick={onClose}>
        <Icon name="back" />
      </button>
      <div class="pane-title">
        <h2>Thread</h2>
        <p class="quiet">{channelTitle(workspace, channel)}</p>
      </div>
      {status !== "" && (
        <button
          type="button"
          class="button small"
          onClick={() => void act("stop_session", { channel: channel.id, thread_ts: ts })}
        >
          Stop
        </button>
      )}
      <Menu
        label="More for this thread"
        items={[
          {
            label: "Rename this thread",
            choose: () => setRenames(true),
          },
        ]}
      />
      {renames && (
        <Ask
          title="Rename this thread"
          label="Title"
          yes="Rename"
          onClose={() => setRenames(false)}
          onDone={(title) => {
            setRenames(false);
            void act("rename_session", { channel: channel.id, thread_ts: ts, title });
          }}
        />
      )}
      <button type="button" class="icon-button close" aria-label="Close thread" onClick={onClose}>
        <Icon name="close" />
      </button>
    </header>
  );
}

/** Closes the thread and gives the focus back to the message it belongs to. */
function useClose(channel: Channel, ts: string, takesFocus: boolean): () => void {
  const { go } = useWorkspace();
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    // On a phone the focus would bring the keyboard up over what was asked for.
    const hasKeyboard = matchMedia("(hover: hover)").matches;
    if (takesFocus && hasKeyboard) document.querySelector<HTMLElement>(".thread textarea")?.focus();
  }, [ts]);
  return () => {
    go({ kind: "channel", channel: channel.id, thread: "" });
    const back = before.current;
    setTimeout(() => {
      const row = document.querySelector<HTMLElement>(`main [data-key="${ts}"] article`);
      if (back instanceof HTMLElement && back.isConnected && back.matches("main *")) back.focus();
      else row?.focus();
    });
  };
}
