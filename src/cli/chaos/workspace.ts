/** The local Slack of a chaos run: its channels, its faults, its clock, and a count of what was posted in it. */
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { z } from "zod";
import { manifestFile } from "../common.ts";
import { spawnLocalSlack } from "../local-slack.ts";

const PERSON = "U0ADA0001";

/** Of a hundred calls about fourteen go wrong; half of those were taken by Slack all the same. */
const RATES = {
  "rate-limited": 0.03,
  "500-before": 0.04,
  "500-after": 0.03,
  "drop-after": 0.03,
  hang: 0.001,
  // Taken at once and answered late: a kill meanwhile leaves a post of which nobody knows.
  slow: 0.15,
  redeliver: 0.05,
  disconnect: 0.002,
};

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>;

/** A quiz's post, as the journal has it: what its metadata says, and when it was read there (system ms). */
export type Post = { delivery: string; channel: string; at: number };

const posted = z.object({
  kind: z.literal("api"),
  method: z.literal("chat.postMessage"),
  args: z.object({ channel: z.string(), metadata: z.unknown() }),
  answer: z.object({ ok: z.literal(true) }),
});
const metadata = z.object({ event_payload: z.object({ delivery_id: z.string() }) });

/** A post out of a line of the journal, whether or not the bot ever heard that it was taken. */
function readPost(line: string): Post | undefined {
  const call = posted.safeParse(JSON.parse(line));
  if (!call.success) return undefined;
  const { channel, metadata: marked } = call.data.args;
  const mark = metadata.safeParse(typeof marked === "string" ? JSON.parse(marked) : marked);
  return mark.success ? { delivery: mark.data.event_payload.delivery_id, channel, at: Date.now() } : undefined;
}

export async function openWorkspace(folder: string) {
  const slack = await spawnLocalSlack({ port: 0, dataFolder: folder, manifest: manifestFile, fresh: true });
  const aborter = new AbortController();
  const posts: Post[] = [];

  async function tell<T extends z.ZodType>(verb: string, body: object, answer: T): Promise<z.infer<T>> {
    const response = await fetch(`${slack.url}/control/${verb}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    const parsed = answer.safeParse(JSON.parse(text));
    if (!parsed.success) throw new Error(`The local Slack answered ${verb} with ${text}`);
    return parsed.data;
  }
  const done = z.object({ ok: z.literal(true) });

  async function follow(): Promise<void> {
    const feed = await fetch(`${slack.url}/control/journal/events?last=1`, { signal: aborter.signal });
    if (!feed.body) throw new Error("The journal of the local Slack cannot be followed.");
    for await (const line of createInterface(Readable.fromWeb(feed.body as Parameters<typeof Readable.fromWeb>[0]))) {
      if (!line.startsWith("data: ") || !line.includes('"chat.postMessage"')) continue;
      const post = readPost(line.slice("data: ".length));
      if (post) posts.push(post);
    }
  }
  const following = follow().catch((error: unknown) => {
    if (!aborter.signal.aborted) throw error;
  });

  return {
    url: slack.url,
    /** Every post so far that carries the mark of a delivery. */
    posts: (): readonly Post[] => posts,
    addChannel: async (name: string): Promise<string> => {
      const answer = z.object({ ok: z.literal(true), channel: z.string() });
      return (await tell("create_channel", { user: PERSON, name, with_app: true }, answer)).channel;
    },
    team: async (): Promise<string> => {
      const state = z.object({ workspace: z.object({ team_id: z.string() }) });
      return state.parse(await (await fetch(`${slack.url}/control/state?user=${PERSON}`)).json()).workspace.team_id;
    },
    setClock: (now: number) => tell("clock", { now_ms: now }, done),
    dropSockets: () => tell("drop", { how: "kill" }, done),
    /** From now on calls and envelopes go wrong by chance; what the harness and a start need stays well. */
    beginFaults: (seed: number) =>
      tell("chaos", { seed, rates: RATES, delay_ms: 500, spare: ["auth.test", "apps.connections.open"] }, done),
    endFaults: () => tell("chaos", { stop: true }, done),
    async close() {
      aborter.abort();
      await following;
      await slack.stop();
    },
  };
}
