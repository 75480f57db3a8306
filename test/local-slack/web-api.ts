// The real WebClient against a local Slack of its own, and a bare connection that acks everything.
import { LogLevel, WebClient } from "@slack/web-api";
import { ADA, openSlack, STUDY } from "./control.ts";
import { connectRaw } from "./raw-socket.ts";

export type Api = Awaited<ReturnType<typeof openApi>>;
export type ApiAnswer = { ok: boolean } & Record<string, unknown>;

/** Opens all of it; `close` ends all of it. */
export async function openApi() {
  const slack = await openSlack();
  const { bot_token, app_token, api_url } = await slack.tokens();
  const options = { slackApiUrl: api_url, retryConfig: { retries: 0 }, logLevel: LogLevel.ERROR };
  const client = new WebClient(bot_token, options);
  const app = await connectRaw(slack);
  const call = async (method: string, args: Record<string, unknown> = {}) =>
    (await client.apiCall(method, args)) as unknown as ApiAnswer;
  return {
    slack,
    client,
    appClient: new WebClient(app_token, options),
    app,
    call,
    post: async (args: Record<string, unknown> = {}) =>
      String((await call("chat.postMessage", { channel: STUDY, text: "hello", ...args })).ts),
    /** A trigger id, as it comes with a command. */
    async trigger(): Promise<string> {
      await slack.post("command", { user: ADA, channel: STUDY, command: "/shipmate", text: "" });
      const command = app.frames.findLast(({ type }) => type === "slash_commands");
      return String(command?.payload?.trigger_id);
    },
    async close() {
      await app.close();
      await slack.slack.close();
    },
  };
}
