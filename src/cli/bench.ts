/** `npm run bench`: figures beside their comparisons, measured in the same run. `-- --json` prints them for a machine. */
import { measureLabs } from "./bench/labs.ts";
import { measureLanes } from "./bench/lanes.ts";
import { measureMention } from "./bench/mention.ts";
import { measurePage } from "./bench/page.ts";
import { measureStart } from "./bench/start.ts";
import { measureReplay } from "./bench/replay.ts";
import { measureRetrieval } from "./bench/retrieval.ts";
import type { Row } from "./bench/row.ts";
import { measureSchedule } from "./bench/schedule.ts";

const asJson = process.argv.includes("--json");

const rows: Row[] = [];
for (const measure of [
  measureStart,
  measureRetrieval,
  measureMention,
  measurePage,
  measureReplay,
  measureLabs,
  measureSchedule,
  measureLanes,
]) {
  for (const row of await measure()) {
    rows.push(row);
    if (!asJson) console.log(line(row));
  }
}
if (asJson) console.log(JSON.stringify(rows, undefined, 2));

function line({ name, value, unit, baseline, ratio, beside }: Row): string {
  const figure = `${round(value)} ${unit}`.padStart(14);
  const comparison =
    baseline === undefined
      ? ""
      : `beside ${round(baseline)} ${unit} (${beside ?? "baseline"}), ratio ${round(ratio ?? 0)}`;
  return `${name.padEnd(52)} ${figure}   ${comparison}`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
process.exit(0);
