/** Reads what the environment (and a `.env` file) says, once, at the door. Every variable is explained in `.env.example`. */
import { config as readDotenv } from "dotenv";
import { z } from "zod";
import type { Limits } from "./school/limits.ts";

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
/** So much where it is not set. */
const unless = (fallback: number, schema: z.ZodNumber | z.ZodCoercedNumber) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.default(fallback));
const url = (name: string, example: string) =>
  z.string().refine((value) => URL.canParse(value), `${name} must be an address such as ${example}`);

const count = (name: string) => z.coerce.number(`${name} must be a whole number, 0 or more`).int().min(0);
const dollars = (name: string) => z.coerce.number(`${name} must be an amount of dollars, such as 2.50`).min(0);
/** `1.25,10`: dollars for a million tokens that go in, and for a million that come out. */
const prices = (name: string) =>
  z
    .string()
    .regex(
      /^\d+(\.\d+)?,\s*\d+(\.\d+)?$/,
      `${name} must be two amounts of dollars for a million tokens, in and out, such as 1.25,10`,
    )
    .transform((text) => text.split(",").map(Number) as [number, number]);

const environment = z.object({
  SLACK_BOT_TOKEN: optional(z.string().startsWith("xoxb-", "SLACK_BOT_TOKEN must begin with xoxb-")),
  SLACK_APP_TOKEN: optional(z.string().startsWith("xapp-", "SLACK_APP_TOKEN must begin with xapp-")),
  SLACK_API_URL: optional(url("SLACK_API_URL", "https://slack.com/api/")),
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: optional(url("OPENAI_BASE_URL", "https://api.openai.com/v1")),
  OPENAI_MODEL: optional(z.string()),
  SHIPMATE_QUESTIONS_PER_HOUR: unless(200, count("SHIPMATE_QUESTIONS_PER_HOUR")),
  SHIPMATE_MODEL_ANSWERS_PER_HOUR: unless(40, count("SHIPMATE_MODEL_ANSWERS_PER_HOUR")),
  SHIPMATE_MODEL_TOKENS_PER_PERSON: unless(150_000, count("SHIPMATE_MODEL_TOKENS_PER_PERSON")),
  SHIPMATE_MODEL_TOKENS_PER_DAY: unless(2_000_000, count("SHIPMATE_MODEL_TOKENS_PER_DAY")),
  SHIPMATE_MODEL_PRICES: optional(prices("SHIPMATE_MODEL_PRICES")),
  SHIPMATE_MODEL_DOLLARS_PER_PERSON: optional(dollars("SHIPMATE_MODEL_DOLLARS_PER_PERSON")),
  SHIPMATE_MODEL_DOLLARS_PER_DAY: optional(dollars("SHIPMATE_MODEL_DOLLARS_PER_DAY")),
  PORT: optional(z.coerce.number("PORT must be a number from 0 to 65535").int().min(0).max(65_535)),
  SHIPMATE_DATA: optional(z.string()),
  SHIPMATE_DATABASE_URL: optional(
    z
      .string()
      .refine(
        (value) => URL.canParse(value) && ["postgres:", "postgresql:"].includes(new URL(value).protocol),
        "SHIPMATE_DATABASE_URL must be an address such as postgres://shipmate:secret@db.example.com/shipmate",
      ),
  ),
  SHIPMATE_KNOWLEDGE: optional(z.string()),
  SHIPMATE_LESSONS_URL: optional(
    url("SHIPMATE_LESSONS_URL", "https://docs.example.com/lessons")
      .refine(isLessonsAddress, "SHIPMATE_LESSONS_URL must begin with https:// and have neither ? nor #")
      .transform((address) => address.replace(/\/+$/, "")),
  ),
  LOG_LEVEL: optional(z.enum(["debug", "info", "warn", "error"])),
  SHIPMATE_LOCAL_SLACK: optional(
    url("SHIPMATE_LOCAL_SLACK", "http://127.0.0.1:3000")
      .refine(isLoopback, "SHIPMATE_LOCAL_SLACK must be an address of this machine, such as http://127.0.0.1:3000")
      .transform((address) => address.replace(/\/+$/, "")),
  ),
});

/** A local Slack's fake tokens are only ever shown to this machine. */
function isLoopback(address: string): boolean {
  return URL.canParse(address) && ["127.0.0.1", "localhost"].includes(new URL(address).hostname);
}

/** What a lesson's page and a section's anchor can be appended to. */
function isLessonsAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, search, hash } = new URL(address);
  return protocol === "https:" && !search && !hash && !/[?#\s<>|]/.test(address);
}

export type Config = {
  /** Absent: the local Slack. */
  slack: { botToken: string; appToken: string; slackApiUrl: string | undefined } | undefined;
  /** Absent: answers are composed from the lessons, without a model. */
  openai: { apiKey: string; baseURL: string | undefined; model: string | undefined } | undefined;
  limits: Limits;
  /** Absent: 3000, or the next free port after it. */
  port: number | undefined;
  /** The folder of the embedded store and of the local Slack. */
  dataFolder: string;
  /** A PostgreSQL instead of the embedded store; several bots may share it. */
  databaseUrl: string | undefined;
  /** A team's own lessons, laid over the shipped ones; absent: none. */
  ownKnowledge: string | undefined;
  /** Where lessons can be read on the web, without a slash at the end; absent: nowhere. */
  lessonsUrl: string | undefined;
  /** Absent: info against Slack, warn with the local Slack. */
  logLevel: "debug" | "info" | "warn" | "error" | undefined;
  /** A local Slack that runs already; absent: one is started. */
  localSlackUrl: string | undefined;
};

/** The names of all the variables that are read, for the test that compares them with `.env.example`. */
export const variableNames = Object.keys(environment.shape);

/** Throws an Error with one clear sentence for each variable that cannot be used. */
export function readConfig(variables: NodeJS.ProcessEnv = withDotenv()): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const complaints = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The configuration cannot be used. ${complaints.join("; ")}. See .env.example.`);
  }
  const { data } = parsed;
  return {
    slack: readSlack(data),
    openai: data.OPENAI_API_KEY
      ? { apiKey: data.OPENAI_API_KEY, baseURL: data.OPENAI_BASE_URL, model: data.OPENAI_MODEL }
      : undefined,
    limits: readLimits(data),
    port: data.PORT,
    dataFolder: data.SHIPMATE_DATA ?? "data",
    databaseUrl: data.SHIPMATE_DATABASE_URL,
    ownKnowledge: data.SHIPMATE_KNOWLEDGE,
    lessonsUrl: data.SHIPMATE_LESSONS_URL,
    logLevel: data.LOG_LEVEL,
    localSlackUrl: data.SHIPMATE_LOCAL_SLACK,
  };
}

function readSlack(data: z.output<typeof environment>): Config["slack"] {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slackApiUrl } = data;
  if (botToken && appToken) return { botToken, appToken, slackApiUrl };
  if (!botToken && !appToken) return undefined;
  const [set, missing] = botToken ? ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"] : ["SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"];
  throw new Error(
    `${set} is set and ${missing} is not: set both to start against Slack, or neither for the local Slack. See .env.example.`,
  );
}

function readLimits(data: z.output<typeof environment>): Limits {
  return {
    questionsPerHour: data.SHIPMATE_QUESTIONS_PER_HOUR,
    wordingsPerHour: data.SHIPMATE_MODEL_ANSWERS_PER_HOUR,
    tokensPerPerson: data.SHIPMATE_MODEL_TOKENS_PER_PERSON,
    tokensPerTeam: data.SHIPMATE_MODEL_TOKENS_PER_DAY,
    cost: readCost(data),
  };
}

/** More dollars than anybody has. */
const NO_LIMIT = 1_000_000_000;

/** Costs are counted where the prices are known: without them a limit in dollars would never be reached. */
function readCost(data: z.output<typeof environment>): Limits["cost"] {
  const { SHIPMATE_MODEL_DOLLARS_PER_PERSON: perPerson, SHIPMATE_MODEL_DOLLARS_PER_DAY: perTeam } = data;
  const pricing = data.SHIPMATE_MODEL_PRICES;
  if (pricing)
    return { input: pricing[0], output: pricing[1], perPerson: perPerson ?? NO_LIMIT, perTeam: perTeam ?? NO_LIMIT };
  if ((perPerson ?? perTeam) === undefined) return undefined;
  throw new Error(
    "A limit in dollars is set and SHIPMATE_MODEL_PRICES is not: say what a million tokens cost, in and out, such as 1.25,10. See .env.example.",
  );
}

function withDotenv(): NodeJS.ProcessEnv {
  readDotenv({ quiet: true });
  return process.env;
}
