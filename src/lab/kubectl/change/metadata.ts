/** What `kubectl label` and `kubectl annotate` have in common: their flags, what they go over, and the change of one map of the metadata. */
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import { patchedLocally, patchObject } from "../../../simulator/kubernetes/manifest/patch.ts";
import type { JsonMap } from "../../../simulator/kubernetes/patch/json.ts";
import { isOn, textOf } from "../flag-value.ts";
import type { Flags, FlagsRead } from "../flags.ts";
import type { Begun } from "./begin.ts";
import { ALL, ALL_NAMESPACES, FIELD_SELECTOR, FILES, LOCAL, RECORD, SELECTOR } from "./common-flags.ts";
import { type Failure, fromServer } from "./failure.ts";
import type { Info } from "./find.ts";
import type { Pairs } from "./pairs.ts";
import { CHANGE_CAUSE, changeCause } from "./record.ts";

export const METADATA_FLAGS: Flags = {
  ...FILES,
  ...SELECTOR,
  ...FIELD_SELECTOR,
  ...ALL,
  ...ALL_NAMESPACES,
  ...LOCAL,
  ...RECORD,
  overwrite: { type: "bool" },
  list: { type: "bool" },
  "resource-version": { type: "text" },
};

/** --all beside a selector says two things. */
export function selectionProblem(read: FlagsRead): string | undefined {
  if (!isOn(read, "all")) return undefined;
  if (textOf(read, "selector") !== "") return "cannot set --all and --selector at the same time";
  return textOf(read, "field-selector") === "" ? undefined : "cannot set --all and --field-selector at the same time";
}

type Changed = { ok: true; object: KubernetesObject } | { ok: false; failure: Failure };

/** Sets and removes entries of labels or annotations. */
export function changeMetadata(begun: Begun, { object }: Info, field: "labels" | "annotations", pairs: Pairs): Changed {
  const change: JsonMap = {
    ...Object.fromEntries(pairs.set),
    ...Object.fromEntries(pairs.remove.map((key) => [key, null])),
  };
  const cause = changeCause(begun);
  const metadata: JsonMap = { [field]: change };
  if (cause !== undefined)
    metadata["annotations"] = { [CHANGE_CAUSE]: cause, ...(field === "annotations" ? change : {}) };
  const { world } = begun.context.world;
  const answer =
    begun.dryRun === "client"
      ? patchedLocally(object, "merge", { metadata })
      : patchObject(world, object, "merge", { metadata }, { dryRun: begun.dryRun === "server" });
  return answer.ok ? answer : { ok: false, failure: fromServer(answer.error) };
}

/** `--list`. */
export function listMetadata(
  { report }: Begun,
  { resource, object }: Info,
  field: "labels" | "annotations",
  isOnly: boolean,
): void {
  if (!isOnly) report.say(`Listing ${field} for ${resource.kind}.${resource.group}/${object.metadata.name}:`);
  const indent = isOnly ? "" : " ";
  for (const [key, value] of Object.entries(object.metadata[field] ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    report.say(`${indent}${key}=${value}`);
}
