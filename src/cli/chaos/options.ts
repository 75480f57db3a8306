/** What `npm run chaos` was asked for. */
import { parseArgs } from "node:util";

export type ChaosOptions = {
  store: "sqlite" | "postgres";
  /** At least so many scheduled posts are expected. */
  deliveries: number;
  /** Bots at a time: one on SQLite, which belongs to one. */
  replicas: number;
  /** Channels, each with its schedule. */
  channels: number;
  seed: number;
  /** Instead of one run: every guard is switched off in turn, and each time the harness has to notice. */
  mutate: boolean;
  /** Of the guards only those whose name holds this. */
  only: string;
};

export const USAGE = `Usage: npm run chaos -- --store sqlite|postgres [--deliveries N] [--replicas N] [--channels N] [--seed N]
       npm run chaos -- --store sqlite|postgres --mutate [--only WORD]

Posts at least N scheduled quizzes (300) through the local Slack while bots are killed and stopped, the database is restarted and
its connections cut (PostgreSQL), sockets drop, calls fail before and after Slack has taken them, and the clock runs through days
on which summer time begins. What was posted is counted in the local Slack's journal. The last line is the outcome; the exit
code is 0 only with no duplicates and nothing lost. --mutate switches each guard off in a copy and wants every run to fail;
--only leaves it at the guards whose name holds a word.`;

/** What was asked for, or one sentence that says what is wrong. */
export function readOptions(args: string[]): ChaosOptions | { problem: string } {
  try {
    return check(parseArgs({ args, options: FLAGS }).values);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

const FLAGS = {
  store: { type: "string" },
  deliveries: { type: "string", default: "300" },
  replicas: { type: "string" },
  channels: { type: "string", default: "100" },
  seed: { type: "string", default: "1" },
  mutate: { type: "boolean", default: false },
  only: { type: "string", default: "" },
} as const;

type Values = {
  store?: string;
  deliveries: string;
  replicas?: string;
  channels: string;
  seed: string;
  mutate: boolean;
  only: string;
};

function check({ store, mutate, only, replicas, ...rest }: Values): ChaosOptions | { problem: string } {
  if (store !== "sqlite" && store !== "postgres") return { problem: "--store must be sqlite or postgres." };
  const bots = Number(replicas ?? (store === "sqlite" ? 1 : 3));
  const [deliveries, channels, seed] = [Number(rest.deliveries), Number(rest.channels), Number(rest.seed)];
  const numbers = { deliveries, channels, seed, replicas: bots };
  const wrong = Object.entries(numbers).find(([, value]) => !Number.isInteger(value) || value < 1);
  if (wrong) return { problem: `--${wrong[0]} must be a whole number from 1.` };
  if (store === "sqlite" && bots > 1)
    return { problem: "A SQLite store belongs to one bot: --replicas must be 1, or --store postgres." };
  return { store, mutate, only, ...numbers };
}
