/** A listener failed: the log gets the error, the person one sentence. */
import type { Door } from "./door.ts";
import { inboundKey } from "./receive.ts";

type Body = Record<string, any>;

export async function tellTrouble({ school, identity, log }: Door, error: Error, body: Body): Promise<void> {
  const key = inboundKey(body) ?? `unkeyed:${Date.now()}`;
  log.error({ err: error, key }, "a listener failed");
  const place = body.event ? placeOfEvent(body.event) : placeOfAct(body);
  if (!place) return;
  await school.say({
    id: `trouble:${key}`,
    team: identity.team,
    destination: { kind: "private", ...place },
    content: { kind: "note", text: "Something went wrong on my side, and it is logged. Please try that once more." },
  });
}

type Place = { channel: string; user: string; threadTs?: string };

function placeOfEvent({ channel, user, thread_ts: threadTs }: Body): Place | undefined {
  return channel && user ? { channel, user, threadTs } : undefined;
}

/** A press, a submission or a command; what happens in App Home has no channel to tell it in. */
function placeOfAct(body: Body): Place | undefined {
  const channel = body.channel?.id ?? body.channel_id;
  const user = body.user?.id ?? body.user_id;
  return channel && user ? { channel, user, threadTs: body.message?.thread_ts } : undefined;
}
