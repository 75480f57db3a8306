/** What is kept of one person: read as a whole, and forgotten as a whole. */
import type { Kysely } from "kysely";
import type { PersonalRecords } from "../school/personal.ts";
import { forgetPerson } from "./forget.ts";
import type { Engine } from "./migrations.ts";
import type { Tables } from "./tables.ts";

export function personalRecords(database: Kysely<Tables>, engine: Engine): PersonalRecords {
  return {
    forget: (subject) => forgetPerson(database, engine, subject),
    async read({ team, person }) {
      const own = { team, person };
      const of = <T extends OwnTable>(table: T) =>
        database
          .selectFrom(table as OwnTable)
          .selectAll()
          .where((where) => where.and(own))
          .execute();
      const [questions, read, ability, cards, reminder, settings, disputes] = await Promise.all(
        OWN.map((table) => of(table)),
      );
      const quizAnswers = await database
        .selectFrom("quiz_answers")
        .innerJoin("quizzes", "quizzes.id", "quiz_answers.quiz")
        .select([
          "quizzes.channel",
          "quizzes.question_id",
          "quizzes.question",
          "quiz_answers.reply",
          "quiz_answers.option",
          "quiz_answers.correct",
          "quiz_answers.guessed",
          "quiz_answers.answered_at",
        ])
        .where((where) => where.and({ "quiz_answers.team": team, person }))
        .orderBy("answered_at")
        .execute();
      const labCommands = await database
        .selectFrom("lab_commands")
        .innerJoin("labs", "labs.id", "lab_commands.lab")
        .select(["labs.channel", "lab_commands.lab", "lab_commands.text", "lab_commands.said_at"])
        .where((where) => where.and({ "labs.team": team, person }))
        .orderBy("said_at")
        .execute();
      const started = { team, started_by: person };
      const labs = database.selectFrom("labs").select(["id", "channel", "started_at"]);
      const threads = database.selectFrom("threads").select(["channel", "ts", "kind", "started_at"]);
      const owned = { team, owner: person };
      const schedules = database.selectFrom("schedules").select(["id", "channel", "timetable", "track"]);
      const quizzes = database.selectFrom("quizzes").select(["id", "channel", "question_id", "posted_at"]);
      const rows = {
        questionsAsked: questions,
        sectionsRead: read,
        ability,
        reviewCards: cards,
        reminder,
        settings,
        disputes,
        quizAnswers,
        labCommands,
        labsStarted: await labs.where((where) => where.and(started)).execute(),
        threadsStarted: await threads.where((where) => where.and(started)).execute(),
        schedulesOwned: await schedules.where((where) => where.and(owned)).execute(),
        quizzesAskedFor: await quizzes.where((where) => where.and(owned)).execute(),
      };
      return Object.fromEntries(Object.entries(rows).map(([kind, found = []]) => [kind, found.map(readable)]));
    },
  };
}

/** Tables whose rows are one person's own. */
const OWN = [
  "answers",
  "read_marks",
  "learners",
  "review_cards",
  "review_reminders",
  "settings",
  "disputes",
] as const satisfies (keyof Tables)[];
type OwnTable = (typeof OWN)[number];

/** A row as people and programs read it: instants in ISO 8601, JSON as what it says. Whose it is stands once, above all. */
function readable(row: object): Record<string, unknown> {
  const kept = Object.entries(row).filter(([name]) => name !== "team" && name !== "person");
  return Object.fromEntries(kept.map(([name, value]) => [name, readableValue(name, value)]));
}

function readableValue(name: string, value: unknown): unknown {
  if (name.endsWith("_at") && typeof value === "number") return value === 0 ? null : new Date(value).toISOString();
  return typeof value === "string" && /^[[{]/.test(value) ? parsed(value) : value;
}

/** What a person typed may begin as JSON does, and be none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
