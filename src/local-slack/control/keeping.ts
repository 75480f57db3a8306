// The workspace as a whole: exported, put in another's place, set back to its beginning.
import type { Desk } from "../desk.ts";
import { recordsOf } from "../compact.ts";
import type { StateRecord, WrittenRecord } from "../records.ts";
import { seedRecords } from "../seed.ts";
import { apply, clearWorkspace, emptyWorkspace, isKnownKind } from "../workspace.ts";
import { wrong, type Done } from "./answer.ts";

/** The records of the workspace, without its tokens: what is exported may be passed on. */
export function exported(desk: Desk): WrittenRecord[] {
  const last_micros = desk.clock.lastMicros();
  return recordsOf(desk.workspace)
    .filter(({ kind }) => kind !== "identity" && kind !== "response-url")
    .map((record) => ({ ...record, last_micros }));
}

/** Begins anew, as the workspace was made. The app stays connected: its tokens stay what they are. */
export function reset(desk: Desk): Done {
  replace(desk, seedRecords(desk.manifest, desk.clock.nowMs(), desk.workspace.identity ?? desk.identity));
  return { ok: true };
}

/** Puts an exported workspace in this one's place. Nothing changes when it cannot be read. */
export function importRecords(desk: Desk, given: Record<string, unknown>[]): Done {
  const records = given.filter(({ kind }) => kind !== "identity");
  const unknown = records.findIndex(({ kind }) => !isKnownKind(kind));
  if (unknown >= 0)
    return wrong("not_an_export", `Record ${unknown + 1} is of kind ${String(records[unknown]?.kind)}.`);
  try {
    const trial = emptyWorkspace();
    for (const record of records) apply(trial, record as StateRecord);
    if (!trial.people.has(desk.identity.bot_user_id))
      return wrong("not_an_export", "The app's bot is not among the people.");
    const seen = Number((records.at(-1) as { last_micros?: number } | undefined)?.last_micros ?? 0);
    desk.clock.passMicros(seen);
  } catch (error) {
    return wrong("not_an_export", `The records cannot be read: ${(error as Error).message}.`);
  }
  replace(desk, [
    { kind: "identity", identity: desk.workspace.identity ?? desk.identity },
    ...(records as StateRecord[]),
  ]);
  return { ok: true, records: records.length };
}

function replace(desk: Desk, records: StateRecord[]): void {
  clearWorkspace(desk.workspace);
  for (const record of records) apply(desk.workspace, record);
  desk.compact();
  desk.statuses.forget();
  desk.schedule.arm();
  desk.pages.tell({ kind: "restart" });
  desk.events.flush();
}
