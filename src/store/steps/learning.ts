/** The step that lets people dispute a grade, and settings, pauses and rulings be kept. */
import { type Kysely, sql } from "kysely";

type AnyDatabase = Kysely<Record<string, Record<string, unknown>>>;

export async function addLearning(database: AnyDatabase, engine: "sqlite" | "postgres"): Promise<void> {
  const big = sql.raw(engine === "sqlite" ? "integer" : "bigint");
  const fraction = sql.raw(engine === "sqlite" ? "real" : "double precision");
  const strict = sql.raw(engine === "sqlite" ? "strict" : "");

  await sql`create table disputes (
    quiz text not null references quizzes (id) deferrable, team text not null, person text not null, reason text not null,
    opened_at ${big} not null, outcome text not null, settled_by text not null, settled_at ${big} not null,
    primary key (quiz, person)
  ) ${strict}`.execute(database);
  await sql`create index disputes_open on disputes (team, opened_at) where outcome = ''`.execute(database);
  // "" as long as a quiz is graded as it was posted.
  await sql`alter table quizzes add column ruling text not null default ''`.execute(database);
  // Both ratings as they stood before the answer; null in rows that are older.
  await sql`alter table quiz_answers add column ability ${fraction}`.execute(database);
  await sql`alter table quiz_answers add column item_difficulty ${fraction}`.execute(database);
  await sql`alter table quiz_answers add column guessed ${big} not null default 0`.execute(database);
  await sql`create index quiz_answers_person on quiz_answers (team, person, answered_at)`.execute(database);
  await sql`create index quizzes_question on quizzes (team, question_id)`.execute(database);

  await sql`create table settings (
    team text not null, person text not null, standings ${big} not null, primary key (team, person)
  ) ${strict}`.execute(database);
  await sql`create table channel_settings (
    team text not null, channel text not null, off text not null, digest_at ${big} not null, zone text not null,
    primary key (team, channel)
  ) ${strict}`.execute(database);
  await sql`alter table schedules add column catch_up text not null default 'latest'`.execute(database);
  await sql`alter table schedules add column questions ${big} not null default 1`.execute(database);
  await sql`alter table review_reminders add column hour ${big} not null default 9`.execute(database);

  // Whoever has their data deleted may stand in ids, which others refer to: both change in one transaction.
  if (engine === "sqlite") return;
  await sql`alter table quiz_answers alter constraint quiz_answers_quiz_fkey deferrable`.execute(database);
  await sql`alter table lab_commands alter constraint lab_commands_lab_fkey deferrable`.execute(database);
}
