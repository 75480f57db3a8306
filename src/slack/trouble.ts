/** A listener failed: the log gets the error, the person one sentence. */
import type { Door } from "./door.ts";
import type { Destination } from "../school/delivery.ts";
import { privately } from "./privately.ts";
import { inboundKey } from "./receive.ts";

type Body = Record<string, any>;

export async function tellTrouble({ school, identity, log }: Door, error: Error, body: Body): Promise<void> {
  const key = inboundKey(body) ?? `unkeyed:${Date.now()}`;
  log.error({ err: error, key }, "a listener failed");
  const destination = body.event ? placeOfEvent(body.event) : placeOfAct(body);
  if (!destination) return;
  await school.say({
    id: `trouble:${key}`,
    team: identity.team,
    destination,
    content: { kind: "note", text: "Something went wrong on my side, and it is logged. Please try that once more." },
  });
}

function placeOfEvent({ channel, user, thread_ts: threadTs }: Body): Destination | undefined {
  return channel && user ? { kind: "private", channel, user, threadTs } : undefined;
}

/** A press, or a command, whose body says who and where in fields of its own. */
function placeOfAct(body: Body): Destination | undefined {
  if (!body.command) return privately(body);
  return { kind: "response", url: body.response_url, user: body.user_id };
}
