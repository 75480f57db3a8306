/** `npm start`: a local Slack in the browser and the bot in it, with one printed address. */
import { resolve } from "node:path";
import { followControlClock } from "../clock.ts";
import { type Config, readConfig } from "../config.ts";
import { type Log, createLog } from "../log.ts";
import { type Bot, startBot } from "../main.ts";
import { type LocalSlack, joinLocalSlack, spawnLocalSlack } from "./local-slack.ts";

const root = resolve(import.meta.dirname, "../..");

async function start(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const local = await openLocalSlack(config);
  console.log(`\n  Shipmate is at ${local.url}\n`);

  const stops: (() => Promise<void>)[] = [local.stop];
  const stopping = stopOnSignal(stops, log, local);
  const bot = await startInLocalSlack(config, local, log);
  if (stopping.begun) return bot.stop();
  stops.unshift(bot.stop);
  sayWhatToTry(config);
  // Without its welcome the bot works all the same.
  await bot.welcomeEverywhere().catch((error: unknown) => log.debug({ err: error }, "no welcome"));
}

function openLocalSlack(config: Config): Promise<LocalSlack> {
  if (config.localSlackUrl) return joinLocalSlack(config.localSlackUrl);
  const fresh = process.argv.includes("--fresh");
  return spawnLocalSlack({
    port: config.port,
    dataFolder: config.dataFolder,
    manifest: resolve(root, "manifest.json"),
    fresh,
  });
}

async function startInLocalSlack(config: Config, local: LocalSlack, log: Log): Promise<Bot> {
  return startBot({
    slack: { botToken: local.botToken, appToken: local.appToken, slackApiUrl: local.apiUrl },
    clock: await followControlClock(local.url),
    log,
    dataFolder: config.dataFolder,
    home: "local",
    fresh: process.argv.includes("--fresh"),
    knowledgeFolder: resolve(root, "knowledge"),
  });
}

/** Ends what was started, last first: within ten seconds, whatever hangs. */
function stopOnSignal(stops: (() => Promise<void>)[], log: Log, local: LocalSlack): { begun: boolean } {
  const stopping = { begun: false };
  const stop = async (code: number) => {
    if (stopping.begun) return;
    stopping.begun = true;
    setTimeout(() => process.exit(code || 1), 9_500).unref();
    for (const each of stops.splice(0))
      await each().catch((error: unknown) => log.error({ err: error }, "while stopping"));
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(0));
  local.onExit(() => void stop(1));
  return stopping;
}

function sayWhatToTry({ dataFolder }: Config): void {
  console.log(`  Three things to try in #study-orchestration:
    @shipmate why is my pod Pending?
    @shipmate what is the difference between Kubernetes and Docker Swarm?
    /shipmate learn

  This is a local workspace: nothing leaves this machine. Ctrl+C stops it; what was said is kept in ${dataFolder}/.
`);
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
