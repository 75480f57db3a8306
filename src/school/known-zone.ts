/** The zone in which Slack says that somebody is. */
import { isZone } from "../quiz/timetable.ts";

/** UTC for one that is absent, or that our clock does not know: no wish fails for it. */
export function knownZone(zone: string): string {
  return isZone(zone) ? zone : "Etc/UTC";
}
