/** Where something is put that somebody asked for by a press. */
import type { Door } from "./door.ts";
import { isMember } from "./membership.ts";

/** The channel where they pressed, or else the direct message with them. */
export type Place = { channel: string; isDirect: boolean };

/** `channel` is "" for App Home. Where the bot is no member it is the direct message, too. */
export async function placeFor(door: Door, person: string, channel: string): Promise<Place> {
  if (channel && (await isMember(door, channel))) return { channel, isDirect: channel.startsWith("D") };
  const { channel: direct } = await door.client.conversations.open({ users: person });
  return { channel: direct?.id ?? person, isDirect: true };
}

export function named({ channel, isDirect }: Place): string {
  return isDirect ? "your direct messages with me" : `<#${channel}>`;
}
