/** Traces of StatefulSets and DaemonSets. */
import type { Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import type { Adapt } from "../adapters.ts";
import { applyManifest, keepLog, SETTLED_MS, startCluster, TOLERANCE_MS } from "../batch/trace-cluster.ts";
import type { Row } from "../batch/values.ts";
import type { Sheet } from "../sheet.ts";
import { compareSteps, phasesOf, readSteps } from "./trace-steps.ts";

/** Does what an action of the log says to the set. */
function act(cluster: Kubernetes, manifest: Row, { msg, patch }: Row): void {
  const { kind, metadata, spec } = manifest;
  const change = (what: object) => void cluster.patch(kind, metadata.name, what);
  const [, replicas] = /^scale to (\d+)$/.exec(msg) ?? [];
  if (patch) return change(patch);
  if (msg === "create") return applyManifest(cluster, manifest);
  if (replicas !== undefined) return change({ spec: { replicas: Number(replicas) } });
  if (!msg.startsWith("update image")) throw new Error(`The trace does something unknown: ${msg}`);
  const containers = spec.template.spec.containers.map((one: Row) => ({ ...one, image: `${one.image}-updated` }));
  change({ spec: { template: { spec: { containers } } } });
}

/** Names of revisions are hashes: they become r1, r2 and so on in order of appearance. */
function createRevisionNames() {
  const known = new Map<string, string>();
  return (name: string | undefined) => {
    if (!name) return "";
    if (!known.has(name)) known.set(name, `r${known.size + 1}`);
    return known.get(name) ?? "";
  };
}

const COUNTS = ["spec", "replicas", "ready", "updated"] as const;

/** States of the set that last, each with its beginning. */
function settledStates(log: Row[], kind: string): { t: number; text: string }[] {
  const nameOf = createRevisionNames();
  const states = log
    .filter((line) => line.kind === kind && line.ev !== "DELETED")
    .map((line) => {
      const counts = COUNTS.map((field) => `${field} ${line[field] ?? 0}`).join(", ");
      return { t: line.t, text: `${counts}, current ${nameOf(line.cur)}, update ${nameOf(line.upd)}` };
    });
  const changes = states.filter(({ text }, i) => text !== states[i - 1]?.text);
  return changes.filter(({ t }, i) => (changes[i + 1]?.t ?? Number.POSITIVE_INFINITY) - t >= SETTLED_MS);
}

function compareStates(sheet: Sheet, kind: string, actual: Row[], expected: Row[]): void {
  const own = settledStates(actual, kind);
  const wanted = settledStates(expected, kind);
  if (wanted.length === 0) return;
  sheet.row("settled states", (check) =>
    check.equal(
      own.map(({ text }) => text),
      wanted.map(({ text }) => text),
    ),
  );
  for (const [i, { t, text }] of wanted.entries())
    sheet.row(`from when: ${text}`, (check) => check.within(own[i]?.t, t, TOLERANCE_MS));
}

/** What the events about the set say, with the names that the API server made replaced. */
function textsOf(events: Row[], isNamed: boolean): string[] {
  const texts = events.map(
    ({ type, reason, msg }) => `${type} ${reason} ${isNamed ? msg : msg.replace(/: \S+$/, ": POD")}`,
  );
  return [...new Set(texts)].toSorted();
}

function eventsAbout({ store }: Kubernetes, kind: string): Row[] {
  return store
    .list("Event")
    .filter(({ involvedObject }) => involvedObject.kind === kind)
    .map(({ type, reason, message }) => ({ type, reason, msg: message }));
}

const projectSet =
  (wanted: string) =>
  ({ kind, metadata, spec, status }: Row): Row | undefined => {
    if (kind !== wanted) return undefined;
    const { replicas = 0, readyReplicas = 0, updatedReplicas = 0, currentRevision, updateRevision } = status;
    const counts = { spec: spec.replicas, replicas, ready: readyReplicas, updated: updatedReplicas };
    return { kind, name: metadata.name, ...counts, cur: currentRevision, upd: updateRevision };
  };

/** A pod's node, which the log tells once it is bound. */
function nodesByPod(log: Row[]): (name: string) => string {
  const nodes = new Map<string, string>(log.flatMap(({ name, node }) => (node ? [[name, node] as const] : [])));
  return (name) => nodes.get(name) ?? "no node";
}

const setTrace =
  (kind: "DaemonSet" | "StatefulSet"): Adapt =>
  (file, sheet) => {
    const { log, manifests } = file;
    const manifest = manifests.find((one: Row) => one.kind === kind);
    const cluster = startCluster(file);
    const actual = keepLog(cluster, projectSet(kind));
    for (const other of manifests.filter((one: Row) => one !== manifest)) applyManifest(cluster, other);
    for (const action of log.filter((line: Row) => line.kind === "ACTION")) {
      cluster.run(action.t);
      act(cluster, manifest, action);
    }
    cluster.run(log.at(-1).t + TOLERANCE_MS);
    const isNamed = kind === "StatefulSet";
    const placesIn = (lines: Row[]) => (isNamed ? (name: string) => name : nodesByPod(lines));
    const steps = (lines: Row[]) => readSteps(lines, placesIn(lines));
    const hasGates = manifest.spec.podManagementPolicy !== "Parallel";
    compareSteps(sheet, phasesOf(log), steps(actual), steps(log), hasGates);
    compareStates(sheet, kind, actual, log);
    const recorded = log.filter((line: Row) => line.kind === "Event" && line.obj.startsWith(`${kind}/`));
    sheet.row("events", (check) =>
      check.equal(textsOf(eventsAbout(cluster, kind), isNamed), textsOf(recorded, isNamed)),
    );
  };

export const statefulSetTrace = setTrace("StatefulSet");
export const daemonSetTrace = setTrace("DaemonSet");
