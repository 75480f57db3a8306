/** What the adapters of captured tables share. */
import type { Plugin, Scorer } from "../../../simulator/kubernetes/scheduler/framework.ts";
import type { Change } from "../../../simulator/kubernetes/scheduler/hints/change.ts";
import type { NodeInfo } from "../../../simulator/kubernetes/scheduler/node-info.ts";
import { createPodInfo } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import type { Snapshot } from "../../../simulator/kubernetes/scheduler/snapshot.ts";
import type { Check, Sheet } from "../sheet.ts";
import { byName, CODES, nodeInfos, toNode, toPod, toPods, type Raw } from "./objects.ts";

/** How to replay the rows of one Go test. `leaveOut` answers why a row cannot be, if so. */
export type Table = {
  compare?: (row: Raw, check: Check) => void;
  leaveOut?: (row: Raw) => string | undefined;
};

export const SIGNATURES = "scheduling signatures (gang scheduling and batching)";
export const DEVICES = "devices claimed through DRA";
export const GATE_OFF = "a feature gate switched off that 1.36 locks on";
export const ALPHA = "an alpha feature gate, off by default";
export const WRONG_OBJECT = "informer plumbing: an object of another type";
export const FUNCTIONS = "objects made by a Go function";

export const never = (reason: string): Table => ({ leaveOut: () => reason });

/** Runs every test of a captured file; a test that has no table is an error, not a silence. */
export function replayTables(file: Raw, sheet: Sheet, tables: Record<string, Table>): void {
  for (const [test, { cases }] of Object.entries<Raw>(file.tests)) {
    const table = tables[test];
    const left = new Map<string, number>();
    for (const row of cases) {
      const why = table?.leaveOut?.(row.case);
      if (why !== undefined) left.set(why, (left.get(why) ?? 0) + 1);
      else
        sheet.row(`${test} ${row.i} ${row.case.name ?? row.key ?? ""}`, (check) => {
          if (!table?.compare) throw new Error(`There is no table for ${test}.`);
          table.compare(row.case, check);
        });
    }
    for (const [why, count] of left) sheet.leaveOut(test, count, why);
  }
}

/** Rows whose old or new object is a text instead of an object. */
export const wrongObject = (row: Raw) =>
  [row.oldObj, row.newObj, row.oldPod, row.newPod, row.oldNode, row.newNode].some((one) => typeof one === "string")
    ? WRONG_OBJECT
    : undefined;

const changeOf = <T>(before: T | undefined, after: T | undefined) => ({ before, after }) as Change<T>;
const from = <T>(convert: (raw: Raw) => T, raw: Raw) => (raw === undefined || raw === null ? undefined : convert(raw));

export const podChange = (row: Raw) =>
  changeOf(from(toPod, row.oldObj ?? row.oldPod), from(toPod, row.newObj ?? row.newPod));
export const nodeChange = (row: Raw) =>
  changeOf(from(toNode, row.oldObj ?? row.oldNode), from(toNode, row.newObj ?? row.newNode));

/** A table of a queueing hint: expectedHint is 1 to queue and 0 to skip. */
export const hintTable = <T>(
  changeIn: (row: Raw) => Change<T>,
  hint: (row: Raw, change: Change<T>) => boolean,
  more: Table["leaveOut"] = () => undefined,
): Table => ({
  leaveOut: (row) => wrongObject(row) ?? more(row),
  compare: (row, check) => check.equal(hint(row, changeIn(row)) ? 1 : 0, row.expectedHint ?? 0, "hint"),
});

export type Outcome = { code: string; reasons: string[] };

/** What the plugin's PreFilter comes to, as a vector's Status; nothing for success. */
export function preFilterOf(plugin: Plugin, pod: Raw, snapshot: Snapshot) {
  const outcome = plugin.preFilter?.(createPodInfo(toPod(pod)), snapshot);
  if (!outcome) return { status: { code: "Skip", reasons: [] }, check: undefined };
  if ("code" in outcome) return { status: outcome, check: undefined };
  return { status: undefined, check: outcome };
}

/** A Status of a vector: its reasons may be null, and those of several resources come in any order. */
export function checkStatus(check: Check, actual: Outcome | undefined, wanted: Raw, what: string): void {
  check.equal(actual?.code ?? "Success", wanted?.code ?? "Success", `${what} code`);
  check.equal((actual?.reasons ?? []).toSorted(), [...(wanted?.reasons ?? [])].toSorted(), `${what} reasons`);
}

/** Scores of all nodes by name, normalized. */
export function scoresOf(scorer: Scorer, nodes: readonly NodeInfo[]): Record<string, number> {
  const raw = nodes.map((info) => scorer.score(info));
  const scores = scorer.normalize?.(raw, nodes) ?? raw;
  return Object.fromEntries(nodes.map(({ name }, at) => [name, scores[at] ?? 0]));
}

export const checkScores = (check: Check, scores: Record<string, number>, wanted: Raw) =>
  check.equal(scores, byName(wanted), "scores");

export const codeNumber = (scorer: unknown) => CODES.indexOf(scorer ? "Success" : "Skip");

/** A NodeInfo as Go prints it: only its pods count, the rest is worked out from them. */
export function infoFrom(raw: Raw, node: Raw): NodeInfo {
  const pods = toPods((raw?.Pods ?? []).map(({ Pod }: Raw) => Pod)).map((pod) => ({
    ...pod,
    spec: { ...pod.spec, nodeName: node.metadata?.name ?? "" },
  }));
  const [info] = nodeInfos([toNode({ ...node, metadata: { name: "", ...node.metadata } })], pods);
  return info as NodeInfo;
}
