/** The step that lets reviews be played in App Home. */
import { type Kysely, sql } from "kysely";

type AnyDatabase = Kysely<Record<string, Record<string, unknown>>>;

export async function addHomeReviews(database: AnyDatabase, engine: "sqlite" | "postgres"): Promise<void> {
  const big = sql.raw(engine === "sqlite" ? "integer" : "bigint");
  // Which question stands in somebody's App Home: the view itself remembers nothing.
  await sql`alter table settings add column home_review text not null default ''`.execute(database);
  await sql`alter table settings add column home_review_since ${big} not null default 0`.execute(database);
  // What somebody is asked alone is looked for by them, wherever it stands.
  await sql`create index quizzes_audience on quizzes (team, audience, closed) where audience <> ''`.execute(database);
}
