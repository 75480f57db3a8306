/**
 * Forgets a person. What is theirs alone is deleted; what others see or count stays without a name: an answer to a channel's quiz counts
 * on, and a lab can still be replayed. What is left of their id in any other text (an id made of it, a mention) is replaced at the end, table by table, so
 * that a table which is added later needs no code here to be safe.
 */
import { type Kysely, sql } from "kysely";
import { channelLane } from "../school/lanes.ts";
import { type Forgotten, GONE, type Subject } from "../school/personal.ts";
import type { Engine } from "./migrations.ts";
import type { Tables } from "./tables.ts";

export async function forgetPerson(database: Kysely<Tables>, engine: Engine, subject: Subject): Promise<Forgotten> {
  // An id and what refers to it change one after the other.
  await (engine === "sqlite" ? sql`pragma defer_foreign_keys = on` : sql`set constraints all deferred`).execute(
    database,
  );
  const deleted = await deleteOwn(database, subject);
  const nameless = await dropNames(database, subject);
  await replaceEverywhere(database, subject.person);
  return { deleted, nameless };
}

async function deleteOwn(database: Kysely<Tables>, subject: Subject): Promise<number> {
  const { team, person } = subject;
  const directs = await directsWith(database, subject);
  const own = database.selectFrom("quizzes").select("id").where("team", "=", team).where("audience", "=", person);
  const counts = [
    await database.deleteFrom("disputes").where("quiz", "in", own).executeTakeFirst(),
    await database.deleteFrom("quiz_answers").where("quiz", "in", own).executeTakeFirst(),
    await database.deleteFrom("quizzes").where("team", "=", team).where("audience", "=", person).executeTakeFirst(),
    await database.deleteFrom("threads").where("team", "=", team).where("channel", "in", directs).executeTakeFirst(),
  ];
  for (const table of ["answers", "read_marks", "learners", "review_cards", "review_reminders", "settings"] as const) {
    const rows = database.deleteFrom(table).where("team", "=", team).where("person", "=", person);
    counts.push(await rows.executeTakeFirst());
  }
  await deleteLetters(database, subject, directs);
  return counts.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
}

/** The direct messages with a person, as far as the records know them. */
async function directsWith(database: Kysely<Tables>, { team, person, direct }: Subject): Promise<string[]> {
  const own = { team, person };
  const rows = [
    ...(await database
      .selectFrom("answers")
      .select("channel")
      .where((where) => where.and(own))
      .execute()),
    ...(await database
      .selectFrom("review_reminders")
      .select("channel")
      .where((where) => where.and(own))
      .execute()),
    ...(await database
      .selectFrom("quizzes")
      .select("channel")
      .where((where) => where.and({ team, audience: person }))
      .execute()),
  ];
  const channels = rows.map(({ channel }) => channel);
  return [...new Set([direct, ...channels.filter((channel) => channel.startsWith("D"))])];
}

/** What was owed or said to them alone. The card of a lab stays: by it the lab's thread is known. */
async function deleteLetters(database: Kysely<Tables>, { team, person }: Subject, directs: string[]): Promise<void> {
  const marks = [`"user":"${person}"`, ...[person, ...directs].map((channel) => `"channel":"${channel}"`)];
  await database
    .deleteFrom("deliveries")
    .where("team", "=", team)
    .where("id", "not like", "lab:%")
    .where((where) => where.or(marks.map((mark) => where("destination", "like", `%${mark}%`))))
    .execute();
  await database
    .deleteFrom("lanes")
    .where(
      "name",
      "in",
      [person, ...directs].map((channel) => channelLane(team, channel)),
    )
    .execute();
}

/** Their own words go, too: of an answer that was typed, only whether it was right is left. */
async function dropNames(database: Kysely<Tables>, { team, person }: Subject): Promise<number> {
  const own = { team, person };
  const answers = await database
    .selectFrom("quiz_answers")
    .select(["quiz", "reply"])
    .where((where) => where.and(own))
    .execute();
  for (const { quiz, reply } of answers) {
    // A dispute stays with its answer.
    const name = nobody();
    await database
      .updateTable("quiz_answers")
      .set({ person: name, reply: withoutWords(reply) })
      .where((where) => where.and({ ...own, quiz }))
      .execute();
    await database
      .updateTable("disputes")
      .set({ person: name })
      .where((where) => where.and({ ...own, quiz }))
      .execute();
  }

  const updates = [
    database.updateTable("disputes").set({ settled_by: "" }).where("settled_by", "=", person),
    database.updateTable("lab_commands").set({ person: "" }).where("person", "=", person),
    database.updateTable("labs").set({ started_by: "" }).where("started_by", "=", person),
    database.updateTable("threads").set({ started_by: "" }).where("started_by", "=", person),
    database.updateTable("schedules").set({ owner: "" }).where("owner", "=", person),
    database.updateTable("quizzes").set({ owner: "" }).where("owner", "=", person),
  ];
  let rows = answers.length;
  for (const update of updates) rows += Number((await update.executeTakeFirst()).numUpdatedRows);
  return rows;
}

/** One answer has one name, so that no two of them can be told to be the same person's. */
function nobody(): string {
  return `${GONE}${crypto.randomUUID()}`;
}

function withoutWords(reply: string): string {
  if (!reply) return reply;
  // What a model has read in it are words of theirs, too.
  const { spans: _, ...said } = JSON.parse(reply) as Record<string, unknown>;
  return JSON.stringify("text" in said ? { ...said, text: "" } : said);
}

/** The id that is left in texts (in what one act or another was named by, in mentions) becomes one that was never anybody's. */
async function replaceEverywhere(database: Kysely<Tables>, person: string): Promise<void> {
  const gone = nobody();
  // Of two ids one may begin as the other does.
  const whole = new RegExp(`(?<![A-Z0-9])${RegExp.escape(person)}(?![A-Z0-9])`, "g");
  for (const { name, columns } of await database.introspection.getTables())
    for (const column of columns.filter(({ dataType }) => /text|varchar/i.test(dataType))) {
      const [table, field] = [sql.table(name), sql.ref(column.name)];
      const found = await sql<{
        text: string;
      }>`select distinct ${field} as text from ${table} where ${field} like ${`%${person}%`}`.execute(database);
      for (const { text } of found.rows)
        await sql`update ${table} set ${field} = ${text.replace(whole, gone)} where ${field} = ${text}`.execute(
          database,
        );
    }
}
