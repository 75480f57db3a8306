/** The channels, conversations and the app: one stop for the Tab key, walked through with the arrow keys. */
import { useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Channel } from "../../protocol.ts";
import type { State } from "../state/fold.ts";
import { isOpenTo, type Place } from "../state/route.ts";
import { unreadOf, type Seen } from "../state/unread.ts";
import { Boat, Icon } from "./icon.tsx";
import { NewChannel, NewGroup } from "./new-place.tsx";
import { channelName, useWorkspace } from "./workspace.ts";

type PlacesProps = { state: State; place: Place; seen: Seen; onOpenDm: () => void };

export function Places({ state, place, seen, onOpenDm }: PlacesProps): JSX.Element {
  const workspace = useWorkspace();
  const { me, go } = workspace;
  const open = state.channels.filter((channel) => isOpenTo(channel, me.id));
  const dm = open.find((channel) => channel.is_im);
  const groups = open.filter((channel) => channel.is_mpim === true);
  const item = (channel: Channel, sign: JSX.Element, onGo?: () => void): JSX.Element => {
    const isCurrent = place.kind === "channel" && place.channel === channel.id;
    const unread = unreadOf(isCurrent ? [] : (state.messages.get(channel.id) ?? []), seen[channel.id], me.id);
    return (
      <Item
        key={channel.id}
        name={channelName(workspace, channel)}
        sign={sign}
        isCurrent={isCurrent}
        isArchived={channel.is_archived}
        unread={unread}
        onGo={onGo ?? (() => go({ kind: "channel", channel: channel.id, thread: "" }))}
      />
    );
  };
  return (
    <div class="places" onKeyDown={walk}>
      <Heading title="Channels" add="Create a channel" dialog={NewChannel} />
      <ul>{open.filter((channel) => !channel.is_im && channel.is_mpim !== true).map((one) => item(one, <>#</>))}</ul>
      <Heading title="Group messages" add="New group message" dialog={NewGroup} />
      <ul>{groups.map((one) => item(one, <Icon name="people" />))}</ul>
      <Heading title="App" />
      <ul>
        {dm === undefined ? (
          <Item name={state.app.name} sign={<Boat />} onGo={onOpenDm} />
        ) : (
          item(dm, <Boat />, onOpenDm)
        )}
        <Item
          name={`${state.app.name} Home`}
          sign={<Icon name="home" />}
          isCurrent={place.kind === "home"}
          onGo={() => go({ kind: "home" })}
        />
      </ul>
    </div>
  );
}

type ItemProps = {
  name: string;
  sign: JSX.Element;
  isCurrent?: boolean;
  isArchived?: boolean;
  unread?: { count: number; mentions: number };
  onGo: () => void;
};

const NONE = { count: 0, mentions: 0 };

function Item({ name, sign, isCurrent = false, isArchived = false, unread = NONE, onGo }: ItemProps): JSX.Element {
  return (
    <li>
      <button
        type="button"
        class={`place ${unread.count > 0 ? "unread" : ""} ${isArchived ? "is-archived" : ""}`}
        tabIndex={isCurrent ? 0 : -1}
        aria-current={isCurrent ? "page" : undefined}
        onClick={onGo}
      >
        <span class="sign" aria-hidden="true">
          {sign}
        </span>
        <span class="place-name">{name}</span>
        {isArchived && <span class="faint">archived</span>}
        <Unread unread={unread} />
      </button>
    </li>
  );
}

function Unread({ unread: { count, mentions } }: { unread: { count: number; mentions: number } }): JSX.Element | null {
  if (count === 0) return null;
  if (mentions === 0) return <span class="unread-dot" role="img" aria-label="unread" />;
  return (
    <span class="mention-count" role="img" aria-label={mentions === 1 ? "1 mention" : `${mentions} mentions`}>
      {mentions}
    </span>
  );
}

type HeadingProps = { title: string; add?: string; dialog?: (props: { onClose: () => void }) => JSX.Element };

function Heading({ title, add, dialog: Dialog }: HeadingProps): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <div class="places-head">
      <h2>{title}</h2>
      {add !== undefined && (
        <button type="button" class="icon-button" aria-label={add} title={add} onClick={() => setOpen(true)}>
          <Icon name="plus" />
        </button>
      )}
      {open && Dialog !== undefined && <Dialog onClose={() => setOpen(false)} />}
    </div>
  );
}

function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".place")];
  const at = all.indexOf(event.target as HTMLElement);
  if (step === undefined || at === -1) return;
  event.preventDefault();
  all[(at + step + all.length) % all.length]?.focus();
}
