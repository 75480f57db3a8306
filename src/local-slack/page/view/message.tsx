/** One message. Drawn again only when its own properties change. */
import { useMemo, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Message as MessageData } from "../../protocol.ts";
import { Blocks } from "../blocks/block.tsx";
import { Guard } from "../blocks/guard.tsx";
import type { Loose } from "../elements/values.ts";
import { Mrkdwn } from "../text/draw.tsx";
import { fullMoment, millisOf, timeOfDay } from "../text/when.ts";
import { authorOf, Avatar, type Author } from "./author.tsx";
import { EditMessage } from "./edit-message.tsx";
import { Files } from "./files.tsx";
import { Icon } from "./icon.tsx";
import { MessageActions } from "./message-actions.tsx";
import { namesOf } from "./names.ts";
import { Reactions } from "./reactions.tsx";
import { still } from "./still.ts";
import { SurfaceProvider, useNewSurface } from "./surface.ts";
import { useNear } from "./use-near.ts";
import { useWorkspace } from "./workspace.ts";

export type MessageProps = {
  message: MessageData;
  continues: boolean;
  /** Whether the Tab key stops here; the arrow keys go from message to message. */
  tabs: boolean;
  /** What is said under a root: its replies and what the app is doing there. Absent in the thread itself. */
  replies?: number;
  latestReply?: string;
  status?: string;
  isOpen?: boolean;
  onOpenThread?: (ts: string) => void;
};

export const Message = still(function Message(props: MessageProps): JSX.Element {
  const { message, continues, onOpenThread } = props;
  const workspace = useWorkspace();
  const article = useRef<HTMLElement>(null);
  const [near, whileNear] = useNear();
  const [edits, setEdits] = useState(false);
  const author = authorOf(workspace, message.user, message.bot_id);
  const isPrivate = message.ephemeral_for !== undefined;
  const edit = (): void => setEdits(message.user === workspace.me.id);
  const onKeyDown = (event: KeyboardEvent): void => {
    // Keys on the message itself, not on a button or a field within it.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") onOpenThread?.(message.ts);
    else if (event.key === "e") edit();
    else return;
    event.preventDefault();
  };
  const marks = { continues, private: isPrivate, open: props.isOpen === true };
  return (
    <article
      ref={article}
      class={`message ${namesOf(marks)}`}
      aria-label={`${author.name}, ${timeOfDay(millisOf(message.ts), workspace.me.tz)}`}
      tabIndex={props.tabs ? 0 : -1}
      onKeyDown={onKeyDown}
      {...whileNear}
    >
      <div class="gutter">{continues ? <Time message={message} /> : <Avatar author={author} />}</div>
      <div class="message-body">
        {!continues && <Byline message={message} author={author} />}
        {isPrivate && (
          <p class="only-you">
            <Icon name="eye" /> Only visible to you
          </p>
        )}
        {message.pinned_by !== undefined && (
          <p class="pinned">
            <Icon name="pin" /> Pinned by {authorOf(workspace, message.pinned_by).name}
          </p>
        )}
        {edits ? (
          <EditMessage
            message={message}
            onDone={() => {
              setEdits(false);
              article.current?.focus();
            }}
          />
        ) : (
          <Guard of={message as { type?: unknown }}>
            <Content message={message} continues={continues} />
          </Guard>
        )}
        <Files files={message.files} />
        <Reactions message={message} />
        <UnderRoot {...props} />
      </div>
      {near && !isPrivate && !edits && <MessageActions message={message} onEdit={edit} onOpenThread={onOpenThread} />}
    </article>
  );
});

function Byline({ message, author }: { message: MessageData; author: Author }): JSX.Element {
  return (
    <p class="byline">
      <b>{author.name}</b>
      {author.isApp && <span class="badge">app</span>}
      <Time message={message} />
      <Edited message={message} />
    </p>
  );
}

/** Beside the time, where it moves nothing when it appears; under the text of a message that shows no time. */
function Edited({ message }: { message: MessageData }): JSX.Element | null {
  return message.edited === undefined ? null : <span class="edited">(edited)</span>;
}

function Time({ message }: { message: MessageData }): JSX.Element {
  const { me } = useWorkspace();
  const ms = millisOf(message.ts);
  return (
    <time dateTime={new Date(ms).toISOString()} title={fullMoment(ms, me.tz)}>
      {timeOfDay(ms, me.tz)}
    </time>
  );
}

const NO_BLOCKS: Loose[] = [];

function Content({ message, continues }: { message: MessageData; continues: boolean }): JSX.Element {
  const blocks = (message.blocks as Loose[] | undefined) ?? NO_BLOCKS;
  const container = useMemo(
    () => ({ channel: message.channel, message_ts: message.ts }),
    [message.channel, message.ts],
  );
  const surface = useNewSurface(container, blocks, { channel: message.channel });
  const streams = message.streaming === true;
  return (
    <SurfaceProvider value={surface}>
      <div class={`content ${streams ? "streaming" : ""}`} {...(streams ? { "aria-busy": "true" } : {})}>
        {blocks.length > 0 ? <Blocks blocks={blocks} /> : <Mrkdwn text={message.text} />}
        {streams && <span class="hidden">still writing</span>}
        {continues && <Edited message={message} />}
      </div>
    </SurfaceProvider>
  );
}

function UnderRoot({
  message,
  replies = 0,
  latestReply = "",
  status = "",
  onOpenThread,
}: MessageProps): JSX.Element | null {
  const { me } = useWorkspace();
  if (onOpenThread === undefined || (replies === 0 && status === "")) return null;
  return (
    <div class="under-root">
      {replies > 0 && (
        <button type="button" class="thread-link" onClick={() => onOpenThread(message.ts)}>
          {replies} {replies === 1 ? "reply" : "replies"}
          <span class="quiet"> last at {timeOfDay(millisOf(latestReply), me.tz)}</span>
        </button>
      )}
      <StatusLine status={status} />
    </div>
  );
}

/** "Shipmate is searching the lessons…", said aloud too. */
export function StatusLine({ status }: { status: string }): JSX.Element {
  const { app } = useWorkspace();
  const text = status.startsWith(app.name) ? status : `${app.name} ${status}`;
  return (
    <p class="status" role="status">
      {status !== "" && (
        <>
          <span class="dots" aria-hidden="true" />
          {text}
        </>
      )}
    </p>
  );
}
