/** A warning of kubectl's own log, with the head that klog gives it: month and day, time, process, source line. */
import { printRfc3339 } from "../../../simulator/kubernetes/cronjob/civil.ts";
import type { KubectlContext } from "../context.ts";

/** Any number would do: there is no process. */
const PROCESS = "1".padStart(7);

export function klogWarning({ world, now }: KubectlContext, source: string, message: string): string {
  const [day = "", time = ""] = printRfc3339(world.world.epoch + now(), 0).split("T");
  return `W${day.slice(5).replace("-", "")} ${time.replace("Z", "")}.000000 ${PROCESS} ${source}] ${message}`;
}
