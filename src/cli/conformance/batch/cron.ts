/** core/cron-oracle.json: a schedule, a time, and the next five. */
import { IANAZone } from "luxon";
import { parseSchedule } from "../../../simulator/kubernetes/cronjob/schedule.ts";
import type { Zones } from "../../../simulator/kubernetes/cronjob/zone.ts";
import type { Adapt } from "../adapters.ts";
import { NOW, type Row } from "./values.ts";
import { readTimes } from "../foreign.ts";

/** Time zones with their changes of clocks, which the simulator takes as an argument. */
export const ZONES: Zones = (name) => {
  const zone = IANAZone.create(name === "" ? "UTC" : name);
  return zone.isValid ? (instant) => zone.offset(instant) * 60_000 : undefined;
};

export const cronOracle: Adapt = ({ cases }, sheet) => {
  for (const row of cases as Row[])
    sheet.row(`${row.schedule} from ${row.from ?? "?"}`, (check) => {
      const parsed = parseSchedule(row.schedule, ZONES);
      const error = row.expectError ?? row.error;
      if (error !== undefined || !parsed.ok) return check.equal(parsed.ok ? undefined : parsed.error, error);
      let time: number = readTimes(row.from, NOW);
      const next = row.expectNext.map(() => (time = parsed.schedule.next(time)));
      check.equal(next, readTimes(row.expectNext, NOW));
    });
};
