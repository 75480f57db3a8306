/** Where one can go, who one is, and what time it is. */
import type { JSX } from "preact";
import type { Channel } from "../../protocol.ts";
import type { State } from "../state/fold.ts";
import { isOpenTo, type Place } from "../state/route.ts";
import { hasUnread, type Seen } from "../state/unread.ts";
import { ActAs } from "./act-as.tsx";
import { Clock } from "./clock.tsx";
import { Boat, Icon } from "./icon.tsx";
import { ThemeButton } from "./theme.tsx";
import { useWorkspace } from "./workspace.ts";

type SidebarProps = {
  state: State;
  place: Place;
  seen: Seen;
  open: boolean;
  online: boolean;
  onClose: () => void;
  onOpenDm: () => void;
  onActAs: (user: string) => void;
};

export function Sidebar(props: SidebarProps): JSX.Element {
  const { state, open, onClose } = props;
  return (
    <nav class={`sidebar ${open ? "shown" : ""}`} aria-label="Workspace">
      <header class="brand">
        <Boat />
        <div>
          <p class="brand-name">{state.workspace.name || "Harbor"}</p>
          <p class="faint">local workspace</p>
        </div>
        <ThemeButton />
        <button type="button" class="icon-button drawer-only" aria-label="Close navigation" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="sidebar-scroll">
        <Connection connected={state.app.connected} online={props.online} name={state.app.name} />
        <Places {...props} />
      </div>
      <footer>
        <ActAs people={state.people} onActAs={props.onActAs} />
        <Clock offsetMs={state.clock.offset_ms} />
      </footer>
    </nav>
  );
}

function Connection({ connected, online, name }: { connected: boolean; online: boolean; name: string }): JSX.Element {
  const words = online ? `${name} ${connected ? "connected" : "reconnecting"}` : "Waiting for the workspace";
  return (
    <p class={`connection ${online && connected ? "up" : "down"}`} role="status">
      <span class="dot" aria-hidden="true" />
      {words}
    </p>
  );
}

function Places({ state, place, seen, onOpenDm }: SidebarProps): JSX.Element {
  const { me, go } = useWorkspace();
  const open = state.channels.filter((channel) => isOpenTo(channel, me.id));
  const dm = open.find((channel) => channel.is_im);
  const item = (channel: Channel, name: string, sign: JSX.Element, onGo: () => void): JSX.Element => {
    const current = place.kind === "channel" && place.channel === channel.id;
    const unread = !current && hasUnread(state.messages.get(channel.id) ?? [], seen[channel.id], me.id);
    return (
      <li key={channel.id}>
        <button
          type="button"
          class={`place ${unread ? "unread" : ""} ${channel.is_archived ? "is-archived" : ""}`}
          aria-current={current ? "page" : undefined}
          onClick={onGo}
        >
          <span class="sign">{sign}</span>
          <span class="place-name">{name}</span>
          {channel.is_archived && <span class="faint">archived</span>}
          {unread && <span class="unread-dot" role="img" aria-label="unread" />}
        </button>
      </li>
    );
  };
  return (
    <>
      <h2>Channels</h2>
      <ul>
        {open
          .filter((channel) => !channel.is_im)
          .map((channel) =>
            item(channel, channel.name, <>#</>, () => go({ kind: "channel", channel: channel.id, thread: "" })),
          )}
      </ul>
      <h2>App</h2>
      <ul>
        {dm === undefined ? (
          <li>
            <button type="button" class="place" onClick={onOpenDm}>
              <span class="sign">
                <Boat />
              </span>
              <span class="place-name">{state.app.name}</span>
            </button>
          </li>
        ) : (
          item(dm, state.app.name, <Boat />, onOpenDm)
        )}
        <li>
          <button
            type="button"
            class="place"
            aria-current={place.kind === "home" ? "page" : undefined}
            onClick={() => go({ kind: "home" })}
          >
            <span class="sign">
              <Icon name="home" />
            </span>
            <span class="place-name">{state.app.name} Home</span>
          </button>
        </li>
      </ul>
    </>
  );
}
