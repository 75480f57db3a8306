/** Whether the bot can post in a channel. */
import type { Door } from "./door.ts";
import { isPassing } from "./patience.ts";

/** False only when Slack says so: a Slack that does not answer is no reason to ask for an invitation. */
export async function isMember({ client, log }: Pick<Door, "client" | "log">, channel: string): Promise<boolean> {
  try {
    const answer = await client.conversations.info({ channel });
    return answer.channel?.is_member ?? answer.channel?.is_im ?? false;
  } catch (error) {
    if (isPassing(error as Error)) throw error;
    log.debug({ err: error }, "the channel cannot be seen");
    return false;
  }
}
