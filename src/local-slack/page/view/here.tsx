/** The place where one is: a channel, perhaps with a thread beside it, or the app's Home tab. */
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import type { Channel as ChannelData } from "../../protocol.ts";
import type { State } from "../state/fold.ts";
import type { Place } from "../state/route.ts";
import { Channel } from "./channel.tsx";
import { ChannelMenu } from "./channel-menu.tsx";
import { Home } from "./home.tsx";
import { Icon } from "./icon.tsx";
import { Thread } from "./thread.tsx";
import type { PageProps } from "./page-props.ts";
import { channelTitle, useWorkspace } from "./workspace.ts";

const NOTHING: never[] = [];

type HereProps = PageProps & {
  channel: ChannelData | undefined;
  thread: string;
  unreadFrom: string;
  drawer: boolean;
  onOpenDrawer: () => void;
  onSearch: () => void;
};

export function Here(props: HereProps): JSX.Element {
  const { state, place, channel, thread, reveal } = props;
  const messages = (channel && state.messages.get(channel.id)) ?? NOTHING;
  const title = useTitle(state, place, channel);
  return (
    <>
      <main aria-label={title}>
        <Head {...props} title={title} />
        {place.kind === "home" && <Home home={state.home} />}
        {channel && (
          <Channel
            // Another channel starts at its end, with its own draft and its own measures.
            key={channel.id}
            channel={channel}
            messages={messages}
            statuses={state.statuses}
            thread={thread}
            unreadFrom={props.unreadFrom}
            reveal={thread === "" ? reveal : undefined}
          />
        )}
      </main>
      {channel && thread !== "" && (
        <Thread
          key={`${channel.id} ${thread}`}
          channel={channel}
          ts={thread}
          messages={messages}
          statuses={state.statuses}
          reveal={reveal}
        />
      )}
    </>
  );
}

function Head({ state, channel, online, title, drawer, ...props }: HereProps & { title: string }): JSX.Element {
  const isApp = channel?.is_im === true;
  return (
    <header class="pane-head">
      <button
        type="button"
        class="icon-button drawer-only"
        aria-label="Open navigation"
        aria-expanded={drawer}
        onClick={props.onOpenDrawer}
      >
        <Icon name="menu" />
      </button>
      <div class="pane-title">
        <h1>{title}</h1>
        {channel && <p class="quiet">{isApp ? state.app.description : aboutOf(channel)}</p>}
      </div>
      {!online && <p class="offline">Waiting for the workspace…</p>}
      <button type="button" class="icon-button narrow-only" aria-label="Search" onClick={props.onSearch}>
        <Icon name="search" />
      </button>
      {channel && !isApp && <ChannelMenu channel={channel} />}
    </header>
  );
}

function aboutOf({ members, topic }: ChannelData): string {
  const count = `${members.length} ${members.length === 1 ? "member" : "members"}`;
  return topic === "" ? count : `${count} · ${topic}`;
}

function useTitle({ app, workspace: { name } }: State, place: Place, channel: ChannelData | undefined): string {
  const workspace = useWorkspace();
  const title = place.kind === "home" ? `${app.name} Home` : channelTitle(workspace, channel);
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return title;
}
