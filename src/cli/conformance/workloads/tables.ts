/** Files of captured Go tables: each test's rows go to the function that replays that table. */
import type { Check, Sheet } from "../sheet.ts";
import type { Raw } from "./objects.ts";

export type Replay = (row: Raw, check: Check) => void;

/** Why a row can't be replayed, if it can't. */
export type LeaveOut = (test: string, row: Raw) => string | undefined;

/** A table without a replay fails. */
export function replayTables(file: Raw, sheet: Sheet, tables: Record<string, Replay>, leaveOut?: LeaveOut): void {
  for (const [test, { cases }] of Object.entries<Raw>(file.tests))
    for (const { i, key, case: row } of cases) {
      const name = `${test} ${i} ${key ?? row.name ?? row.Name ?? ""}`.trim();
      const reason = leaveOut?.(test, row);
      if (reason) {
        sheet.leaveOut(name, 1, reason);
        continue;
      }
      sheet.row(name, (check) => {
        const replay = tables[test];
        if (replay) replay(row, check);
        else check.ok(false, `a replay of ${test}`);
      });
    }
}
