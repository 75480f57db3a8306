/** How the tables came to be, step by step. A step that has been released is never edited: the next change is a new one. */
import { type Kysely, sql } from "kysely";
import type { Migration, MigrationProvider } from "kysely/migration";
import { addAllowances } from "./steps/allowances.ts";
import { addHomeReviews } from "./steps/home-reviews.ts";
import { addLabLearning } from "./steps/lab-learning.ts";
import { addLanes } from "./steps/lanes.ts";
import { addLearning } from "./steps/learning.ts";

export type Engine = "sqlite" | "postgres";

// Migrations speak of tables as they were, so they know no row types.
type AnyDatabase = Kysely<Record<string, Record<string, unknown>>>;

/** All steps, for one engine: STRICT tables know `integer` where PostgreSQL needs `bigint`. */
export function migrations(engine: Engine): MigrationProvider {
  const big = sql.raw(engine === "sqlite" ? "integer" : "bigint");
  const fraction = sql.raw(engine === "sqlite" ? "real" : "double precision");
  const sequence = sql.raw(engine === "sqlite" ? "integer primary key autoincrement" : "bigserial primary key");
  const strict = sql.raw(engine === "sqlite" ? "strict" : "");

  const steps: Record<string, (database: AnyDatabase) => Promise<void>> = {
    "001-inbound-and-outbox": async (database) => {
      await sql`create table meta (name text primary key, value text not null) ${strict}`.execute(database);
      await sql`create table inbound (
        key text primary key, body text not null, received_at ${big} not null, done_at ${big}
      ) ${strict}`.execute(database);
      await sql`create index inbound_unfinished on inbound (received_at) where done_at is null`.execute(database);
      await sql`create table deliveries (
        seq ${sequence}, id text not null unique, team text not null, destination text not null, content text not null,
        status text not null, not_before ${big} not null, lease_until ${big} not null, owner text not null,
        attempts ${big} not null, first_attempt_at ${big} not null, maybe_sent ${big} not null, ts text not null,
        reconciled ${big} not null, problem text not null
      ) ${strict}`.execute(database);
      await sql`create index deliveries_open on deliveries (status, seq) where status in ('pending', 'sending')`.execute(
        database,
      );
      await sql`create table paused_teams (team text primary key, until_ms ${big} not null) ${strict}`.execute(
        database,
      );
    },
    "002-ask-and-learn": async (database) => {
      await sql`create table threads (
        team text not null, channel text not null, ts text not null, kind text not null, started_by text not null,
        muted ${big} not null, started_at ${big} not null, primary key (team, channel, ts)
      ) ${strict}`.execute(database);
      await sql`create table answers (
        id text primary key, team text not null, channel text not null, thread_ts text not null, person text not null,
        question text not null, answer text not null, kind text not null, asked_at ${big} not null, thumb text
      ) ${strict}`.execute(database);
      await sql`create index answers_thread on answers (team, channel, thread_ts, asked_at)`.execute(database);
      await sql`create table read_marks (
        team text not null, person text not null, section text not null, read_at ${big} not null,
        primary key (team, person, section)
      ) ${strict}`.execute(database);
    },
    "003-quizzes": async (database) => {
      await sql`create table schedules (
        id text primary key, team text not null, channel text not null, owner text not null, timetable text not null,
        track text not null, open_for ${big} not null, next_run_at ${big} not null, paused text not null
      ) ${strict}`.execute(database);
      await sql`create index schedules_due on schedules (next_run_at) where paused = ''`.execute(database);
      await sql`create table skipped_slots (
        schedule text not null, slot ${big} not null, reason text not null, primary key (schedule, slot)
      ) ${strict}`.execute(database);
      await sql`create table quizzes (
        id text primary key, team text not null, channel text not null, schedule text not null, owner text not null,
        audience text not null, question_id text not null, question text not null, option_order text not null,
        posted_at ${big} not null, closes_at ${big} not null, closed ${big} not null
      ) ${strict}`.execute(database);
      await sql`create index quizzes_open on quizzes (closes_at) where closed = 0`.execute(database);
      await sql`create index quizzes_channel on quizzes (team, channel, posted_at)`.execute(database);
      await sql`create table quiz_answers (
        quiz text not null references quizzes (id), team text not null, person text not null, option ${big} not null,
        correct ${big} not null, answered_at ${big} not null, primary key (quiz, person)
      ) ${strict}`.execute(database);
    },
    "004-labs": async (database) => {
      await sql`create table labs (
        id text primary key, team text not null, channel text not null, scenario text not null, seed text not null,
        engine text not null, started_by text not null, started_at ${big} not null, finished ${big} not null
      ) ${strict}`.execute(database);
      await sql`create table lab_commands (
        lab text not null references labs (id), key text not null unique, seq ${big} not null, person text not null,
        text text not null, said_at ${big} not null, hash text not null, undone ${big} not null, primary key (lab, seq)
      ) ${strict}`.execute(database);
      await sql`create index deliveries_ts on deliveries (ts)`.execute(database);
    },
    "005-quiz-replies": async (database) => {
      // "" where a row is older than the types of questions that are answered by more than one option.
      await sql`alter table quiz_answers add column reply text not null default ''`.execute(database);
    },
    "006-memory": async (database) => {
      await sql`create table learners (
        team text not null, person text not null, ability ${fraction} not null, answers ${big} not null,
        primary key (team, person)
      ) ${strict}`.execute(database);
      await sql`create table question_ratings (
        team text not null, question text not null, difficulty ${fraction} not null, answers ${big} not null,
        primary key (team, question)
      ) ${strict}`.execute(database);
      await sql`create table review_cards (
        team text not null, person text not null, concept text not null, stability ${fraction} not null,
        difficulty ${fraction} not null, reviewed_at ${big} not null, due_at ${big} not null,
        primary key (team, person, concept)
      ) ${strict}`.execute(database);
      await sql`create table review_reminders (
        team text not null, person text not null, channel text not null, zone text not null, next_at ${big} not null,
        primary key (team, person)
      ) ${strict}`.execute(database);
      await sql`create index review_reminders_due on review_reminders (next_at)`.execute(database);
    },
    "008-learning": (database) => addLearning(database, engine),
    "009-allowances": (database) => addAllowances(database, engine),
    "010-lanes": (database) => addLanes(database, engine),
    "011-lab-learning": (database) => addLabLearning(database, engine),
    "012-home-reviews": (database) => addHomeReviews(database, engine),
  };

  const asMigration = (up: (database: AnyDatabase) => Promise<void>): Migration => ({ up });
  return {
    getMigrations: async () =>
      Object.fromEntries(Object.entries(steps).map(([name, up]) => [name, asMigration(up as Migration["up"])])),
  };
}
