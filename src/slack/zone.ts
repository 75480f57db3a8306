/** The time zone that a person has set in Slack. */
import type { Door } from "./door.ts";

/** An IANA name as Slack gives it; UTC where Slack knows none. */
export async function zoneOf({ client }: Pick<Door, "client">, person: string): Promise<string> {
  const { user } = await client.users.info({ user: person });
  return user?.tz ?? "Etc/UTC";
}
