/**
 * Makes the calls again that are harmless to make again: what only reads, what puts a view in a place that it may be in already, and what
 * opens a view, because a trigger id is exchanged once only. Everything that posts is made once.
 */

const READS = [
  "conversations.info",
  "users.info",
  "files.info",
  "users.conversations",
  "conversations.history",
  "conversations.replies",
];
const PUTS = ["views.update", "views.publish", "conversations.open"];
const OPENS = ["views.open", "views.push"];
const HARMLESS = new Set([...READS, ...PUTS, ...OPENS]);

/** A trigger id lives for three seconds, and so long at most somebody is kept waiting. */
const PATIENCE_MS = 2_000;
/** An attempt that hangs is given up while there is still time for another. */
const ATTEMPT_MS = 800;
const PAUSE_MS = 60;

type Fetch = typeof globalThis.fetch;
type Attempt = { response: Response } | { error: unknown };

/** `fetch` for a client of Slack's Web API, with such calls made again for two seconds after a 429, a 5xx or no answer at all. */
export function fetchAgain(fetch: Fetch): Fetch {
  return async (input, init) => {
    const method = methodIn(String(input));
    if (!HARMLESS.has(method)) return fetch(input, init);
    const deadline = performance.now() + PATIENCE_MS;
    for (let pause = PAUSE_MS; ; pause *= 2) {
      const attempt = await tryOnce(fetch, input, init);
      const wait = waitAfter(attempt, pause);
      const isLast = wait === undefined || performance.now() + wait > deadline;
      if (isLast && "error" in attempt) throw attempt.error;
      if (isLast && "response" in attempt)
        return pause > PAUSE_MS ? opened(method, attempt.response) : attempt.response;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  };
}

function methodIn(url: string): string {
  return url.slice(url.lastIndexOf("/") + 1);
}

async function tryOnce(fetch: Fetch, input: Parameters<Fetch>[0], init: RequestInit | undefined): Promise<Attempt> {
  const patience = AbortSignal.timeout(ATTEMPT_MS);
  const signal = init?.signal ? AbortSignal.any([init.signal, patience]) : patience;
  try {
    return { response: await fetch(input, { ...init, signal }) };
  } catch (error) {
    return { error };
  }
}

/** Milliseconds until it may be made again; undefined when Slack has answered. */
function waitAfter(attempt: Attempt, pause: number): number | undefined {
  if ("error" in attempt) return pause;
  const { status, headers } = attempt.response;
  if (status === 429) return Number(headers.get("retry-after") ?? 1) * 1000;
  return status >= 500 ? pause : undefined;
}

/** A trigger id that was exchanged when it was used again: the attempt that seemed to fail had opened the view. */
async function opened(method: string, response: Response): Promise<Response> {
  if (!OPENS.includes(method)) return response;
  const { error } = (await response.clone().json()) as { error?: string };
  return error === "exchanged_trigger_id" ? Response.json({ ok: true }, { headers: response.headers }) : response;
}
