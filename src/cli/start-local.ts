/** Shipmate on a bare machine: a local Slack in the browser, one printed address, and the bot in it. */
import { followControlClock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Library } from "../knowledge/library.ts";
import type { Log } from "../log.ts";
import { startBot } from "../main.ts";
import { manifestFile, neededScopes, readFactsWith, rephraseWith } from "./common.ts";
import { type LocalSlack, joinLocalSlack, spawnLocalSlack } from "./local-slack.ts";
import type { Stopping } from "./stop.ts";

export async function startLocally(config: Config, library: Library, log: Log, stopping: Stopping): Promise<void> {
  const fresh = process.argv.includes("--fresh");
  const local = await openLocalSlack(config, fresh);
  stopping.add(local.stop);
  local.onExit(() => void stopping.now(1));
  console.log(`\n  Shipmate is at ${local.url}\n`);

  const bot = await startBot({
    slack: { botToken: local.botToken, appToken: local.appToken, slackApiUrl: local.apiUrl },
    clock: await followControlClock(local.url),
    log,
    dataFolder: config.dataFolder,
    databaseUrl: config.databaseUrl,
    home: "local",
    fresh,
    library,
    lessonsUrl: config.lessonsUrl,
    scopes: neededScopes(),
    rephrase: await rephraseWith(config.openai, library, log),
    readFacts: await readFactsWith(config.openai, log),
    limits: config.limits,
  });
  if (stopping.begun()) return bot.stop();
  stopping.add(bot.stop);
  sayWhatToTry(config);
  // Without its welcome the bot works all the same.
  await bot.welcomeEverywhere().catch((error: unknown) => log.debug({ err: error }, "no welcome"));
}

function openLocalSlack(config: Config, fresh: boolean): Promise<LocalSlack> {
  if (config.localSlackUrl) return joinLocalSlack(config.localSlackUrl);
  return spawnLocalSlack({ port: config.port, dataFolder: config.dataFolder, manifest: manifestFile, fresh });
}

function sayWhatToTry({ dataFolder, openai }: Config): void {
  const outside = openai
    ? "only questions, lesson passages and quiz answers in one's own words leave this machine, to the model's endpoint"
    : "nothing leaves this machine";
  console.log(`  Three things to try in #study-orchestration:
    @shipmate why is my pod Pending?
    /shipmate quiz now
    /shipmate lab hpa-spike

  This is a local workspace: ${outside}. Ctrl+C stops it; what was said is kept in ${dataFolder}/.
`);
}
