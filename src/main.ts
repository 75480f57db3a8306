/** Wires the rooms together and starts the bot against one workspace: a real one, or a local Slack. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import cron from "node-cron";
import { createAsk } from "./ask/ask.ts";
import { createRenderer } from "./chart/off-thread.ts";
import type { Clock } from "./clock.ts";
import type { Library } from "./knowledge/library.ts";
import type { Log } from "./log.ts";
import type { ReadFacts } from "./school/fact-reader.ts";
import type { Rephrase } from "./school/wording.ts";
import { createReplayer } from "./replay.ts";
import type { Limits } from "./school/limits.ts";
import { createSchool } from "./school/school.ts";
import { createActs } from "./slack/acts.ts";
import { createSlackApp } from "./slack/app.ts";
import { examine, isInstalled } from "./slack/doctor.ts";
import type { Identity, SlackOptions } from "./slack/bolt.ts";
import { createAnswerStreams } from "./slack/answer-stream.ts";
import { createPictures } from "./slack/pictures.ts";
import { createPoster, createPostingClient } from "./slack/post.ts";
import { contentView } from "./slack/views/content.ts";
import { openDatabase } from "./store/database.ts";
import { bindHome } from "./store/home.ts";
import { takeInstanceLock } from "./store/sqlite.ts";
import { createStore } from "./store/store.ts";

export type BotOptions = {
  slack: SlackOptions;
  clock: Clock;
  log: Log;
  /** The folder of the embedded store. */
  dataFolder: string;
  /** A PostgreSQL instead of it, which several bots may share; absent: the embedded store. */
  databaseUrl?: string | undefined;
  /** Keep nothing: the records live in memory. */
  fresh: boolean;
  /** A local Slack and a real one never share a database: what was said here is never posted there. */
  home: "local" | "slack";
  library: Library;
  /** Where lessons can be read on the web; absent: nowhere. */
  lessonsUrl?: string | undefined;
  /** The bot scopes that the manifest asks for. */
  scopes: string[];
  /** Says an answer more fluently; absent: answers are composed from the lessons alone. */
  rephrase?: Rephrase | undefined;
  /** Reads quiz answers in people's own words; absent: they are read by their words. */
  readFacts?: ReadFacts | undefined;
  /** How much people may ask, and how much of a model they may use. */
  limits: Limits;
};

export type Bot = {
  identity: Identity;
  isConnected(): boolean;
  /** Introduces the bot in every channel that it is already a member of, once. */
  welcomeEverywhere(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the bot; rejects with one clear sentence when something it needs is missing. Resolves once it is connected. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { slack, clock, log, library } = options;
  const { database, lock, isShared } = await open(options);
  const store = createStore(database);
  try {
    const client = createPostingClient(slack, log);
    const identity = await examine(client, slack, options.scopes, log);
    await bindHome(database, `${options.home}:${identity.team}`);
    const replayer = createReplayer();
    const acts = createActs();
    const streams = createAnswerStreams(client, log);
    const pictures = createPictures(client, createRenderer(), log);
    const school = createSchool({
      store,
      library,
      lessonsUrl: options.lessonsUrl,
      ask: createAsk(library),
      rephrase: options.rephrase,
      readFacts: options.readFacts,
      clock,
      poster: createPoster({ client, draw: contentView, acts, streams, pictures }),
      live: streams,
      limits: options.limits,
      log,
      botUser: identity.botUser,
      replay: replayer.replay,
      isInstalled: () => isInstalled(client),
      owner: `${process.pid}-${crypto.randomUUID()}`,
    });
    // Whatever was being sent belonged to a process that is gone, where only one can be: this one holds the lock.
    if (!isShared) await store.outbox.releaseAll();
    const app = createSlackApp({ options: slack, identity, client, school, acts, clock, log });
    await app.start();
    const stopTicking = startTicking(() => school.tick(), clock, log);
    return {
      identity,
      isConnected: app.isConnected,
      welcomeEverywhere: async () => {
        const { channels = [] } = await client.users.conversations({ types: "public_channel,private_channel" });
        for (const channel of channels) if (channel.id) await school.welcome(identity.team, channel.id);
      },
      stop: async () => {
        stopTicking();
        await app.stop();
        await school.deliverer.stop();
        await replayer.stop();
        clock.close();
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    await store.close();
    lock.release();
    throw error;
  }
}

/**
 * The pulse of everything that is due: every minute by UTC, at once after a start, and whenever the control clock was moved.
 * What is due lies in the database, so a late or lost beat loses nothing.
 */
function startTicking(tick: () => Promise<void>, clock: Clock, log: Log): () => void {
  const beat = () =>
    tick().catch((error: unknown) =>
      log.error({ err: error }, "the minute's work failed; the next minute tries again"),
    );
  const task = cron.schedule("* * * * *", beat, { timezone: "UTC", name: "minute", noOverlap: true });
  const stopListening = clock.onMove(() => void beat());
  void beat();
  return () => {
    stopListening();
    void task.destroy();
  };
}

const UNLOCKED = { release: () => {} };

/** The records, and what keeps a second bot off them; a PostgreSQL is made to be shared. */
async function open({ fresh, databaseUrl, dataFolder, home, log }: BotOptions) {
  if (fresh) return { database: await openDatabase({ file: ":memory:" }), lock: UNLOCKED, isShared: false };
  if (databaseUrl !== undefined)
    return {
      database: await openDatabase({ url: databaseUrl }, (problem) => log.warn({ problem }, "waiting for PostgreSQL")),
      lock: UNLOCKED,
      isShared: true,
    };
  return { ...(await openFile(dataFolder, home)), isShared: false };
}

async function openFile(dataFolder: string, home: BotOptions["home"]) {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const lock = takeInstanceLock(join(dataFolder, `${home}.lock`));
  if (!lock)
    throw new Error(
      `Another Shipmate is running on the folder ${dataFolder}: stop it, or set SHIPMATE_DATA to another folder.`,
    );
  try {
    return { database: await openDatabase({ file: join(dataFolder, `${home}.db`) }), lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}
