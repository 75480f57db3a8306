// Days without a question, and hours in which nothing comes late: as people type them.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { parseDaysOff } from "../../src/quiz/days-off.ts";
import { isWithin, parseQuietHours, quietWords } from "../../src/quiz/quiet-hours.ts";
import { nextRuns, parseTimetable } from "../../src/quiz/timetable.ts";

const typed = { time: "09:30", zone: "Europe/Berlin", weekdays: ["1", "2", "3", "4", "5", "6", "7"] };

describe("days off", () => {
  test("are read as days and ranges, in order", () => {
    expect(parseDaysOff(" 2027-05-01, 2026-12-24 .. 2027-01-02;2026-02-28\n")).toEqual({
      value: [
        { from: "2026-02-28", to: "2026-02-28" },
        { from: "2026-12-24", to: "2027-01-02" },
        { from: "2027-05-01", to: "2027-05-01" },
      ],
    });
    expect(parseDaysOff("  ")).toEqual({ value: [] });
  });

  test.each([
    ["2026-02-31", /^2026-02-31 is no date; write a day as/],
    ["24.12.2026", /no date/],
    ["2026-12-24..", /no date/],
    ["2026-12-24..2026-12-23", /ends before it begins/],
    ["2026-01-01..2028-01-01", /longer than a year: pause the schedule/],
    [Array.from({ length: 41 }, (_, n) => `2026-01-${String((n % 28) + 1).padStart(2, "0")}`).join(), /more than 40/],
  ])("%s is refused in one sentence", (text, problem) => {
    expect(parseDaysOff(text)).toEqual({ problem: expect.stringMatching(problem) });
  });

  test("have no run, by the calendar of the zone, and every other day has", () => {
    const zones = fc.constantFrom("Europe/Berlin", "Pacific/Kiritimati", "Pacific/Niue", "America/New_York");
    const range = fc.record({ start: fc.nat(300), days: fc.nat(20) });
    fc.assert(
      fc.property(zones, fc.array(range, { maxLength: 5 }), (zone, ranges) => {
        const first = Temporal.PlainDate.from("2026-01-01");
        const day = (n: number) => first.add({ days: n }).toString();
        const off = ranges.map(({ start, days }) => ({ from: day(start), to: day(start + days) }));
        const from = first.toZonedDateTime({ timeZone: zone, plainTime: "00:00" }).epochMilliseconds;
        const runs = nextRuns({ hour: 9, minute: 0, zone, weekdays: [1, 2, 3, 4, 5, 6, 7], off }, from, 200);
        const local = runs.map((run) =>
          Temporal.Instant.fromEpochMilliseconds(run).toZonedDateTimeISO(zone).toPlainDate().toString(),
        );
        const expected = Array.from({ length: 400 }, (_, n) => day(n)).filter(
          (date) => !off.some((each) => each.from <= date && date <= each.to),
        );
        expect(local).toEqual(expected.slice(0, 200));
      }),
      { numRuns: 30 },
    );
  });
});

describe("quiet hours", () => {
  test("are read, may go over midnight, and are told as they were typed", () => {
    const night = parseQuietHours(" 22:00 - 7:00 ");
    expect(night).toEqual({ value: { from: 22 * 60, to: 7 * 60 } });
    if (!("value" in night) || !night.value) throw new Error("not read");
    const { value } = night;
    expect([21 * 60 + 59, 22 * 60, 0, 6 * 60 + 59, 7 * 60].map((minute) => isWithin(value, minute))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(quietWords(value)).toBe("22:00-07:00");
    expect(parseQuietHours("")).toEqual({ value: undefined });
  });

  test.each(["night", "22:00", "22-7", "25:00-07:00", "07:00-07:00", "1:00-2:00-3:00"])("%s is refused", (text) => {
    expect(parseQuietHours(text)).toEqual({ problem: expect.stringContaining("write them as 22:00-07:00") });
  });
});

describe("a timetable", () => {
  test("takes both, and says by field what is wrong", () => {
    const read = parseTimetable({ ...typed, off: "2026-12-25", quiet: "22:00-07:00" });
    expect(read).toMatchObject({ value: { off: [{ from: "2026-12-25" }], quiet: { from: 1320, to: 420 } } });
    expect(parseTimetable({ ...typed, time: "9h", off: "soon", quiet: "late" })).toMatchObject({
      problems: [{ field: "time" }, { field: "off" }, { field: "quiet" }],
    });
  });

  test("does not run in its own quiet hours", () => {
    expect(parseTimetable({ ...typed, time: "23:00", quiet: "22:00-07:00" })).toEqual({
      problems: [{ field: "time", problem: expect.stringMatching(/^this lies in the quiet hours, 22:00-07:00/) }],
    });
  });
});
