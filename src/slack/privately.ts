/** Where a private word goes to whoever pressed something: by the press's own response_url, which works even where the bot is no member. */
import type { Destination } from "../school/delivery.ts";
import type { Door } from "./door.ts";
import { inboundKey } from "./receive.ts";

type Pressed = {
  response_url?: string;
  user?: { id?: string };
  channel?: { id?: string };
  message?: { thread_ts?: string };
};

/** Undefined for what happened in App Home: there is no place to say anything. */
export function privately(body: object): Destination | undefined {
  const { response_url: url, user, channel, message } = body as Pressed;
  const threadTs = message?.thread_ts;
  if (url && user?.id) return { kind: "response", url, user: user.id, threadTs };
  if (!channel?.id || !user?.id) return undefined;
  return { kind: "private", channel: channel.id, user: user.id, threadTs };
}

/** Says something to whoever pressed a button, and to nobody else. */
export async function tellPresser({ school, identity }: Door, body: object, text: string): Promise<void> {
  const destination = privately(body);
  if (!destination) return;
  const id = `reply:${inboundKey(body as Record<string, unknown>) ?? ""}`;
  await school.say({ id, team: identity.team, destination, content: { kind: "note", text } });
}
