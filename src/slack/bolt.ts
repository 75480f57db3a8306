/** A Bolt app over Socket Mode, set up the way that we want it: its own receiver, no state in memory, our logs. */
import bolt from "@slack/bolt";
import type { Log } from "../log.ts";
import { slackLogger } from "./logger.ts";

export type SlackOptions = { botToken: string; appToken: string; slackApiUrl?: string | undefined };

/** Who the bot is in its workspace, as auth.test says. */
export type Identity = { team: string; teamName: string; botUser: string; botId: string };

/** The socket is given up after five seconds without a pong by default; the bot may be busy for longer on a small machine. */
const PING_TIMEOUT_MS = 20_000;
const CALL_TIMEOUT_MS = 10_000;

export function createBolt({ botToken, appToken, slackApiUrl }: SlackOptions, identity: Identity, log: Log) {
  const logger = slackLogger(log);
  const clientOptions = slackApiUrl ? { slackApiUrl } : {};
  const receiver = new bolt.SocketModeReceiver({
    appToken,
    clientPingTimeout: PING_TIMEOUT_MS,
    // What opens the socket again, and calls again for an address, is src/slack/connection.ts.
    autoReconnectEnabled: false,
    logger,
    installerOptions: { clientOptions: { ...clientOptions, timeout: CALL_TIMEOUT_MS, retryConfig: { retries: 0 } } },
  });
  const app = new bolt.App({
    receiver,
    // Who we are is known already (auth.test was asked at start), so Bolt need not ask for each event.
    authorize: async () => ({ botToken, botId: identity.botId, botUserId: identity.botUser, teamId: identity.team }),
    clientOptions: { ...clientOptions, timeout: CALL_TIMEOUT_MS },
    convoStore: false,
    extendedErrorHandler: true,
    logger,
  });
  return { receiver, app };
}
