/** What nearly every part of the page needs: who is looking, what names mean, and how to act. Changes rarely, on purpose. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Channel, Person, Snapshot } from "../../protocol.ts";
import type { ControlRequests } from "../../protocol-requests.ts";
import type { Answer } from "../state/control.ts";
import type { Place } from "../state/route.ts";

type Body<V extends keyof ControlRequests> = Omit<ControlRequests[V], "user">;

export type Workspace = {
  me: Person;
  people: readonly Person[];
  channels: readonly Channel[];
  app: Snapshot["app"];
  /** "2026-11-22" where the acting person is: dates read "today" are drawn again when it changes. */
  today: string;
  /** Grows when more emoji are known. */
  emoji: number;
  /** Posts as the acting person; a refusal is shown as a notice and returned. */
  act<V extends keyof ControlRequests>(verb: V, body: Body<V>): Promise<Answer>;
  /** Goes to a place, and there to a message. */
  go(place: Place, ts?: string): void;
  tell(level: "info" | "error", text: string): void;
};

const Context = createContext<Workspace | undefined>(undefined);

export const WorkspaceProvider = Context.Provider;

export function useWorkspace(): Workspace {
  const workspace = useContext(Context);
  if (workspace === undefined) throw new Error("useWorkspace is used outside WorkspaceProvider; wrap the page in it");
  return workspace;
}

export function personOf(workspace: Workspace, id: string): Person | undefined {
  return workspace.people.find((person) => person.id === id);
}

export function channelOf(workspace: Workspace, id: string): Channel | undefined {
  return workspace.channels.find((channel) => channel.id === id);
}

/** "study-orchestration"; the app's name for a direct message with it; the others' names for a group. */
export function channelName(workspace: Workspace, channel: Channel): string {
  if (channel.is_im) return workspace.app.name;
  if (channel.is_mpim !== true) return channel.name;
  const { me, app } = workspace;
  const others = channel.members.filter((id) => id !== me.id && id !== app.bot_user_id);
  return others.map((id) => personOf(workspace, id)?.real_name ?? id).join(", ");
}

/** The same with the sign that a channel's name has. */
export function channelTitle(workspace: Workspace, channel: Channel | undefined): string {
  if (channel === undefined) return "";
  const name = channelName(workspace, channel);
  return channel.is_im || channel.is_mpim === true ? name : `#${name}`;
}
