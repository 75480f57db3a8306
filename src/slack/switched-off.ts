/** What a channel has switched off, in words for whoever asks for it there. */
import type { Feature } from "../school/channel-settings.ts";
import type { Door } from "./door.ts";

const NAMES: Record<Feature, string> = { ask: "Questions are", quiz: "Quizzes are", lab: "Labs are" };

/** Undefined where it is on, as everything is in a direct message. */
export async function switchedOff(
  { school }: Pick<Door, "school">,
  feature: Feature,
  { team, channel }: { team: string; channel: string },
): Promise<string | undefined> {
  if (!(await school.channels.isOff(team, channel, feature))) return undefined;
  return `${NAMES[feature]} switched off in this channel. Write to me directly instead.`;
}
