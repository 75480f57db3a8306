// What builders ask for: faults, chance, rates, sending again, another way to the app.
import type { Desk } from "../desk.ts";
import type { Envelope, Outcome } from "../envelope.ts";
import { NotLocal } from "../http-mode.ts";
import type { JournalLine } from "../protocol-journal.ts";
import { wrong, type Done } from "./answer.ts";
import type { Parsed } from "./requests.ts";

/** Adds a fault that is to happen, or takes all of them away. */
export function addFault(desk: Desk, body: Parsed["faults"]): Done {
  if ("clear" in body) desk.faults.clear();
  else desk.faults.add(body);
  return { ok: true, faults: desk.faults.left() };
}

/** Lets chance decide from now on, or no longer. */
export function setChaos(desk: Desk, body: Parsed["chaos"]): Done {
  desk.faults.chance("stop" in body ? null : body);
  return { ok: true };
}

/** Sends an event once more. */
export async function redeliver(desk: Desk, { event_id }: Parsed["redeliver"]): Promise<Done> {
  const sending = desk.events.again(event_id);
  if (sending) return acknowledged(await sending);
  return wrong("event_not_found", `No event ${event_id} among the newest 1,000; GET /control/journal shows them.`);
}

/** Sends any envelope of the journal once more. */
export async function resend(desk: Desk, { envelope_id }: Parsed["resend"]): Promise<Done> {
  const found = desk.journal
    .lines()
    .findLast((line) => line.startsWith('{"kind":"envelope"') && line.includes(envelope_id));
  if (found === undefined) return wrong("envelope_not_found", `The journal has no envelope ${envelope_id}.`);
  const { type, payload, retry_attempt } = JSON.parse(found) as JournalLine & { kind: "envelope" };
  const accepts_response_payload = type === "slash_commands";
  const retry = type === "events_api" ? { retry: { attempt: retry_attempt + 1, reason: "timeout" } } : {};
  const envelope = { type, payload, accepts_response_payload, ...retry } as Envelope;
  return acknowledged(await desk.line.send(envelope));
}

function acknowledged(outcome: Outcome): Done {
  return { ok: true, acknowledged: outcome.kind === "acked" };
}

/** Says where the app is reached over HTTP, or that it is reached over sockets. */
export async function setRequestUrl(desk: Desk, { url }: Parsed["request_url"]): Promise<Done> {
  try {
    const commands = desk.manifest.commands.map(({ command }) => [command, url ?? ""] as const);
    desk.http.use(url === null ? null : { events: url, interactivity: url, options: url, commands: new Map(commands) });
  } catch (error) {
    if (error instanceof NotLocal) return wrong("not_local", error.message);
    throw error;
  }
  const problem = url === null ? null : await desk.http.verify();
  return problem === null ? { ok: true } : wrong("not_verified", `${problem}; it is tried again every second.`);
}
