/** Instants as text. They are Unix milliseconds here: simulated time plus the world's epoch. */
import { civilOf } from "../../simulator/kubernetes/cronjob/civil.ts";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number) => String(value).padStart(2, "0");

/** `2026-11-02T09:00:00Z`, as JSON and YAML have it. */
export function printInstant(unixMs: number): string {
  const { year, month, day, hour, minute, second } = civilOf(unixMs);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`;
}

/** `2026-11-02T09:00:00.250000Z` (metav1.MicroTime). */
export function printMicroInstant(unixMs: number): string {
  const part = ((Math.floor(unixMs) % 1_000) + 1_000) % 1_000;
  return printInstant(unixMs).replace("Z", `.${String(part).padStart(3, "0")}000Z`);
}

/** `Mon, 02 Nov 2026 09:00:00 +0000`, as `describe` has it. */
export function printDate(unixMs: number): string {
  const { year, month, day, hour, minute, second, weekday } = civilOf(unixMs);
  const time = `${two(hour)}:${two(minute)}:${two(second)}`;
  return `${DAYS[weekday]}, ${two(day)} ${MONTHS[month - 1]} ${year} ${time} +0000`;
}
