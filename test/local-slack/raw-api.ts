// Web API calls by hand, for what an SDK would not send.
import { expect } from "@jest/globals";
import { ADA, STUDY, type Control } from "./control.ts";
import { connectRaw } from "./raw-socket.ts";

export type RawAnswer = {
  ok: boolean;
  error?: string;
  response_metadata?: { messages?: string[] };
  [key: string]: unknown;
};

/** Calls a method with JSON and the bot's token; the answer is always HTTP 200. */
export async function rawCall(
  slack: Control,
  method: string,
  args: unknown,
  headers: Record<string, string> = {},
): Promise<RawAnswer> {
  const { bot_token } = await slack.tokens();
  const all = { "content-type": "application/json", authorization: `Bearer ${bot_token}`, ...headers };
  const answer = await fetch(`${slack.url}/api/${method}`, {
    method: "POST",
    headers: all,
    body: JSON.stringify(args),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as RawAnswer;
}

/** A trigger id, as it comes with a command. */
export async function openTrigger(slack: Control): Promise<string> {
  const app = await connectRaw(slack);
  await slack.post("command", { user: ADA, channel: STUDY, command: "/shipmate", text: "" });
  await app.close();
  return String(app.frames.find(({ type }) => type === "slash_commands")?.payload?.trigger_id);
}

/** So many of the same thing. */
export function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
