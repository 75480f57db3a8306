/** How soon a changed CronJob is looked at. Kubernetes 1.36, pkg/controller/cronjob/cronjob_controllerv2.go (updateCronJob). */
import type { CronJob } from "../api/batch.ts";
import { nextScheduleDelay } from "./missed.ts";
import { parseSchedule } from "./schedule.ts";
import { formatSchedule, pastOf } from "./sync.ts";
import type { CronEvent, CronInputs } from "./types.ts";

/** At once, but with a new schedule when it comes round; never when that cannot be read, which is told. Milliseconds from now. */
export function delayAfterChange(
  before: CronJob | undefined,
  cronJob: CronJob,
  { now, epoch, zones }: Pick<CronInputs, "now" | "epoch" | "zones">,
  say: (event: CronEvent) => void,
): number | undefined {
  const { schedule: text, timeZone } = cronJob.spec;
  if (!before || (before.spec.schedule === text && before.spec.timeZone === timeZone)) return 0;
  const parsed = parseSchedule(formatSchedule(cronJob, zones), zones);
  if (parsed.ok) return nextScheduleDelay(pastOf(cronJob, epoch), now + epoch, parsed.schedule);
  const message = `unparseable schedule for cronjob: ${text}`;
  say({ type: "Warning", reason: "UnParseableCronJobSchedule", message });
  return undefined;
}
