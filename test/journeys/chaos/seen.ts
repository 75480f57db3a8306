// The journal of the local Slack, followed as it is written: what people did, and what they got to see of it. All that is counted is
// counted here, whether or not the bot ever heard that Slack took it.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { JournalLine } from "../../../src/local-slack/protocol-journal.ts";

type Line<K extends JournalLine["kind"]> = Extract<JournalLine, { kind: K }>;
type Payload = Record<string, any>;

export type Post = { channel: string; thread: string; ts: string; text: string; blocks: unknown[]; mark: string };

/** Something that a person did and Slack waited for: a press, a submission, a command. */
export type Act = {
  user: string;
  payload: Payload;
  /** Slack took the acknowledgement; false: the person was shown a failure. Undefined while neither is known. */
  acked?: boolean;
  /** What the acknowledgement said. */
  response: Payload;
  /** Private messages that came by its response_url. */
  words: string[];
  /** Views that its trigger opened. */
  opened: number;
  /** Posts for all to see that carry its mark. */
  posts: number;
};

export type Seen = {
  acts: Act[];
  posts: Post[];
  /** Private messages that no response_url brought. */
  ephemerals: { user: string; text: string }[];
  /** By person: the distinct events of an opened Home, and how often one was published. */
  homes: Map<string, { opened: Set<string>; published: number }>;
  /** The last thing that somebody did. */
  lastOf(user: string): Act | undefined;
  faults: Map<string, number>;
};

export function createSeen(): Seen & { take(line: JournalLine): void } {
  const acts = new Map<string, Act>();
  const byMark = new Map<string, Act>();
  const late = new Set<string>();
  const seen: Seen = {
    acts: [],
    posts: [],
    ephemerals: [],
    homes: new Map(),
    faults: new Map(),
    lastOf: (user) => seen.acts.findLast((act) => act.user === user),
  };
  const homeOf = (user: string) => {
    const home = seen.homes.get(user) ?? { opened: new Set<string>(), published: 0 };
    seen.homes.set(user, home);
    return home;
  };

  function takeEnvelope({ envelope_id: id, type, payload, fault }: Line<"envelope">): void {
    const body = payload as Payload;
    if (type === "events_api") {
      if (body["event"].type === "app_home_opened") homeOf(body["event"].user).opened.add(body["event_id"]);
      return;
    }
    const user: string = body["user_id"] ?? body["user"].id;
    const act: Act = { user, payload: body, response: {}, words: [], opened: 0, posts: 0 };
    seen.acts.push(act);
    acts.set(id, act);
    // The ids by which what follows can be known to belong to it; Slack made each for this act alone.
    for (const mark of [
      body["trigger_id"],
      body["actions"]?.[0]?.action_ts,
      String(body["response_url"]).split("/").at(-1),
    ])
      if (mark) byMark.set(mark, act);
    if (fault === "late-ack") late.add(id);
  }

  function takeAck({ envelope_id: id, payload }: Line<"ack">): void {
    const act = acts.get(id);
    if (!act) return;
    // An ack that came too late counts for nothing: neither does what it said.
    act.acked = !late.has(id);
    if (act.acked) act.response = (payload ?? {}) as Payload;
  }

  function takeCall({ method, args, answer }: Line<"api">): void {
    if (answer["ok"] !== true) return;
    if (method === "chat.postMessage") takePost(args as Payload, String(answer["ts"]));
    if (method === "chat.postEphemeral")
      seen.ephemerals.push({ user: String(args["user"]), text: String(args["text"]) });
    if (method === "views.publish") homeOf(String(args["user_id"])).published += 1;
    const opener = method === "views.open" ? byMark.get(String(args["trigger_id"])) : undefined;
    if (opener) opener.opened += 1;
  }

  function takePost(args: Payload, ts: string): void {
    const { channel, thread_ts: thread = "", text = "", blocks = "[]", metadata = "{}" } = args;
    const mark = String(parsed(metadata)["event_payload"]?.delivery_id ?? "");
    seen.posts.push({ channel, thread, ts, text, blocks: parsed(blocks) as unknown as unknown[], mark });
    const act = byMark.get(mark.slice(mark.lastIndexOf(":") + 1));
    if (act) act.posts += 1;
  }

  function takeSilence({ envelope_id: id }: Line<"unacked">): void {
    const act = acts.get(id);
    if (act) act.acked = false;
  }

  function takeWords({ id, status, body }: Line<"response">): void {
    if (status === 200) byMark.get(id)?.words.push(String((body as Payload)["text"]));
  }

  return Object.assign(seen, {
    take(line: JournalLine) {
      if ("fault" in line && line.fault) seen.faults.set(line.fault, (seen.faults.get(line.fault) ?? 0) + 1);
      switch (line.kind) {
        case "envelope":
          return takeEnvelope(line);
        case "ack":
          return takeAck(line);
        case "unacked":
          return takeSilence(line);
        case "api":
          return takeCall(line);
        case "response":
          return takeWords(line);
        default:
          return undefined;
      }
    },
  });
}

/** Arguments come as JSON in a form, or parsed already. */
function parsed(value: unknown): Payload {
  return (typeof value === "string" ? JSON.parse(value) : value) as Payload;
}

/** Follows the journal at this address until it ends. */
export async function follow(url: string, take: (line: JournalLine) => void): Promise<void> {
  const feed = await fetch(`${url}/control/journal/events?last=1`);
  const lines = createInterface(Readable.fromWeb(feed.body as never));
  for await (const line of lines) if (line.startsWith("data: ")) take(JSON.parse(line.slice("data: ".length)));
}
