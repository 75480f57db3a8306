/** Who may do what only a workspace's admins and owners do. */
import type { Door } from "./door.ts";

/** Not knowing counts as no. */
export async function isAdmin({ client, log }: Pick<Door, "client" | "log">, person: string): Promise<boolean> {
  try {
    const { user } = await client.users.info({ user: person });
    return Boolean(user?.is_admin || user?.is_owner);
  } catch (error) {
    log.warn({ err: error }, "users.info");
    return false;
  }
}
