/** Where a person is, as the address says it: `?user=U1#study-orchestration/1700000000.000100`. */
import type { Channel, Person } from "../../protocol.ts";

export type Place = { kind: "channel"; channel: string; thread: string } | { kind: "home" } | { kind: "nowhere" };

export type Route = {
  user: string;
  place: Place;
  /** Which of the builder's tools is open; "" or absent: none. */
  tools?: string;
  /** Which of several workspaces; "" or absent: the first. */
  team?: string;
};

export function parseRoute(search: string, hash: string): Route {
  const query = new URLSearchParams(search);
  const user = query.get("user") ?? "";
  const [tools, team] = [query.get("tools") ?? "", query.get("team") ?? ""];
  const [channel = "", thread = ""] = hash.replace(/^#/, "").split("/").map(decoded);
  if (channel === "home") return { user, tools, team, place: { kind: "home" } };
  return { user, tools, team, place: channel === "" ? { kind: "nowhere" } : { kind: "channel", channel, thread } };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

export function formatRoute({ user, place, tools = "", team = "" }: Route, channels: readonly Channel[]): string {
  const more = Object.entries({ team, tools })
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `&${name}=${encodeURIComponent(value)}`)
    .join("");
  return `?user=${encodeURIComponent(user)}${more}${formatPlace(place, channels)}`;
}

function formatPlace(place: Place, channels: readonly Channel[]): string {
  if (place.kind !== "channel") return place.kind === "home" ? "#home" : "";
  const channel = channels.find((other) => other.id === place.channel);
  const hasName = channel !== undefined && !channel.is_im && channel.is_mpim !== true;
  const name = hasName ? channel.name : place.channel;
  return `#${encodeURIComponent(name)}${place.thread === "" ? "" : `/${place.thread}`}`;
}

/** Finds what an address names, by id or by name; whatever it does not find becomes the first there is. */
export function resolvePlace(place: Place, channels: readonly Channel[], user: string): Place {
  if (place.kind === "home") return place;
  const wanted = place.kind === "channel" ? place.channel : "";
  const named = channels.find((channel) => channel.id === wanted || (!channel.is_im && channel.name === wanted));
  if (named !== undefined && isOpenTo(named, user)) {
    return { kind: "channel", channel: named.id, thread: place.kind === "channel" ? place.thread : "" };
  }
  const first = firstChannel(channels, user);
  return first === undefined ? { kind: "nowhere" } : { kind: "channel", channel: first.id, thread: "" };
}

export function isOpenTo(channel: Channel, user: string): boolean {
  return (!channel.is_im && channel.is_mpim !== true) || channel.members.includes(user);
}

function firstChannel(channels: readonly Channel[], user: string): Channel | undefined {
  const open = channels.filter((channel) => !channel.is_im && channel.is_mpim !== true && !channel.is_archived);
  return open.find((channel) => channel.members.includes(user)) ?? open[0];
}

export function resolvePerson(wanted: string, people: readonly Person[]): Person | undefined {
  const humans = people.filter((person) => !person.is_bot);
  return humans.find((person) => person.id === wanted || person.name === wanted) ?? humans[0];
}
