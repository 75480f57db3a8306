/** Calendar dates without a clock: the proleptic Gregorian calendar by arithmetic (Howard Hinnant, "chrono-compatible low-level date algorithms"). */

export const DAY_MS = 86_400_000;

/** `month` from 1, `weekday` from 0 for Sunday. */
export type Civil = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number;
};

/** Days from 1970-01-01 to a day; a month or day beyond its range counts on, as in Go's time.Date. */
function daysOf(year: number, month: number, day: number): number {
  const fullYear = year + Math.floor((month - 1) / 12);
  const realMonth = month - (fullYear - year) * 12;
  // Years are counted from March, so that the leap day is a year's last.
  const y = realMonth <= 2 ? fullYear - 1 : fullYear;
  const monthFromMarch = realMonth <= 2 ? realMonth + 9 : realMonth - 3;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Milliseconds since 1970 of a civil time, as if it were UTC. */
export const millisecondsOf = ({ year, month, day, hour, minute, second }: Omit<Civil, "weekday">) =>
  daysOf(year, month, day) * DAY_MS + (hour * 3_600 + minute * 60 + second) * 1_000;

/** The civil time of so many milliseconds since 1970, in UTC. */
export function civilOf(milliseconds: number): Civil {
  const days = Math.floor(milliseconds / DAY_MS);
  const seconds = Math.floor((milliseconds - days * DAY_MS) / 1_000);
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    hour: Math.floor(seconds / 3_600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number) => String(value).padStart(2, "0");
const clock = ({ hour, minute, second }: Civil) => `${two(hour)}:${two(minute)}:${two(second)}`;

/** Go's time.RFC1123Z in UTC: "Thu, 19 May 2016 10:00:00 +0000". */
export function printRfc1123(milliseconds: number): string {
  const civil = civilOf(milliseconds);
  const { weekday, day, month, year } = civil;
  return `${DAYS[weekday]}, ${two(day)} ${MONTHS[month - 1]} ${String(year).padStart(4, "0")} ${clock(civil)} +0000`;
}

/** Go's time.RFC3339 at so many milliseconds from UTC: "2016-05-19T12:00:00+02:00", or "Z" at none. */
export function printRfc3339(milliseconds: number, offsetMs: number): string {
  const civil = civilOf(milliseconds + offsetMs);
  const minutes = Math.abs(Math.trunc(offsetMs / 60_000));
  const zone =
    offsetMs === 0 ? "Z" : `${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${String(civil.year).padStart(4, "0")}-${two(civil.month)}-${two(civil.day)}T${clock(civil)}${zone}`;
}
