/** The whole page, once there is a snapshot. */
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import { Tools } from "../tools/tools.tsx";
import { idOf, post, problemOf } from "../state/control.ts";
import type { State } from "../state/fold.ts";
import type { Place } from "../state/route.ts";
import { unreadOf } from "../state/unread.ts";
import { useNow } from "../state/time.ts";
import { dayKey } from "../text/zone.ts";
import { Here } from "./here.tsx";
import { Keys } from "./keys.tsx";
import { useEmoji } from "./learn-emoji.ts";
import { Modals } from "./modal.tsx";
import { Notices } from "./notices.tsx";
import { usePageKeys } from "./page-keys.ts";
import type { PageProps } from "./page-props.ts";
import { Search } from "./search.tsx";
import { Sidebar } from "./sidebar.tsx";
import { namesOf } from "./names.ts";
import { WorkspaceProvider, type Workspace } from "./workspace.ts";

const NOWHERE = { channel: "", thread: "" };

type Over = "" | "search" | "keys";

export function Page(props: PageProps): JSX.Element {
  const { state, me, place, go, tools } = props;
  const workspace = useThisWorkspace(props);
  const [drawer, setDrawer] = useState(false);
  const [over, setOver] = useState<Over>("");
  useEffect(() => setDrawer(false), [place, me.id, over, tools]);
  useHomeOpened(workspace, state, place);
  const { channel: here, thread } = place.kind === "channel" ? place : NOWHERE;
  const channel = state.channels.find(({ id }) => id === here);
  const isCovered = state.views.length > 0 || over !== "";
  const open = {
    search: () => setOver("search"),
    keys: () => setOver("keys"),
    tools: () => props.openTools(tools === "" ? "inspector" : ""),
  };
  usePageKeys(open, !isCovered);
  const unreadFrom = useUnreadFrom(props, here);

  const openDm = async (): Promise<void> => {
    const id = idOf(await workspace.act("open_dm", {}));
    if (id !== undefined) go({ kind: "channel", channel: id, thread: "" });
  };
  const panes = { "with-thread": thread !== "", "with-tools": tools !== "" };
  return (
    <WorkspaceProvider value={workspace}>
      <div class={`page ${namesOf(panes)}`} inert={isCovered}>
        {/* Whether anything leaves the machine is the app's to say: it may be set up to call a model. */}
        <p class="banner">A local Slack on this machine</p>
        <Sidebar
          {...props}
          open={drawer}
          onClose={() => setDrawer(false)}
          onOpenDm={() => void openDm()}
          onActAs={props.actAs}
          onSearch={open.search}
          onKeys={open.keys}
          onTools={open.tools}
        />
        {drawer && <div class="drawer-veil" onClick={() => setDrawer(false)} />}
        <Here
          {...props}
          channel={channel}
          thread={thread}
          unreadFrom={unreadFrom}
          drawer={drawer}
          onOpenDrawer={() => setDrawer(true)}
          onSearch={open.search}
        />
        {tools !== "" && <Tools which={tools} state={state} onOpen={props.openTools} />}
      </div>
      <Modals views={state.views} channel={here} />
      <Above what={over} state={state} onClose={() => setOver("")} />
      <Notices notices={state.notices} onDone={props.dismiss} />
    </WorkspaceProvider>
  );
}

function Above({ what, state, onClose }: { what: Over; state: State; onClose: () => void }): JSX.Element | null {
  if (what === "") return null;
  return what === "search" ? <Search state={state} onClose={onClose} /> : <Keys onClose={onClose} />;
}

/** The first message that was unread on arrival: it stays marked while one is there. */
function useUnreadFrom({ state, seen, me }: PageProps, channel: string): string {
  // Until it is known what was seen, nothing is new.
  const isKnown = Object.keys(seen).length > 0;
  return useMemo(
    () => (isKnown ? unreadOf(state.messages.get(channel) ?? [], seen[channel], me.id).first : ""),
    [channel, me.id],
  );
}

/** Made anew only when a name, the person or the day changes: every message is drawn again then. */
function useThisWorkspace({ state, me, go, tell }: PageProps): Workspace {
  const today = dayKey(useNow(20_000), me.tz);
  const emoji = useEmoji();
  const { people, channels, app } = state;
  const act = useCallback<Workspace["act"]>(
    async (verb, body) => {
      const answer = await post(verb, (PERSONAL.has(verb) ? { ...body, user: me.id } : body) as never);
      if (!answer.ok && answer.errors === undefined) tell("error", problemOf(answer));
      return answer;
    },
    [me.id, tell],
  );
  return useMemo(
    () => ({ me, people, channels, app, today, emoji, act, go, tell }),
    [me, people, channels, app, today, emoji, act, go, tell],
  );
}

// What somebody does; all else (the clock, faults, the workspace as a whole) is nobody's doing in particular.
const PERSONAL = new Set<string>(
  "say click submit close command home open_dm react invite edit delete shortcut suggest open_group create_channel leave channel stop_session rename_session context pin".split(
    " ",
  ),
);

/** Tells the app that its Home or Messages tab was opened, each time that somebody comes there, and from which channel. */
function useHomeOpened({ act, me }: Workspace, { channels, app }: State, place: Place): void {
  const here = place.kind === "channel" ? channels.find(({ id }) => id === place.channel) : undefined;
  const tab = place.kind === "home" ? "home" : here?.is_im === true ? "messages" : "";
  const beside = useRef("");
  if (here?.is_im === false) beside.current = here.id;
  useEffect(() => {
    if (tab === "") return;
    void act("context", beside.current === "" ? {} : { channel: beside.current });
    void act("home", { tab });
  }, [tab, me.id, app.app_id]);
}
