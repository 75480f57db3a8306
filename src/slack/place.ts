/** Where something is put that somebody asked for by a press. */
import type { Feature } from "../school/channel-settings.ts";
import type { Door } from "./door.ts";
import { isMember } from "./membership.ts";

/** The channel where they pressed, or else the direct message with them. */
export type Place = { channel: string; isDirect: boolean };

/** The direct message with somebody. */
export async function directWith(door: Door, person: string): Promise<Place> {
  const { channel: direct } = await door.client.conversations.open({ users: person });
  return { channel: direct?.id ?? person, isDirect: true };
}

/** `channel` is "" for App Home. Where the bot is no member, or what is asked for is switched off, it is the direct message, too. */
export async function placeFor(door: Door, person: string, channel: string, feature: Feature): Promise<Place> {
  const { school, identity } = door;
  const isOpen =
    channel !== "" &&
    !(await school.channels.isOff(identity.team, channel, feature)) &&
    (await isMember(door, channel));
  return isOpen ? { channel, isDirect: channel.startsWith("D") } : directWith(door, person);
}

export function named({ channel, isDirect }: Place): string {
  return isDirect ? "your direct messages with me" : `<#${channel}>`;
}
