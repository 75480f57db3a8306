import { describe, expect, test } from "@jest/globals";
import {
  dayHeading,
  formatDate,
  millisOf,
  placeOf,
  shortMoment,
  timeOfDay,
} from "../../src/local-slack/page/text/when.ts";
import { fromLocalInput, nextTimeOfDay, toLocalInput } from "../../src/local-slack/page/text/zone.ts";

const at = (iso: string): number => Date.parse(iso);
const berlin = { zone: "Europe/Berlin", nowMs: at("2026-11-22T12:00:00Z") };

describe("moments as a person reads them", () => {
  test("time of day and day of week follow the zone", () => {
    expect(timeOfDay(at("2026-11-22T23:30:00Z"), "Asia/Tokyo")).toBe("08:30");
    expect(shortMoment(at("2026-11-22T23:30:00Z"), "Asia/Tokyo")).toBe("Mon 23 Nov, 08:30");
    expect(timeOfDay(at("2026-11-22T00:05:00Z"), "UTC")).toBe("00:05");
    expect(timeOfDay(at("2026-11-22T00:05:00Z"), "Not/AZone")).toBe("00:05");
  });

  test("days near are named, others dated", () => {
    expect(dayHeading(at("2026-11-21T23:30:00Z"), berlin)).toBe("Today");
    expect(dayHeading(at("2026-11-21T22:30:00Z"), berlin)).toBe("Yesterday");
    expect(dayHeading(at("2026-11-20T12:00:00Z"), berlin)).toBe("Friday 20 November");
    expect(dayHeading(at("2025-11-20T12:00:00Z"), berlin)).toBe("Thursday, 20 November 2025");
  });

  test("Slack's tokens", () => {
    const seconds = at("2026-11-23T08:00:00Z") / 1000;
    const format = (written: string): string => formatDate(seconds, written, "soon", berlin);
    expect(format("{date_num} {time}")).toBe("2026-11-23 09:00");
    expect(format("{date}")).toBe("November 23rd, 2026");
    expect(format("{date_short_pretty} at {time_secs}")).toBe("tomorrow at 09:00:00");
    expect(format("{date_long}")).toBe("Monday, November 23rd, 2026");
    expect(format("{ago}")).toBe("in 20 hours");
    expect(format("{no_such_token}")).toBe("soon");
  });

  test("ts and place", () => {
    expect(millisOf("1700000000.123456")).toBe(1_700_000_000_123);
    expect(placeOf("America/New_York")).toBe("New York");
  });
});

describe("wall clocks", () => {
  test("the next 09:00 is always ahead", () => {
    expect(nextTimeOfDay(at("2026-11-22T07:59:59Z"), "Europe/Berlin", 9)).toBe(at("2026-11-22T08:00:00Z"));
    expect(nextTimeOfDay(at("2026-11-22T08:00:00Z"), "Europe/Berlin", 9)).toBe(at("2026-11-23T08:00:00Z"));
    expect(nextTimeOfDay(at("2026-12-31T20:00:00Z"), "Asia/Tokyo", 9)).toBe(at("2027-01-01T00:00:00Z"));
  });

  test("across the changes of summer time", () => {
    expect(nextTimeOfDay(at("2026-03-28T12:00:00Z"), "Europe/Berlin", 9)).toBe(at("2026-03-29T07:00:00Z"));
    expect(nextTimeOfDay(at("2026-10-24T12:00:00Z"), "Europe/Berlin", 9)).toBe(at("2026-10-25T08:00:00Z"));
    // 02:30 does not exist on this day.
    expect(fromLocalInput("2026-03-29T02:30", "Europe/Berlin")).toBe(at("2026-03-29T01:30:00Z"));
  });

  test("what an input shows comes back as the same moment", () => {
    for (const zone of ["Asia/Tokyo", "America/Sao_Paulo", "Asia/Kolkata"]) {
      const ms = at("2026-07-01T04:45:00Z");
      expect(fromLocalInput(toLocalInput(ms, zone), zone)).toBe(ms);
    }
    expect(fromLocalInput("", "UTC")).toBeUndefined();
  });
});
