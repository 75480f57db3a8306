/** Shipmate as a Bolt app over Socket Mode: wires the listeners, one file a subject, between Slack and the school. */
import type { ExtendedErrorHandlerArgs } from "@slack/bolt/dist/App.js";
import type { WebClient } from "@slack/web-api";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Heard } from "../school/listening.ts";
import type { School } from "../school/school.ts";
import type { Acts } from "./acts.ts";
import { createAttend } from "./attend.ts";
import { listenToAnswers } from "./answer.ts";
import { listenToAsk } from "./ask.ts";
import { type Identity, type SlackOptions, createBolt } from "./bolt.ts";
import { listenToChannels } from "./channel.ts";
import { listenToCommands } from "./commands.ts";
import { type Connection, keepConnected } from "./connection.ts";
import { listenToDisputes } from "./disputes.ts";
import { listenToHome } from "./home.ts";
import { createInTurn } from "./in-turn.ts";
import { listenToLearn } from "./learn.ts";
import { listenToLab } from "./lab.ts";
import { bringsFiles, manifestsIn } from "./lab-files.ts";
import { readHeard } from "./message.ts";
import { readOwnPost } from "./own-post.ts";
import { listenToPrivacy } from "./privacy.ts";
import { listenToQuiz } from "./quiz.ts";
import { listenToReviews } from "./reviews.ts";
import type { Door } from "./door.ts";
import type { Brought } from "./read-file.ts";
import { type Receiving, recordBeforeAck } from "./receive.ts";
import { listenToSchedules } from "./schedule.ts";
import { tellTrouble } from "./trouble.ts";

export type SlackApp = { start(): Promise<void>; stop(): Promise<void>; isConnected(): boolean };

export function createSlackApp(parts: {
  options: SlackOptions;
  identity: Identity;
  client: WebClient;
  school: School;
  acts: Acts;
  clock: Clock;
  log: Log;
}): SlackApp {
  const { options, identity, school, clock, log } = parts;
  const { receiver, app } = createBolt(options, identity, log);
  const receiving = recordBeforeAck({
    receiver,
    records: school.store.inbound,
    attend: createAttend(parts.acts, school.deliverer.follow, log),
    clock,
    log,
    noteOwn: (body) => {
      const post = readOwnPost(body, identity);
      if (post) school.deliverer.heard(post);
      return post !== undefined;
    },
    concernsUs: async (body) => {
      const heard = readHeard(body, identity);
      return heard !== undefined && concerns(school, heard, manifestsIn(body));
    },
  });
  receiver.init(app);

  const door: Door = { app, school, identity, client: parts.client, log, inTurn: createInTurn() };
  listenToAsk(door);
  listenToAnswers(door);
  listenToCommands(door);
  listenToLearn(door);
  listenToHome(door);
  listenToPrivacy(door);
  listenToQuiz(door);
  listenToReviews(door);
  listenToDisputes(door);
  listenToChannels(door);
  listenToLab(door);
  listenToSchedules(door);
  app.error(({ error, body }: ExtendedErrorHandlerArgs) => tellTrouble(door, error, body as Record<string, any>));

  const connection = keepConnected(receiver, log);
  return {
    start: () => start(connection, receiving, school),
    stop: () => stop(connection, receiving),
    isConnected: connection.isOpen,
  };
}

/** How long a message waits for the ts of a card that may be the root of its thread. */
const CARD_MS = 2_500;

/**
 * A lab is known by the ts of its card. Somebody may type under a card whose post was taken while its reply was lost: then the message waits
 * until the card was found, or Slack sends it again.
 */
async function concerns(school: School, heard: Heard, files: readonly Brought[]): Promise<boolean> {
  const isOurs = async () => (await school.concerns(heard)) || bringsFiles(school, heard, files);
  if (await isOurs()) return true;
  if (!heard.threadTs) return false;
  if (!(await school.deliverer.posted(heard.team, heard.channel, CARD_MS)))
    throw new Error("a post in its channel is still in doubt: the message is not acknowledged, and comes again");
  return isOurs();
}

async function start(connection: Connection, receiving: Receiving, school: School): Promise<void> {
  await receiving.look();
  await connection.open();
  school.deliverer.wake();
  void receiving.resume();
}

/** Takes nothing new in and finishes what is under way. */
async function stop(connection: Connection, receiving: Receiving): Promise<void> {
  await connection.close();
  await receiving.idle();
}
