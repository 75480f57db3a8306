/** Instants as Go writes them, from Unix milliseconds. */

const DAY = 86_400_000;

const two = (value: number) => String(value).padStart(2, "0");

/** Year, month and day of a count of days since 1970 (Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days). */
function civil(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return [year, month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1];
}

function parts(at: number): { date: string; time: string; fraction: string } {
  const days = Math.floor(at / DAY);
  const rest = at - days * DAY;
  const [year, month, day] = civil(days);
  const seconds = Math.floor(rest / 1_000);
  const time = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
  const ms = Math.floor(rest) % 1_000;
  const fraction = ms === 0 ? "" : `.${String(ms).padStart(3, "0").replace(/0+$/, "")}`;
  return { date: `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`, time, fraction };
}

/** RFC 3339, as JSON carries it: `2026-11-22T13:59:22.216Z`. */
export function rfc3339(at: number): string {
  const { date, time, fraction } = parts(at);
  return `${date}T${time}${fraction}Z`;
}

/** As the docker client prettifies it, which lowers the letters: `2026-11-22 13:59:22.216 +0000 utc`. */
export function prettyInstant(at: number): string {
  const { date, time, fraction } = parts(at);
  return `${date} ${time}${fraction} +0000 utc`;
}
