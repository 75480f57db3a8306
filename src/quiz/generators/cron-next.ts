// When a cron schedule comes round next; a star decides whether days of month and week are joined by "and" or "or".
import { parseSchedule } from "../../simulator/kubernetes/cronjob/schedule.ts";
import { between } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-cron-next",
  lesson: "jobs-and-cronjobs",
  section: "jobs-and-cronjobs#schedule",
  objective: "cronjob-schedule",
  difficulty: 3,
};

const HOUR = 3_600_000;
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
/** 1 June 2026, a Monday, midnight UTC. */
const JUNE = 1_780_272_000_000;

/** An instant of June or July 2026 in words. */
function printDay(instant: number): string {
  const days = Math.floor((instant - JUNE) / (24 * HOUR));
  const date = days < 30 ? `${days + 1} June` : `${days - 29} July`;
  return `${DAYS[(days + 1) % 7] ?? ""} ${date}`;
}

export function nextRun(schedule: string, from: number): number {
  const parsed = parseSchedule(schedule, () => undefined);
  if (!parsed.ok) throw new Error(`a drawn schedule cannot be read: ${parsed.error}`);
  return parsed.schedule.next(from);
}

export const cronNext = generatorOf(rule, (random) => {
  const [hour, day, weekday] = [between(random, 1, 22), between(random, 8, 27), between(random, 1, 5)];
  const start = JUNE + between(random, 1, 6) * 24 * HOUR + 23 * HOUR;
  const schedule = `0 ${hour} ${day} * ${weekday}`;
  const [both, byDate, byWeek] = [schedule, `0 ${hour} ${day} * *`, `0 ${hour} * * ${weekday}`].map((each) =>
    nextRun(each, start),
  );
  if (both === undefined || byDate === undefined || byWeek === undefined || byDate === byWeek) return undefined;
  const later = Math.max(byDate, byWeek);
  return {
    stem: `It is ${printDay(start)} 2026, 23:00 UTC. On which day does a CronJob with \`schedule: "${schedule}"\` run next?`,
    answer: { text: printDay(both) },
    right: "Right: with both days given, either is enough.",
    working: [
      `The fields are minute 0, hour ${hour}, day of the month ${day}, every month, day of the week ${weekday} (${DAYS[weekday]}).`,
      "When neither day field is a star, the schedule runs when either fits.",
      `The next ${DAYS[weekday]} is ${printDay(byWeek)}; day ${day} of the month is ${printDay(byDate)}. The earlier is ${printDay(both)}.`,
    ],
    wrong: [
      { text: printDay(later), why: "Either day is enough when both fields are given; the earlier one runs first." },
      { text: printDay(byWeek + 7 * 24 * HOUR), why: "It runs a week before that already." },
      { text: printDay(both + 24 * HOUR), why: "Days of the week are counted from 0, Sunday: 1 is Monday." },
    ],
  };
});
