/** The whole page, once there is a snapshot. */
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Channel as ChannelData, Person } from "../../protocol.ts";
import { post, problemOf } from "../state/control.ts";
import type { State } from "../state/fold.ts";
import type { Place } from "../state/route.ts";
import type { Seen } from "../state/unread.ts";
import { useNow } from "../state/time.ts";
import { dayKey } from "../text/zone.ts";
import { Channel } from "./channel.tsx";
import { Home } from "./home.tsx";
import { Icon } from "./icon.tsx";
import { Modals } from "./modal.tsx";
import { Notices } from "./notices.tsx";
import { Sidebar } from "./sidebar.tsx";
import { Thread } from "./thread.tsx";
import { channelTitle, useWorkspace, WorkspaceProvider, type Workspace } from "./workspace.ts";

type PageProps = {
  state: State;
  me: Person;
  place: Place;
  seen: Seen;
  online: boolean;
  go: (place: Place) => void;
  actAs: (user: string) => void;
  tell: (level: "info" | "error", text: string) => void;
  dismiss: (id: number) => void;
};

const NOTHING: never[] = [];

export function Page(props: PageProps): JSX.Element {
  const { state, me, place, go } = props;
  const workspace = useThisWorkspace(props);
  const [drawer, setDrawer] = useState(false);
  useEffect(() => setDrawer(false), [place, me.id]);
  useHomeOpened(workspace, state, place);
  const channel = place.kind === "channel" ? state.channels.find(({ id }) => id === place.channel) : undefined;
  const thread = place.kind === "channel" ? place.thread : "";

  const openDm = async (): Promise<void> => {
    const answer = await workspace.act("open_dm", {});
    const id = typeof answer.channel === "string" ? answer.channel : answer.channel?.id;
    if (id !== undefined) go({ kind: "channel", channel: id, thread: "" });
  };
  return (
    <WorkspaceProvider value={workspace}>
      <div class={`page ${thread === "" ? "" : "with-thread"}`} inert={state.views.length > 0}>
        <p class="banner">This is a local workspace: nothing leaves this machine.</p>
        <Sidebar
          {...props}
          open={drawer}
          onClose={() => setDrawer(false)}
          onOpenDm={() => void openDm()}
          onActAs={props.actAs}
        />
        {drawer && <div class="drawer-veil" onClick={() => setDrawer(false)} />}
        <Here {...props} channel={channel} thread={thread} drawer={drawer} onOpenDrawer={() => setDrawer(true)} />
      </div>
      <Modals views={state.views} channel={channel?.id ?? ""} />
      <Notices notices={state.notices} onDone={props.dismiss} />
    </WorkspaceProvider>
  );
}

type HereProps = PageProps & {
  channel: ChannelData | undefined;
  thread: string;
  drawer: boolean;
  onOpenDrawer: () => void;
};

/** The place where one is: a channel, perhaps with a thread beside it, or the Home tab. */
function Here(props: HereProps): JSX.Element {
  const { state, place, online, channel, thread } = props;
  const messages = (channel && state.messages.get(channel.id)) ?? NOTHING;
  const title = useTitle(state, place, channel);
  return (
    <>
      <main aria-label={title}>
        <header class="pane-head">
          <button
            type="button"
            class="icon-button drawer-only"
            aria-label="Open navigation"
            aria-expanded={props.drawer}
            onClick={props.onOpenDrawer}
          >
            <Icon name="menu" />
          </button>
          <div class="pane-title">
            <h1>{title}</h1>
            {channel && <p class="quiet">{channel.is_im ? state.app.description : channel.topic}</p>}
          </div>
          {!online && <p class="offline">Waiting for the workspace…</p>}
        </header>
        {place.kind === "home" && <Home home={state.home} />}
        {channel && <Channel channel={channel} messages={messages} statuses={state.statuses} thread={thread} />}
      </main>
      {channel && thread !== "" && (
        <Thread channel={channel} ts={thread} messages={messages} statuses={state.statuses} />
      )}
    </>
  );
}

function useTitle({ app, workspace: { name } }: State, place: Place, channel: ChannelData | undefined): string {
  const workspace = useWorkspace();
  const title = place.kind === "home" ? `${app.name} Home` : channelTitle(workspace, channel);
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return title;
}

/** Made anew only when a name, the person or the day changes: every message is drawn again then. */
function useThisWorkspace({ state, me, go, tell }: PageProps): Workspace {
  const today = dayKey(useNow(20_000), me.tz);
  const { people, channels, app } = state;
  const act = useCallback<Workspace["act"]>(
    async (verb, body) => {
      // The clock is everybody's; all else is somebody's doing.
      const answer = await post(verb, (verb === "clock" ? body : { ...body, user: me.id }) as never);
      if (!answer.ok && answer.errors === undefined) tell("error", problemOf(answer));
      return answer;
    },
    [me.id, tell],
  );
  return useMemo(
    () => ({ me, people, channels, app, today, act, go, tell }),
    [me, people, channels, app, today, act, go, tell],
  );
}

/** Tells the app that its Home or Messages tab was opened, each time that somebody comes there. */
function useHomeOpened({ act, me }: Workspace, { channels, app }: State, place: Place): void {
  const isDm = place.kind === "channel" && channels.some((channel) => channel.id === place.channel && channel.is_im);
  const tab = place.kind === "home" ? "home" : isDm ? "messages" : "";
  useEffect(() => {
    if (tab !== "") void act("home", { tab });
  }, [tab, me.id, app.app_id]);
}
