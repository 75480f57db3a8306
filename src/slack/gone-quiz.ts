/** A press on a quiz that is not known here: another workspace's, or one of records that are gone. */
import type { BlockAction } from "@slack/bolt";
import type { Door } from "./door.ts";
import { privately } from "./privately.ts";
import { inboundKey } from "./receive.ts";

const GONE =
  "I do not know this quiz any more, so your answer cannot be counted. `/shipmate quiz now` posts another one.";

export async function sayGone({ school, identity }: Door, body: BlockAction): Promise<void> {
  const destination = privately(body);
  if (!destination) return;
  const id = `reply:${inboundKey({ ...body }) ?? ""}`;
  await school.say({ id, team: identity.team, destination, content: { kind: "note", text: GONE } });
}
