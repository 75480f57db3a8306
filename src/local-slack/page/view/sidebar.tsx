/** Where one can go, who one is, and what time it is. */
import type { JSX } from "preact";
import type { State } from "../state/fold.ts";
import type { Place } from "../state/route.ts";
import type { Seen } from "../state/unread.ts";
import { ActAs } from "./act-as.tsx";
import { Clock } from "./clock.tsx";
import { Boat, Icon } from "./icon.tsx";
import { Places } from "./places.tsx";
import { Teams } from "./teams.tsx";
import { ThemeButton } from "./theme.tsx";

type SidebarProps = {
  state: State;
  place: Place;
  seen: Seen;
  open: boolean;
  online: boolean;
  tools: string;
  onClose: () => void;
  onOpenDm: () => void;
  onActAs: (user: string) => void;
  onSearch: () => void;
  onKeys: () => void;
  onTools: () => void;
};

export function Sidebar(props: SidebarProps): JSX.Element {
  const { state, open, onClose, tools } = props;
  return (
    <nav
      class={`sidebar ${open ? "shown" : ""}`}
      aria-label="Workspace"
      onKeyDown={(event) => {
        if (event.key === "Escape" && open) onClose();
      }}
    >
      <header class="brand">
        <Boat />
        <div>
          <p class="brand-name">{state.workspace.name || "Harbor"}</p>
          <Teams here={state.workspace.team_id} />
        </div>
        <button type="button" class="icon-button drawer-only" aria-label="Close navigation" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="sidebar-scroll">
        <Connection connected={state.app.connected} online={props.online} name={state.app.name} />
        <button type="button" class="search-button" onClick={props.onSearch}>
          <Icon name="search" /> Search <kbd>Ctrl K</kbd>
        </button>
        <Places {...props} />
      </div>
      <footer>
        <ActAs people={state.people} onActAs={props.onActAs} />
        <Clock offsetMs={state.clock.offset_ms} />
        <div class="sidebar-tools" role="group" aria-label="This page">
          <button type="button" class="tool-button" aria-pressed={tools !== ""} onClick={props.onTools}>
            <Icon name="tools" /> Builder’s tools
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label="Keyboard shortcuts"
            title="Keyboard shortcuts (?)"
            onClick={props.onKeys}
          >
            <Icon name="keyboard" />
          </button>
          <ThemeButton />
        </div>
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
