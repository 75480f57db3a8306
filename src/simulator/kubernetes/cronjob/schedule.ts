/** Cron schedules as a CronJob writes them. github.com/robfig/cron v3, parser.go (ParseStandard). */
import { parseDuration } from "./duration.ts";
import { anyOf, BOUNDS, only, parseField } from "./fields.ts";
import { nextEvery, nextOf, type SpecSchedule } from "./next.ts";
import { UTC, type Zone, type Zones } from "./zone.ts";

/** The time after a time, both in milliseconds since 1970. */
export type Schedule = { next(after: number): number };

export type Parsed = { ok: true; schedule: Schedule } | { ok: false; error: string };

const ANY = {
  minute: anyOf(BOUNDS.minute),
  hour: anyOf(BOUNDS.hour),
  dayOfMonth: anyOf(BOUNDS.dayOfMonth),
  month: anyOf(BOUNDS.month),
  dayOfWeek: anyOf(BOUNDS.dayOfWeek),
};
const HOURLY = { ...ANY, minute: only(0) };
const DAILY = { ...HOURLY, hour: only(0) };
const MONTHLY = { ...DAILY, dayOfMonth: only(1) };
const YEARLY = { ...MONTHLY, month: only(1) };

const DESCRIPTORS: Record<string, Omit<SpecSchedule, "zone">> = {
  "@yearly": YEARLY,
  "@annually": YEARLY,
  "@monthly": MONTHLY,
  "@weekly": { ...DAILY, dayOfWeek: only(0) },
  "@daily": DAILY,
  "@midnight": DAILY,
  "@hourly": HOURLY,
};

const EVERY = "@every ";

const ofSpec = (spec: SpecSchedule): Schedule => ({ next: (after) => nextOf(spec, after) });

function parseDescriptor(text: string, zone: Zone): Schedule {
  const known = Object.hasOwn(DESCRIPTORS, text) ? DESCRIPTORS[text] : undefined;
  if (known) return ofSpec({ ...known, zone });
  if (!text.startsWith(EVERY)) throw new SyntaxError(`unrecognized descriptor: ${text}`);
  const duration = parseDuration(text.slice(EVERY.length));
  if ("error" in duration) throw new SyntaxError(`failed to parse duration ${text}: ${duration.error}`);
  return { next: (after) => nextEvery(duration.milliseconds, after) };
}

function parseSpec(text: string, zone: Zone): Schedule {
  const fields = text.split(/\s+/).filter((field) => field !== "");
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = ""] = fields;
  if (fields.length !== 5)
    throw new SyntaxError(`expected exactly 5 fields, found ${fields.length}: [${fields.join(" ")}]`);
  return ofSpec({
    minute: parseField(minute, BOUNDS.minute),
    hour: parseField(hour, BOUNDS.hour),
    dayOfMonth: parseField(dayOfMonth, BOUNDS.dayOfMonth),
    month: parseField(month, BOUNDS.month),
    dayOfWeek: parseField(dayOfWeek, BOUNDS.dayOfWeek),
    zone,
  });
}

/** "TZ=Europe/Paris 30 2 * * *": the zone, and what comes after it. */
function splitZone(text: string, zones: Zones): { zone: Zone; rest: string } {
  if (!/^(CRON_)?TZ=/.test(text)) return { zone: UTC, rest: text };
  const space = text.indexOf(" ");
  const equals = text.indexOf("=");
  // Upstream's parser panics here; the controller catches that and says so.
  if (space < 0) throw new SyntaxError(`invalid schedule format: runtime error: slice bounds out of range [:${space}]`);
  const name = text.slice(equals + 1, space);
  const zone = zones(name);
  if (!zone) throw new SyntaxError(`provided bad location ${name}: unknown time zone ${name}`);
  return { zone, rest: text.slice(space).trim() };
}

export function parseSchedule(text: string, zones: Zones): Parsed {
  try {
    if (text === "") throw new SyntaxError("empty spec string");
    const { zone, rest } = splitZone(text, zones);
    return { ok: true, schedule: rest.startsWith("@") ? parseDescriptor(rest, zone) : parseSpec(rest, zone) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, error: error.message };
    throw error;
  }
}
