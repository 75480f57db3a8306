/** `npm start`: with Slack's tokens the bot in your workspace; with none, a local Slack in the browser and the bot in it. */
import { type Config, readConfig } from "../config.ts";
import { createLog } from "../log.ts";
import { readKnowledge } from "./read-knowledge.ts";
import { settle } from "./settle.ts";
import { startAgainstSlack } from "./start-slack.ts";
import { startLocally } from "./start-local.ts";
import { stopOnSignal } from "./stop.ts";

async function start(config: Config): Promise<void> {
  // First of all: lessons that cannot be used are said before anything is started.
  const library = readKnowledge(config.ownKnowledge);
  const log = createLog(config.logLevel ?? (config.slack ? "info" : "warn"));
  const stopping = stopOnSignal(log);
  await (config.slack
    ? startAgainstSlack(config, config.slack, library, log, stopping)
    : startLocally(config, library, log, stopping));
  await settle();
}

// One catch for all that can be missing or wrong at the start: the sentence says what, and what to do.
try {
  await start(readConfig());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
