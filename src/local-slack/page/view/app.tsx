/** Follows the event stream and the address, and draws the page from both. */
import type { JSX } from "preact";
import { useCallback, useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { Person } from "../../protocol.ts";
import { listen } from "../state/events.ts";
import { takeFirstLook } from "../state/first-look.ts";
import { fold, fromSnapshot, withNotice, withoutNotice, type Notice, type State } from "../state/fold.ts";
import { formatRoute, parseRoute, resolvePerson, resolvePlace, type Place, type Route } from "../state/route.ts";
import { setNow } from "../state/time.ts";
import { loadSeen, saveSeen, seenNow, withSeen, type Seen } from "../state/unread.ts";
import { Page } from "./page.tsx";

const here = (): Route => parseRoute(location.search, location.hash);

export function App(): JSX.Element {
  const [route, setRoute] = useRoute();
  const following = useWorkspaceState(route.user);
  const { state, online } = following;
  const me = state && resolvePerson(route.user, state.people);
  const move = useMove(state, setRoute);
  // An address that names nobody, or somebody by name, becomes exact once it is known who there is.
  useEffect(() => {
    if (me !== undefined && me.id !== route.user) move({ ...route, user: me.id }, true);
  }, [me?.id, route, move]);

  if (state === undefined || me?.id !== route.user) {
    return <p class="starting">{online ? "Opening the workspace…" : "Waiting for the workspace to answer…"}</p>;
  }
  return <Opened state={state} online={online} me={me} route={route} move={move} setState={following.setState} />;
}

type OpenedProps = {
  state: State;
  online: boolean;
  me: Person;
  route: Route;
  move: Move;
  setState: Following["setState"];
};

function Opened({ state, online, me, route, move, setState }: OpenedProps): JSX.Element {
  const place = useSame(resolvePlace(route.place, state.channels, me.id));
  const seen = useSeen(state, me.id, place);
  const { tools = "", team = "" } = route;
  const [reveal, setReveal] = useState<{ ts: string }>();
  const go = useCallback(
    (to: Place, ts?: string) => {
      setReveal(ts === undefined ? undefined : { ts });
      move({ user: me.id, place: to, tools, team });
    },
    [move, me.id, tools, team],
  );
  const openTools = useCallback(
    (which: string) => move({ user: me.id, place, tools: which, team }, true),
    [move, me.id, place, team],
  );
  const tell = useCallback(
    (level: Notice["level"], text: string) => setState((before) => before && withNotice(before, level, text)),
    [setState],
  );
  const dismiss = useCallback((id: number) => setState((before) => before && withoutNotice(before, id)), [setState]);
  const actAs = (user: string): void =>
    move({ user, tools, team, place: place.kind === "channel" ? { ...place, thread: "" } : place });
  return <Page {...{ state, me, place, seen, online, tools, reveal, go, openTools, actAs, tell, dismiss }} />;
}

type Move = (route: Route, replace?: boolean) => void;

/** Goes somewhere, and says so in the address. */
function useMove(state: State | undefined, setRoute: (route: Route) => void): Move {
  const channels = state?.channels;
  return useCallback(
    (next, replace = false) => {
      const address = formatRoute(next, channels ?? []);
      const isNew = address !== `${location.search}${location.hash}`;
      if (isNew) history[replace ? "replaceState" : "pushState"](null, "", address);
      setRoute(next);
    },
    [channels, setRoute],
  );
}

function useRoute(): [Route, (route: Route) => void] {
  const [route, setRoute] = useState(here);
  useEffect(() => {
    const onMove = (): void => setRoute(here());
    addEventListener("popstate", onMove);
    addEventListener("hashchange", onMove);
    return () => {
      removeEventListener("popstate", onMove);
      removeEventListener("hashchange", onMove);
    };
  }, []);
  return [route, setRoute];
}

type Following = {
  state: State | undefined;
  online: boolean;
  setState: (change: (before: State | undefined) => State | undefined) => void;
};

type Followed = { of: string; state: State };

/** What came along with the page is for whoever its address named. */
function firstLook(user: string): Followed | undefined {
  const snapshot = takeFirstLook();
  if (snapshot) setNow(snapshot.clock.now_ms);
  return snapshot && { of: user, state: fromSnapshot(snapshot) };
}

/** The state of the workspace as this person may see it, followed as it changes. */
function useWorkspaceState(user: string): Following {
  const [followed, setFollowed] = useState(() => firstLook(user));
  const setState = useCallback<Following["setState"]>(
    (change) =>
      setFollowed((before) => {
        const state = change(before?.state);
        return before === undefined || state === undefined ? before : { ...before, state };
      }),
    [],
  );
  const [online, setOnline] = useState(true);
  // Before the first frame rather than after it: nothing can be shown until the snapshot is here.
  useLayoutEffect(() => {
    return listen(user, {
      online: setOnline,
      snapshot(snapshot) {
        setNow(snapshot.clock.now_ms);
        setFollowed((before) => ({ of: user, state: fromSnapshot(snapshot, before?.state) }));
      },
      change(change) {
        if (change.kind === "clock") setNow(change.now_ms);
        setState((before) => before && fold(before, change));
      },
    });
  }, [user]);
  // Nothing that one person saw may show for a moment to the next.
  return { state: followed?.of === user ? followed.state : undefined, online, setState };
}

/** The earlier place when it is the same one, so that a new channel elsewhere moves nobody. */
function useSame(place: Place): Place {
  const [kept, keep] = useState(place);
  const same = JSON.stringify(kept) === JSON.stringify(place);
  if (!same) keep(place);
  return same ? kept : place;
}

/** What is read: everything in the place where one is, while the tab is looked at. */
function useSeen(state: State, me: string, place: Place): Seen {
  const [seen, setSeen] = useState<{ of: string; seen: Seen }>({ of: "", seen: {} });
  useEffect(() => {
    const before = seen.of === me ? seen.seen : (loadSeen(localStorage, me) ?? seenNow(state.messages));
    const channel = place.kind === "channel" ? place.channel : "";
    const after = withSeen(before, channel, state.messages.get(channel) ?? []);
    if (seen.of === me && after === seen.seen) return;
    saveSeen(localStorage, me, after);
    setSeen({ of: me, seen: after });
  }, [state.messages, me, place]);
  return seen.seen;
}
