// What a CronJob does after its controller was away.
import { mostRecent } from "../../simulator/kubernetes/cronjob/missed.ts";
import { parseSchedule } from "../../simulator/kubernetes/cronjob/schedule.ts";
import { between, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-cron-missed",
  lesson: "jobs-and-cronjobs",
  section: "jobs-and-cronjobs#missed",
  objective: "cronjob-trouble",
  difficulty: 4,
};

const MINUTE = 60_000;
/** Midnight, UTC, of a day on which nothing happens to the clocks. */
const DAY = 1_790_035_200_000;
const NO_DEADLINE = 0;
const NONE = "It starts none";

function printTime(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

export const cronMissed = generatorOf(rule, (random) => {
  const every = oneOf(random, [10, 15, 20, 30]);
  const down = 9 * 60 + oneOf(random, [2, 4, 7]);
  const back = down + between(random, 65, 170);
  const deadline = oneOf(random, [NO_DEADLINE, 60, 200, 600]);
  const parsed = parseSchedule(`*/${every} * * * *`, () => undefined);
  if (!parsed.ok) throw new Error(`a drawn schedule cannot be read: ${parsed.error}`);
  const last = Math.floor(down / every) * every;
  const past = {
    creationTimestamp: DAY,
    lastScheduleTime: DAY + last * MINUTE,
    ...(deadline === NO_DEADLINE ? {} : { startingDeadlineSeconds: deadline }),
  };
  const { recent } = mostRecent(past, DAY + back * MINUTE, parsed.schedule, true);
  const latest = Math.floor(back / every) * every;
  const run = recent === undefined ? undefined : (recent - DAY) / MINUTE;
  const key = run === undefined ? NONE : `The run of ${printTime(run)}`;
  const late = (back - latest) * 60;
  const limit = deadline === NO_DEADLINE ? "no `startingDeadlineSeconds`" : `\`startingDeadlineSeconds: ${deadline}\``;
  return {
    stem: `A CronJob with \`schedule: "*/${every} * * * *"\` and ${limit} last ran at ${printTime(last)}. The controller was down from ${printTime(down)} to ${printTime(back)}. Which missed run does it start at ${printTime(back)}?`,
    answer: { text: key },
    right:
      run === undefined
        ? "Right: the latest missed run is older than the deadline."
        : "Right: only the latest missed run is started.",
    working: [
      "Of the missed runs only the most recent is started; the others are skipped.",
      `The most recent was due at ${printTime(latest)}, ${late} seconds before ${printTime(back)}.`,
      deadline === NO_DEADLINE
        ? `Without a deadline it is started however late: the run of ${printTime(latest)}.`
        : `The deadline is ${deadline} seconds: ${run === undefined ? "too late, so it starts none." : `in time, so the run of ${printTime(latest)}.`}`,
    ],
    wrong: [
      {
        text: `The run of ${printTime(last + every)}`,
        why: "That was the first one missed; only the latest is made up for.",
      },
      { text: `The run of ${printTime(latest)}`, why: "It was due longer ago than `startingDeadlineSeconds` allows." },
      { text: NONE, why: "A missed run is made up for while it is within the deadline, or when there is none." },
      { text: `The run of ${printTime(latest + every)}`, why: "That one is not due yet." },
    ],
  };
});
