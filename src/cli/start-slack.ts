/** Shipmate in a real workspace, over Socket Mode. */
import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { serveHealth } from "../health.ts";
import type { Library } from "../knowledge/library.ts";
import type { Log } from "../log.ts";
import { startBot } from "../main.ts";
import { neededScopes, readFactsWith, rephraseWith } from "./common.ts";
import type { Stopping } from "./stop.ts";

export async function startAgainstSlack(
  config: Config,
  slack: NonNullable<Config["slack"]>,
  library: Library,
  log: Log,
  stopping: Stopping,
): Promise<void> {
  let isConnected = () => false;
  const health = await serveHealth(config.port, () => isConnected());
  stopping.add(health.close);
  const bot = await startBot({
    slack,
    clock: systemClock(),
    log,
    dataFolder: config.dataFolder,
    databaseUrl: config.databaseUrl,
    home: "slack",
    fresh: false,
    library,
    lessonsUrl: config.lessonsUrl,
    scopes: neededScopes(),
    rephrase: await rephraseWith(config.openai, library, log),
    readFacts: await readFactsWith(config.openai, log),
    limits: config.limits,
  });
  if (stopping.begun()) return bot.stop();
  isConnected = bot.isConnected;
  stopping.add(bot.stop);
  log.info({ team: bot.identity.team, health: health.url }, "connected to Slack");
  console.log(`Shipmate is in the workspace ${bot.identity.teamName}. Health: ${health.url}`);
}
