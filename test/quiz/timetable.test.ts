// Instants of a timetable over every kind of clock change, against Temporal as an independent reckoning.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { isZone, nextRuns, parseTimetable, type Timetable } from "../../src/quiz/timetable.ts";

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds;
const said = (instants: number[]) =>
  instants.map((instant) => Temporal.Instant.fromEpochMilliseconds(instant).toString());

function daily(zone: string, time: string, weekdays = EVERY_DAY): Timetable {
  const [hour, minute] = time.split(":").map(Number) as [number, number];
  return { hour, minute, zone, weekdays };
}

describe("a clock change", () => {
  test.each([
    ["Europe/Berlin", "02:30", "2027-03-27T12:00Z", ["2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z"]],
    ["Europe/Berlin", "02:00", "2027-03-27T12:00Z", ["2027-03-28T01:00:00Z", "2027-03-29T00:00:00Z"]],
    ["Europe/Berlin", "03:00", "2027-03-27T12:00Z", ["2027-03-28T01:00:00Z", "2027-03-29T01:00:00Z"]],
    ["Europe/Berlin", "02:30", "2027-10-30T12:00Z", ["2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"]],
    ["Europe/Berlin", "02:30", "2027-10-31T00:30Z", ["2027-11-01T01:30:00Z", "2027-11-02T01:30:00Z"]],
    ["America/New_York", "02:30", "2027-03-13T12:00Z", ["2027-03-14T07:00:00Z", "2027-03-15T06:30:00Z"]],
    ["America/New_York", "01:30", "2027-11-06T12:00Z", ["2027-11-07T05:30:00Z", "2027-11-08T06:30:00Z"]],
    // Half an hour only: 02:00 to 02:30 is leapt over in October, 01:30 to 02:00 comes twice in April.
    ["Australia/Lord_Howe", "02:15", "2027-10-02T12:00Z", ["2027-10-02T15:30:00Z", "2027-10-03T15:15:00Z"]],
    ["Australia/Lord_Howe", "01:45", "2027-04-03T12:00Z", ["2027-04-03T14:45:00Z", "2027-04-04T15:15:00Z"]],
    ["Asia/Kathmandu", "09:30", "2027-01-01T00:00Z", ["2027-01-01T03:45:00Z", "2027-01-02T03:45:00Z"]],
    // The clocks of Santiago leap at midnight.
    ["America/Santiago", "00:15", "2027-09-04T12:00Z", ["2027-09-05T04:00:00Z", "2027-09-06T03:15:00Z"]],
    // Samoa went without 30 December 2011: that day's run and the next day's share an instant only at midnight.
    [
      "Pacific/Apia",
      "09:00",
      "2011-12-29T18:00Z",
      ["2011-12-29T19:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T19:00:00Z"],
    ],
    [
      "Pacific/Apia",
      "00:00",
      "2011-12-28T18:00Z",
      ["2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"],
    ],
  ])("%s %s after %s", (zone, time, after, expected) => {
    expect(said(nextRuns(daily(zone, time), at(after), expected.length))).toEqual(expected);
  });

  test("a run that a leap moves past midnight is not lost a moment before", () => {
    // 00:00 of the 30th in Samoa is the first instant of the 31st.
    const before = at("2011-12-30T09:59:59.999Z");
    expect(said(nextRuns(daily("Pacific/Apia", "12:00", [5]), before, 1))).toEqual(["2011-12-30T10:00:00Z"]);
  });
});

/** The same rule by other means: Temporal's own disambiguation and its own search for the change. */
function reckoned(table: Timetable, date: Temporal.PlainDate): number {
  const local = date.toPlainDateTime({ hour: table.hour, minute: table.minute });
  const earlier = local.toZonedDateTime(table.zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(local)) return earlier.epochMilliseconds;
  return earlier.getTimeZoneTransition("next")!.epochMilliseconds;
}

function yearOf(table: Timetable, year: number): number[] {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const dates = Array.from({ length: first.daysInYear }, (_, day) => first.add({ days: day }));
  return dates.filter(({ dayOfWeek }) => table.weekdays.includes(dayOfWeek)).map((date) => reckoned(table, date));
}

const ZONES = [
  "Europe/Berlin",
  "Europe/Dublin",
  "America/New_York",
  "America/St_Johns",
  "America/Santiago",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "Etc/UTC",
];

describe("a year", () => {
  test.each(ZONES)("in %s, every slot once", (zone) => {
    for (const time of ["00:15", "02:15", "02:30", "09:30"]) {
      const table = daily(zone, time);
      const expected = yearOf(table, 2027);
      expect(said(nextRuns(table, expected[0]! - 1, expected.length))).toEqual(said(expected));
    }
  });

  test.each([[[1, 3, 5]], [[7]]])("on the weekdays %j only", (weekdays) => {
    const table = daily("Europe/Berlin", "02:30", weekdays);
    const expected = yearOf(table, 2027);
    expect(said(nextRuns(table, expected[0]! - 1, expected.length))).toEqual(said(expected));
  });

  test("does not depend on where one looks from", () => {
    const asked = fc.record({
      zone: fc.constantFrom(...ZONES),
      minutes: fc.nat(1439),
      after: fc.integer({ min: at("1995-01-01T00:00Z"), max: at("2037-01-01T00:00Z") }),
    });
    fc.assert(
      fc.property(asked, ({ zone, minutes, after }) => {
        const table = { zone, hour: Math.floor(minutes / 60), minute: minutes % 60, weekdays: EVERY_DAY };
        const runs = nextRuns(table, after, 4);
        const [one, two, ...rest] = runs as [number, number, number, number];
        expect(one).toBeGreaterThan(after);
        expect(one - after).toBeLessThanOrEqual(49 * 3600_000);
        expect(nextRuns(table, one - 1, 4)).toEqual(runs);
        expect(nextRuns(table, one, 3)).toEqual([two, ...rest]);
      }),
    );
  });

  test("a timetable without a weekday is a mistake of the program, not an endless search", () => {
    expect(() => nextRuns(daily("Etc/UTC", "09:00", []), 0, 1)).toThrow(RangeError);
    expect(() => nextRuns(daily("Nowhere/City", "09:00"), 0, 1)).toThrow(RangeError);
    expect(() => nextRuns(daily("Etc/UTC", "09:00"), Number.NaN, 1)).toThrow(RangeError);
  });
});

describe("zones", () => {
  test.each(["Europe/Berlin", "America/Argentina/Ushuaia", "Etc/UTC", "UTC", "Asia/Kolkata"])("%s is one", (zone) => {
    expect(isZone(zone)).toBe(true);
  });

  test.each(["local", "system", "UTC+3", "+03:00", "", "Europe/Atlantis", "BST", "PST", "Z", "Berlin"])(
    "%s is none",
    (zone) => {
      expect(isZone(zone)).toBe(false);
    },
  );
});

describe("what a person types", () => {
  const typed = (time: string, zone: string, weekdays: string[]) => parseTimetable({ time, zone, weekdays });

  test("becomes a timetable", () => {
    const value = { hour: 9, minute: 30, zone: "Europe/Berlin", weekdays: [1, 3, 7] };
    expect(typed("09:30", "Europe/Berlin", ["1", "3", "7"])).toEqual({ value });
    expect(typed(" 9:30 ", " Europe/Berlin ", ["Sunday", "wed", "MON", "1"])).toEqual({ value });
    expect(typed("00:00", "UTC", ["sat"])).toEqual({ value: { hour: 0, minute: 0, zone: "UTC", weekdays: [6] } });
  });

  test("is answered in one sentence for each field that is wrong", () => {
    const zone = "name a city of the zone as the IANA database does, for example Europe/Berlin, or write UTC";
    expect(typed("25:00", "BST", ["mon", "someday"])).toEqual({
      problems: [
        { field: "time", problem: "25:00 is not a time; write it as HH:MM, for example 09:30" },
        { field: "zone", problem: `BST is not a time zone; ${zone}` },
        { field: "weekdays", problem: "someday is not a weekday; write days as mon, tue, wed, thu, fri, sat, sun" },
      ],
    });
    expect(typed("", "UTC", [])).toEqual({
      problems: [
        { field: "time", problem: "no time is given; write it as HH:MM, for example 09:30" },
        { field: "weekdays", problem: "no weekday is chosen; choose at least one" },
      ],
    });
  });

  test.each(["24:00", "9", "09:60", "9.30", "09:30pm", "-1:00", "١٢:٣٠", "09:3"])("%s is not a time", (time) => {
    expect(typed(time, "UTC", ["mon"])).toHaveProperty("problems.0.field", "time");
  });

  test.each(["t", "tu", "8", "0", "tuesdays", ""])("%j is not a weekday", (day) => {
    expect(typed("09:30", "UTC", [day])).toHaveProperty("problems.0.field", "weekdays");
  });
});
