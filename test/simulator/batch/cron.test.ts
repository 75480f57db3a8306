import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  civilOf,
  millisecondsOf,
  printRfc1123,
  printRfc3339,
} from "../../../src/simulator/kubernetes/cronjob/civil.ts";
import { ZERO_TIME } from "../../../src/simulator/kubernetes/cronjob/next.ts";
import { parseSchedule } from "../../../src/simulator/kubernetes/cronjob/schedule.ts";
import { ONLY_UTC, type Zones } from "../../../src/simulator/kubernetes/cronjob/zone.ts";

const at = (text: string) => Date.parse(text);

function next(schedule: string, after: string, zones: Zones = ONLY_UTC): string {
  const parsed = parseSchedule(schedule, zones);
  if (!parsed.ok) return parsed.error;
  return new Date(parsed.schedule.next(at(after))).toISOString();
}

test("a step after one number runs to the field's end", () => {
  expect(next("40/10 * * * *", "2026-01-01T00:45:00Z")).toBe("2026-01-01T00:50:00.000Z");
  expect(next("40/10 * * * *", "2026-01-01T00:50:00Z")).toBe("2026-01-01T01:40:00.000Z");
});

test("of two restricted fields of days one is enough; a star makes both count", () => {
  // The 13th of February 2026 is a Friday; before it comes Friday the 6th.
  expect(next("0 0 13 * 5", "2026-02-01T00:00:00Z")).toBe("2026-02-06T00:00:00.000Z");
  expect(next("0 0 13 * *", "2026-02-01T00:00:00Z")).toBe("2026-02-13T00:00:00.000Z");
  expect(next("0 0 */1 * 5", "2026-02-01T00:00:00Z")).toBe("2026-02-06T00:00:00.000Z");
});

test("the 29th of February comes in leap years", () => {
  expect(next("0 0 29 2 *", "2026-01-01T00:00:00Z")).toBe("2028-02-29T00:00:00.000Z");
});

test("a day that no month has never comes", () => {
  const parsed = parseSchedule("0 0 31 2 *", ONLY_UTC);
  expect(parsed.ok && parsed.schedule.next(0)).toBe(ZERO_TIME);
});

test("@every counts in whole seconds", () => {
  expect(next("@every 1h30m", "2026-01-01T00:00:10.5Z")).toBe("2026-01-01T01:30:10.000Z");
  expect(next("@every 10ms", "2026-01-01T00:00:10Z")).toBe("2026-01-01T00:00:11.000Z");
});

test("a schedule that cannot be read is answered with what is wrong", () => {
  expect(next("* * * *", "2026-01-01T00:00:00Z")).toBe("expected exactly 5 fields, found 4: [* * * *]");
  expect(next("0 24 * * *", "2026-01-01T00:00:00Z")).toBe("end of range (24) above maximum (23): 24");
  expect(next("0 9-5 * * *", "2026-01-01T00:00:00Z")).toBe("beginning of range (9) beyond end of range (5): 9-5");
  expect(next("*/0 * * * *", "2026-01-01T00:00:00Z")).toBe("step of range should be a positive number: */0");
  expect(next("0 0 * foo *", "2026-01-01T00:00:00Z")).toBe(
    'failed to parse int from foo: strconv.Atoi: parsing "foo": invalid syntax',
  );
  expect(next("@never", "2026-01-01T00:00:00Z")).toBe("unrecognized descriptor: @never");
  expect(next("@every 5", "2026-01-01T00:00:00Z")).toBe(
    'failed to parse duration @every 5: time: missing unit in duration "5"',
  );
});

test("another time zone than UTC is refused unless its rules are handed in", () => {
  expect(next("TZ=Europe/Rome 0 6 * * *", "2026-01-01T00:00:00Z")).toBe(
    "provided bad location Europe/Rome: unknown time zone Europe/Rome",
  );
  const hourAhead: Zones = () => () => 3_600_000;
  expect(next("TZ=Europe/Rome 0 6 * * *", "2026-01-01T00:00:00Z", hourAhead)).toBe("2026-01-01T05:00:00.000Z");
});

test("a local time that the clocks leave out is passed over", () => {
  // From 02:00 to 03:00 on the 29th of March 2026, when Paris goes to UTC+2.
  const change = at("2026-03-29T01:00:00Z");
  const paris: Zones = () => (instant) => (instant < change ? 3_600_000 : 7_200_000);
  expect(next("TZ=Europe/Paris 30 2 * * *", "2026-03-28T12:00:00Z", paris)).toBe("2026-03-30T00:30:00.000Z");
});

test("dates are those of the calendar", () => {
  const instants = fc.integer({ min: at("1890-01-01T00:00:00Z"), max: at("2200-01-01T00:00:00Z") });
  fc.assert(
    fc.property(instants, (instant) => {
      const date = new Date(instant);
      const civil = civilOf(instant);
      expect(civil).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
        weekday: date.getUTCDay(),
      });
      expect(millisecondsOf(civil)).toBe(Math.floor(instant / 1_000) * 1_000);
    }),
  );
});

test("instants are written as Go writes them", () => {
  expect(printRfc1123(at("2016-05-19T10:00:00Z"))).toBe("Thu, 19 May 2016 10:00:00 +0000");
  expect(printRfc3339(at("2016-05-19T10:00:00Z"), 7_200_000)).toBe("2016-05-19T12:00:00+02:00");
  expect(printRfc3339(at("2016-05-19T10:00:00Z"), 0)).toBe("2016-05-19T10:00:00Z");
});
