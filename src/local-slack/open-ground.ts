// A workspace's ground: its state from its records, and how to record more.
import { createClock } from "./clock.ts";
import { recordsOf } from "./compact.ts";
import type { Ground } from "./ground.ts";
import { createPages } from "./pages.ts";
import type { RecordFile } from "./record-file.ts";
import type { Identity, StateRecord } from "./records.ts";
import { botPerson, newIdentity, newSecret, seedRecords } from "./seed.ts";
import { apply, emptyWorkspace, type Workspace } from "./workspace.ts";

/** A record file shorter than this is not worth writing anew. */
const WORTH_COMPACTING = 2000;

/** What all workspaces of a process share. */
export type Common = Pick<Ground, "journal" | "manifest" | "patienceMs" | "isClosing" | "url">;

export type Opened = { ground: Ground; compact(): void };

/** Opens the workspace of this number; a file without records gets what everybody begins with. The clock is the first one's. */
export function openGround(common: Common, file: RecordFile, number: number, first?: Ground): Opened {
  const workspace = emptyWorkspace();
  const read = file.records.length;
  for (const record of file.records) apply(workspace, record);
  const clock = createClock(() => (first?.workspace ?? workspace).offset_ms, file.records.at(-1)?.last_micros ?? 0);
  // What the list still holds is mostly what later records say anew: letting go of it halves the memory of a long life.
  file.records.length = 0;
  const save = (record: StateRecord) => {
    file.append({ ...record, last_micros: clock.lastMicros() });
    apply(workspace, record);
  };
  const compact = () => {
    const last_micros = clock.lastMicros();
    file.rewrite(recordsOf(workspace).map((record) => ({ ...record, last_micros })));
  };
  if (!workspace.identity) {
    const identity = newIdentity(number, first?.identity);
    for (const record of seedRecords(common.manifest, clock.nowMs(), identity)) save(record);
  }
  const identity = bringUpToDate(workspace, common.manifest, save);
  if (read > WORTH_COMPACTING && read > 2 * recordsOf(workspace).length) compact();
  return { ground: { ...common, workspace, clock, pages: createPages(), save, identity }, compact };
}

// The folder may have been written before there was HTTP mode, and the manifest may have renamed the app since.
function bringUpToDate(
  workspace: Workspace,
  manifest: Ground["manifest"],
  save: (record: StateRecord) => void,
): Identity {
  const { identity } = workspace;
  if (!identity) throw new Error("the seed made no identity");
  const whole = identity.signing_secret ? identity : { ...identity, signing_secret: newSecret() };
  if (whole !== identity) save({ kind: "identity", identity: whole });
  const known = workspace.people.get(identity.bot_user_id)?.real_name;
  if (known !== manifest.botName) save({ kind: "person", person: botPerson(manifest, identity.bot_user_id) });
  return whole;
}
