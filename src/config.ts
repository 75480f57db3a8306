/** Reads what the environment (and a `.env` file) says, once, at the door. Every variable is explained in `.env.example`. */
import { config as readDotenv } from "dotenv";
import { z } from "zod";

const absentWhenEmpty = (value: unknown) => (value === "" ? undefined : value);

const environment = z.object({
  PORT: z.preprocess(
    absentWhenEmpty,
    z.coerce.number("PORT must be a number from 0 to 65535").int().min(0).max(65_535).optional(),
  ),
  SHIPMATE_DATA: z.preprocess(absentWhenEmpty, z.string().default("data")),
  LOG_LEVEL: z.preprocess(absentWhenEmpty, z.enum(["debug", "info", "warn", "error"]).optional()),
  SHIPMATE_LOCAL_SLACK: z.preprocess(
    absentWhenEmpty,
    z
      .url("SHIPMATE_LOCAL_SLACK must be an address such as http://127.0.0.1:3000")
      .refine(isLoopback, "SHIPMATE_LOCAL_SLACK must be an address of this machine, such as http://127.0.0.1:3000")
      .transform((url) => url.replace(/\/+$/, ""))
      .optional(),
  ),
});

/** The fake tokens of a local Slack are answered by any server: they are only ever shown to this machine. */
function isLoopback(url: string): boolean {
  return URL.canParse(url) && ["127.0.0.1", "localhost"].includes(new URL(url).hostname);
}

export type Config = {
  /** Absent: 3000, or the next free port after it. */
  port: number | undefined;
  /** The folder of the embedded store and of the local Slack. */
  dataFolder: string;
  logLevel: "debug" | "info" | "warn" | "error";
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
  const { PORT, SHIPMATE_DATA, LOG_LEVEL, SHIPMATE_LOCAL_SLACK } = parsed.data;
  return { port: PORT, dataFolder: SHIPMATE_DATA, logLevel: LOG_LEVEL ?? "warn", localSlackUrl: SHIPMATE_LOCAL_SLACK };
}

function withDotenv(): NodeJS.ProcessEnv {
  readDotenv({ quiet: true });
  return process.env;
}
