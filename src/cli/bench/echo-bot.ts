/** The bot that the real one is measured against: it makes the same calls for a mention, and thinks nothing. */
import bolt from "@slack/bolt";

const url = process.argv[2] ?? "";
const app = (await (await fetch(`${url}/control/app`)).json()) as {
  bot_token: string;
  app_token: string;
  api_url: string;
};

const clientOptions = { slackApiUrl: app.api_url };
const echo = new bolt.App({
  token: app.bot_token,
  receiver: new bolt.SocketModeReceiver({
    appToken: app.app_token,
    logLevel: bolt.LogLevel.ERROR,
    installerOptions: { clientOptions },
  }),
  clientOptions,
  logLevel: bolt.LogLevel.ERROR,
});

echo.event("app_mention", async ({ event, client }) => {
  void client.assistant.threads.setStatus({ channel_id: event.channel, thread_ts: event.ts, status: "is listening…" });
  await client.chat.postMessage({
    channel: event.channel,
    thread_ts: event.ts,
    text: event.text,
    blocks: [{ type: "section", text: { type: "mrkdwn", text: event.text } }],
  });
});

await echo.start();
console.log("echo is ready");
