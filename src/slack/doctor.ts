/** Asks Slack who we are and whether everything that we need is granted, before anything else starts: one clear sentence where not. */
import type { WebClient } from "@slack/web-api";
import type { Log } from "../log.ts";
import type { Identity, SlackOptions } from "./bolt.ts";
import { isPassing, patiently } from "./patience.ts";

type Failure = { data?: { error?: string }; message: string };

/** Rejects with what is wrong and what to do; what passes by itself is waited out first. `needed` are the bot scopes of the manifest. */
export async function examine(
  client: WebClient,
  { appToken }: SlackOptions,
  needed: string[],
  log: Log,
): Promise<Identity> {
  const answer = await patiently(() => client.auth.test(), "auth.test", log).catch((error: Failure) => {
    throw new Error(
      refusal(error, "SLACK_BOT_TOKEN", "copy the Bot User OAuth Token from the app's page OAuth & Permissions"),
      {
        cause: error,
      },
    );
  });
  const granted: string[] = answer.response_metadata?.scopes ?? [];
  const missing = needed.filter((scope) => !granted.includes(scope));
  if (missing.length > 0)
    throw new Error(
      `SLACK_BOT_TOKEN lacks the scopes ${missing.join(", ")}: update the app with this version's manifest.json and install it again.`,
    );
  const open = () => client.apps.connections.open({ token: appToken });
  await patiently(open, "apps.connections.open", log).catch((error: Failure) => {
    const remedy = "make an app-level token with the scope connections:write on the app's page Basic Information";
    throw new Error(refusal(error, "SLACK_APP_TOKEN", remedy), { cause: error });
  });
  return {
    team: answer.team_id ?? "",
    teamName: answer.team ?? "",
    botUser: answer.user_id ?? "",
    botId: answer.bot_id ?? "",
  };
}

/** Whether Slack takes the bot token now; false, too, when it cannot be asked. */
export async function isInstalled(client: WebClient): Promise<boolean> {
  return client.auth.test().then(
    ({ ok }) => ok,
    () => false,
  );
}

function refusal(error: Failure, variable: string, remedy: string): string {
  const code = error.data?.error;
  return code && !isPassing(error)
    ? `Slack refused ${variable} (${code}): ${remedy}.`
    : `Slack cannot be reached (${error.message}): check the network, and SLACK_API_URL if it is set.`;
}
