/** The five fields of a cron schedule. github.com/robfig/cron v3, parser.go, which the CronJob controller uses. */

/** The values that a field allows, and whether it was written with a star: that decides how the two fields of days are joined. */
export type Field = { values: ReadonlySet<number>; isStar: boolean };

type Bounds = { min: number; max: number; names?: string[] };

export const BOUNDS = {
  minute: { min: 0, max: 59 },
  hour: { min: 0, max: 23 },
  dayOfMonth: { min: 1, max: 31 },
  month: {
    min: 1,
    max: 12,
    names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  dayOfWeek: { min: 0, max: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
} satisfies Record<string, Bounds>;

/** Thrown for a schedule that cannot be read; parseSchedule answers with its message. */
const fail = (message: string): never => {
  throw new SyntaxError(message);
};

/** strconv.Atoi, and nothing below 0. */
function parseInteger(text: string): number {
  if (!/^[+-]?\d+$/.test(text))
    fail(`failed to parse int from ${text}: strconv.Atoi: parsing "${text}": invalid syntax`);
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    fail(`failed to parse int from ${text}: strconv.Atoi: parsing "${text}": value out of range`);
  return value < 0 ? fail(`negative number (${value}) not allowed: ${text}`) : value;
}

function parseValue(text: string, { min, names = [] }: Bounds): number {
  const named = names.indexOf(text.toLowerCase());
  return named >= 0 ? named + min : parseInteger(text);
}

type Range = { start: number; end: number; isStar: boolean; isSingle: boolean };

function parseEnds(text: string, whole: string, bounds: Bounds): Range {
  const [low = "", high, ...more] = text.split("-");
  const isSingle = high === undefined;
  if (low === "*" || low === "?") return { start: bounds.min, end: bounds.max, isStar: true, isSingle };
  const start = parseValue(low, bounds);
  if (more.length > 0) fail(`too many hyphens: ${whole}`);
  return { start, end: high === undefined ? start : parseValue(high, bounds), isStar: false, isSingle };
}

function check({ start, end }: Range, step: number, text: string, { min, max }: Bounds): void {
  if (start < min) fail(`beginning of range (${start}) below minimum (${min}): ${text}`);
  if (end > max) fail(`end of range (${end}) above maximum (${max}): ${text}`);
  if (start > end) fail(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
  if (step === 0) fail(`step of range should be a positive number: ${text}`);
}

/** "5", "1-5", "1-5/2", "5/2" (from 5 on), "*" or "?", with a step or without. */
function parseRange(text: string, bounds: Bounds): { values: number[]; isStar: boolean } {
  const [ends = "", stepText, ...more] = text.split("/");
  const range = parseEnds(ends, text, bounds);
  if (more.length > 0) fail(`too many slashes: ${text}`);
  const step = stepText === undefined ? 1 : parseInteger(stepText);
  if (stepText !== undefined && range.isSingle) range.end = bounds.max;
  check(range, step, text, bounds);
  const values: number[] = [];
  for (let value = range.start; value <= range.end; value += step) values.push(value);
  return { values, isStar: range.isStar && step === 1 };
}

/** Ranges with commas between them. */
export function parseField(text: string, bounds: Bounds): Field {
  const ranges = text.split(",").filter((range) => range !== "");
  const parsed = ranges.map((range) => parseRange(range, bounds));
  return { values: new Set(parsed.flatMap(({ values }) => values)), isStar: parsed.some(({ isStar }) => isStar) };
}

export const anyOf = ({ min, max }: Bounds): Field => ({
  values: new Set(Array.from({ length: max - min + 1 }, (_, i) => min + i)),
  isStar: true,
});

export const only = (value: number): Field => ({ values: new Set([value]), isStar: false });
