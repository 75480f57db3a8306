/** The options of selects, radio buttons and checkboxes, and what may be chosen in selects of people and channels. */
import type { Channel, Person } from "../../protocol.ts";
import { plainText } from "../text/emoji.ts";
import type { Loose } from "./values.ts";

/** An option as Slack has it; sent back unchanged when chosen. */
export type Option = {
  text: { type: string; text: string };
  value?: string;
  url?: string;
  description?: { type: string; text: string };
};

export type Group = { label: string; options: Option[] };

/** All options, in groups; a select without groups has one group without a label. */
export function groupsOf(element: Loose): Group[] {
  const groups = element["option_groups"] as { label: { text: string }; options: Option[] }[] | undefined;
  if (groups !== undefined) return groups.map(({ label, options }) => ({ label: plainText(label), options }));
  return [{ label: "", options: (element["options"] as Option[] | undefined) ?? [] }];
}

export function sameOption(one: unknown, other: Option): boolean {
  return typeof one === "object" && one !== null && (one as Option).value === other.value;
}

/** Adds the option, or takes it away again. */
export function toggled<T>(chosen: readonly T[], item: T, same: (one: T, other: T) => boolean): T[] {
  const without = chosen.filter((other) => !same(other, item));
  return without.length === chosen.length ? [...chosen, item] : without;
}

export type Choice = { id: string; label: string };

export type Around = { me: string; people: readonly Person[]; channels: readonly Channel[] };

/** What a users, channels or conversations select offers. */
export function choicesOf(element: Loose, { me, people, channels }: Around): Choice[] {
  const type = element.type.replace(/^multi_/, "");
  if (type === "users_select") return people.map(({ id, real_name }) => ({ id, label: real_name }));
  const open = channels.filter((channel) => !channel.is_archived);
  if (type === "channels_select") return open.filter((channel) => !channel.is_im).map(named);
  const include = (element["filter"] as { include?: string[] } | undefined)?.include ?? ["public", "private", "im"];
  return open
    .filter((channel) =>
      channel.is_im ? include.includes("im") && channel.members.includes(me) : includesChannels(include),
    )
    .map(named);
}

function includesChannels(include: readonly string[]): boolean {
  return include.includes("public") || include.includes("private");
}

function named({ id, is_im, name }: Channel): Choice {
  return { id, label: is_im ? "Direct message" : `#${name}` };
}
