/** One chaos run: schedules, days, a storm, and what was posted in the end. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { createRandom } from "../../simulator/kernel/random.ts";
import { type Database, type Location, openDatabase } from "../../store/database.ts";
import { createStore } from "../../store/store.ts";
import { nextRuns } from "../../quiz/timetable.ts";
import { BEGIN, STEP_MS, timetableOf } from "./calendar.ts";
import type { ChaosOptions } from "./options.ts";
import { type Postgres, postgresPrograms, startPostgres } from "./postgres.ts";
import { startReplica } from "./replica.ts";
import { beginStorm, type Storm } from "./storm.ts";
import { openWorkspace, type Post, type Workspace } from "./workspace.ts";

const DAY_MS = 24 * 3_600_000;
const PATIENCE_MS = 180_000;
/** So many deliveries may wait when the next hours begin: what a killed bot held waits for its lease. */
const BACKLOG = 400;
/** Between the hours, so that kills meet bots at work. */
const LONGEST_STEP_PAUSE_MS = 1_500;

export type ChaosResult = {
  expected: number;
  posts: readonly Post[];
  /** What did not come to pass in time; empty when everything did. */
  stuck: string;
  storm: Storm["counts"];
  /** Deliveries of which the bot learned by looking for them. */
  reconciled: number;
  /** System milliseconds from the step of the clock that made a slot due to its post. */
  lateness: number[];
};

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export async function runChaos(options: ChaosOptions, say: (line: string) => void): Promise<ChaosResult> {
  const folder = mkdtempSync(join(tmpdir(), "shipmate-chaos-"));
  const programs = postgresPrograms();
  if (options.store === "postgres" && !programs) throw new Error("PostgreSQL's programs (initdb) are not installed.");
  const postgres = options.store === "postgres" && programs ? await startPostgres(programs) : undefined;
  const workspace = await openWorkspace(folder);
  const location: Location = postgres ? { url: postgres.url } : { file: join(folder, "local.db") };
  const database = await openDatabase(location);
  try {
    return await storm({ options, folder, postgres, workspace, database, say });
  } finally {
    await database.kysely.destroy();
    await workspace.close();
    postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Parts = {
  options: ChaosOptions;
  folder: string;
  postgres: Postgres | undefined;
  workspace: Workspace;
  database: Database;
  say: (line: string) => void;
};

async function storm({ options, folder, postgres, workspace, database, say }: Parts): Promise<ChaosResult> {
  const chance = createRandom(`chaos ${options.seed}`);
  const days = Math.ceil(options.deliveries / options.channels);
  const end = BEGIN + days * DAY_MS;
  await workspace.setClock(BEGIN);
  const due = await makeSchedules(options, workspace, database, end);
  say(`${due.length} slots of ${options.channels} channels over ${days} days`);

  const environment = {
    ...process.env,
    LOG_LEVEL: "warn",
    SHIPMATE_LOCAL_SLACK: workspace.url,
    SHIPMATE_DATA: folder,
    SHIPMATE_DATABASE_URL: postgres?.url ?? "",
  };
  const replicas = await Promise.all(Array.from({ length: options.replicas }, () => startReplica(environment, say)));
  const raging = beginStorm({
    replicas,
    workspace,
    postgres,
    cutConnections: () => cut(database),
    random: chance.next,
  });
  const steps: Step[] = [];
  let stuck = "";
  try {
    await workspace.beginFaults(options.seed);
    for (let now = BEGIN + STEP_MS; now <= end && stuck === ""; now += STEP_MS) {
      steps.push({ upTo: now, at: Date.now() });
      await workspace.setClock(now);
      await pause(chance.next() * LONGEST_STEP_PAUSE_MS);
      stuck = await settled(database, now);
      if (now % DAY_MS === BEGIN % DAY_MS) say(`${day(now)} ${workspace.posts().length} posts`);
    }
    await raging.end();
    await workspace.endFaults();
    stuck ||= await patiently(
      "everything owed to be delivered",
      async () => (await waiting(database)).deliveries === 0,
    );
    // Whoever still holds something that is not owed any more would post it now.
    await pause(3_000);
  } finally {
    await raging.end();
    await Promise.all(replicas.map((replica) => replica.stop()));
  }
  const posts = workspace.posts().filter(({ delivery }) => delivery.startsWith("quiz:"));
  const reconciled = await countReconciled(database);
  return { expected: due.length, posts, stuck, storm: raging.counts, reconciled, lateness: latenessOf(posts, steps) };
}

/** What was due up to `upTo` (business ms) fell due when the clock was moved there (system ms). */
type Step = { upTo: number; at: number };

const day = (now: number) => new Date(now).toISOString().slice(0, 10);

function latenessOf(posts: Post[], steps: Step[]): number[] {
  return posts.flatMap(({ delivery, at }) => {
    const slot = Number(delivery.slice(delivery.lastIndexOf(":") + 1));
    const step = steps.find(({ upTo }) => slot <= upTo);
    return step ? [at - step.at] : [];
  });
}

/** Waits until every schedule was looked at, and not too much is still owed; answers what was waited for in vain. */
async function settled(database: Database, now: number): Promise<string> {
  const isLookedAt = async () => (await waiting(database)).schedules(now) === 0;
  const isFew = async () => (await waiting(database)).deliveries <= BACKLOG;
  return (
    (await patiently(`every schedule to be looked at by ${new Date(now).toISOString()}`, isLookedAt)) ||
    patiently("the backlog to shrink", isFew)
  );
}

/** Ends every other connection of the database. */
async function cut({ kysely }: Database): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()`
    .execute(kysely)
    .catch(() => {});
}

/** Each channel gets its schedule; answers the ids of the posts that are expected until `end`. */
async function makeSchedules(
  { channels }: ChaosOptions,
  workspace: Workspace,
  database: Database,
  end: number,
): Promise<string[]> {
  const store = createStore(database);
  const team = await workspace.team();
  const due: string[] = [];
  for (let at = 0; at < channels; at++) {
    const channel = await workspace.addChannel(`chaos-${at}`);
    const timetable = timetableOf(at);
    const slots = nextRuns(timetable, BEGIN, end / DAY_MS - BEGIN / DAY_MS + 2).filter((slot) => slot <= end);
    const schedule = {
      id: `chaos-${at}`,
      team,
      channel,
      owner: "U0ADA0001",
      timetable,
      track: "",
      openFor: DAY_MS / 2,
    };
    await store.quizzes.addSchedule({ ...schedule, nextRunAt: slots[0] ?? end, paused: "" });
    due.push(...slots.map((slot) => `quiz:chaos-${at}:${slot}`));
  }
  return due;
}

/** What the database still has to do; only ever used to know when to go on, never to count what was posted. */
async function waiting({ kysely }: Database) {
  const runs = await kysely.selectFrom("schedules").select("next_run_at").execute();
  const { open } = await kysely
    .selectFrom("deliveries")
    .select(({ fn }) => fn.countAll().as("open"))
    .where("status", "in", ["pending", "sending"])
    .executeTakeFirstOrThrow();
  return {
    schedules: (now: number) => runs.filter(({ next_run_at }) => next_run_at <= now).length,
    deliveries: Number(open),
  };
}

async function countReconciled({ kysely }: Database): Promise<number> {
  const { found } = await kysely
    .selectFrom("deliveries")
    .select(({ fn }) => fn.countAll().as("found"))
    .where("reconciled", "=", 1)
    .executeTakeFirstOrThrow();
  return Number(found);
}

/** Asks until it is so, whatever the database answers meanwhile; answers `what` when that takes too long. */
async function patiently(what: string, isSo: () => Promise<boolean>): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > deadline) return what;
    await pause(50);
  }
  return "";
}
