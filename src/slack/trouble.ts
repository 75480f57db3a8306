/** A listener failed: the log gets the error, the person one sentence, unless Slack tells them better. */
import type { Door } from "./door.ts";
import type { Destination } from "../school/delivery.ts";
import { isPassing } from "./patience.ts";
import { privately } from "./privately.ts";
import { inboundKey } from "./receive.ts";

type Body = Record<string, any>;

export async function tellTrouble({ school, identity, log }: Door, error: Error, body: Body): Promise<void> {
  const key = inboundKey(body) ?? `unkeyed:${Date.now()}`;
  log.error({ err: error, key }, "a listener failed");
  // Not acknowledged then: Slack shows by itself that it failed, or sends it again. A word beside a view that did open would be one too many.
  if (isTooLate(error) || body.event?.type === "app_home_opened" || (!body.event && isInDoubt(error))) throw error;
  const destination = body.event ? placeOfEvent(body.event) : placeOfAct(body);
  if (!destination) return;
  await school.say({
    id: `trouble:${key}`,
    team: identity.team,
    destination,
    content: { kind: "note", text: "Something went wrong on my side, and it is logged. Please try that once more." },
  });
}

/** The three seconds in which a view may be opened are over, or it was opened before a kill. */
const TOO_LATE = new Set(["expired_trigger_id", "invalid_trigger_id", "exchanged_trigger_id"]);

function isTooLate(error: Error): boolean {
  return TOO_LATE.has((error as { data?: { error?: string } }).data?.error ?? "");
}

/** A call of Slack's that failed in passing may have been taken. */
function isInDoubt(error: Error): boolean {
  return String((error as { code?: string }).code).startsWith("slack_webapi") && isPassing(error);
}

function placeOfEvent({ channel, user, thread_ts: threadTs }: Body): Destination | undefined {
  return channel && user ? { kind: "private", channel, user, threadTs } : undefined;
}

/** A press, or a command, whose body says who and where in fields of its own. */
function placeOfAct(body: Body): Destination | undefined {
  if (!body.command) return privately(body);
  return { kind: "response", url: body.response_url, user: body.user_id };
}
