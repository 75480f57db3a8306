/** Whether the bot can post in a channel. */
import type { Door } from "./door.ts";

export async function isMember({ client, log }: Pick<Door, "client" | "log">, channel: string): Promise<boolean> {
  try {
    const answer = await client.conversations.info({ channel });
    return answer.channel?.is_member ?? answer.channel?.is_im ?? false;
  } catch (error) {
    log.debug({ err: error }, "the channel cannot be seen");
    return false;
  }
}
