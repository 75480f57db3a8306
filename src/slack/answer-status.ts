/** Tells at once that an answer is under way, with a button that stops it where that takes time. Only a courtesy: without it the answer comes all the same. */
import type { Heard } from "../school/listening.ts";
import type { Door } from "./door.ts";

/** Finding an answer keeps the event loop busy, and would keep the request waiting: so long it has to get away first. */
const SENDING_MS = 5;

/** Shows that `work` is being done until it is. */
export async function whileBusy<T>(door: Door, heard: Heard, work: () => Promise<T>): Promise<T> {
  const { school } = door;
  const sent = school.ask.takesTime ? setSession(door, heard, "processing") : setStatus(door, heard);
  await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, SENDING_MS))]);
  try {
    return await work();
  } finally {
    // A session stays as it is until somebody says otherwise; a status goes with the next message.
    if (school.ask.takesTime) void sent.then(() => setSession(door, heard, "active"));
  }
}

/** Slack shows a Stop button beside a session that is processing. Where sessions are not known, it is a status. */
async function setSession(door: Door, heard: Heard, status: "processing" | "active"): Promise<void> {
  const { client, log } = door;
  try {
    await client.agents.sessions.setStatus({ ...threadOf(heard), status });
  } catch (error) {
    log.debug({ err: error }, "no session");
    if (status === "processing") await setStatus(door, heard);
  }
}

async function setStatus({ client, log }: Door, heard: Heard): Promise<void> {
  await client.assistant.threads
    .setStatus({ ...threadOf(heard), status: "is looking into the lessons…" })
    .catch((error: unknown) => log.debug({ err: error }, "no status"));
}

function threadOf({ channel, threadTs, ts }: Heard): { channel_id: string; thread_ts: string } {
  return { channel_id: channel, thread_ts: threadTs ?? ts };
}
