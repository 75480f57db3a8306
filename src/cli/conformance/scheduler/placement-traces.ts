/** Traces of where pods went: unequal5-*, spread3-*, antiaffinity-required, insufficient. Which of equally good nodes was taken is chance: compared as multisets. */
import { annotatedBehaviour } from "../../../simulator/kubernetes/kubelet/behaviour.ts";
import { createKubernetes, type Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import type { Sheet } from "../sheet.ts";
import type { Raw } from "./objects.ts";
import { traceNode } from "../trace-node.ts";

const PENDING = "<pending>";
/** Before the manifests are applied, so that the nodes are ready, and after them, so that all is settled. */
const BEFORE_MS = 5_000;
const AFTER_MS = 30_000;
const ZONE = "topology.kubernetes.io/zone";

function startTrace({ id, nodes, manifests }: Raw): Kubernetes {
  const kubernetes = createKubernetes({ seed: id, behaviourOf: annotatedBehaviour });
  for (const [name, given] of Object.entries<Raw>(nodes)) kubernetes.apply(traceNode(name, given));
  kubernetes.run(BEFORE_MS);
  for (const manifest of manifests) {
    const answer = kubernetes.apply(manifest);
    if (!answer.ok) throw new Error(`${manifest.kind} ${manifest.metadata.name}: ${answer.error.message}`);
  }
  kubernetes.run(BEFORE_MS + AFTER_MS);
  return kubernetes;
}

function podsPerNode({ store }: Kubernetes): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { spec } of store.list("Pod")) {
    const place = spec.nodeName ?? PENDING;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

function podsPerZone({ store }: Kubernetes): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { spec } of store.list("Pod")) {
    const zone = store.get("Node", spec.nodeName ?? "")?.metadata.labels?.[ZONE] ?? PENDING;
    counts[zone] = (counts[zone] ?? 0) + 1;
  }
  return counts;
}

const multiset = (counts: Record<string, number>) =>
  Object.entries(counts)
    .filter(([place]) => place !== PENDING)
    .map(([, count]) => count)
    .toSorted((a, b) => a - b);

/** Each message once, in the order in which they were first given. */
const failures = ({ store }: Kubernetes): string[] => [
  ...new Set(
    store
      .list("Event")
      .filter(({ reason }) => reason === "FailedScheduling")
      .map(({ message }) => message),
  ),
];
const failuresIn = (log: Raw[]): string[] => [
  ...new Set<string>(log.filter(({ reason }) => reason === "FailedScheduling").map(({ msg }) => msg)),
];

export function unequalNodes(file: Raw, sheet: Sheet): void {
  const counts = podsPerNode(startTrace(file));
  for (const [name, count] of Object.entries(file.counts)) {
    sheet.row(`pods on ${name}`, (check) => check.equal(counts[name] ?? 0, count));
  }
}

function compareCounts(
  sheet: Sheet,
  counts: Record<string, number>,
  wanted: Record<string, number>,
  when: string,
): void {
  sheet.row(`pods per node ${when}`, (check) => check.equal(multiset(counts), multiset(wanted)));
  sheet.row(`pods without a node ${when}`, (check) => check.equal(counts[PENDING] ?? 0, wanted[PENDING] ?? 0));
}

export function spreadOverZones(file: Raw, sheet: Sheet): void {
  const kubernetes = startTrace(file);
  compareCounts(sheet, podsPerNode(kubernetes), file.counts, "at the end");
  sheet.row("pods per zone", (check) => check.equal(multiset(podsPerZone(kubernetes)), multiset(file.zones)));
  sheet.row("FailedScheduling", (check) => check.equal(failures(kubernetes), failuresIn(file.log)));
}

export function keptApart(file: Raw, sheet: Sheet): void {
  const kubernetes = startTrace(file);
  compareCounts(sheet, podsPerNode(kubernetes), file.counts, "at the end");
  sheet.row("FailedScheduling", (check) => check.equal(failures(kubernetes), failuresIn(file.log)));
}

/** "add node n5 4cpu": the script posts the node, and reports it ready as soon as it is there. */
function addNode(kubernetes: Kubernetes, action: Raw, log: Raw[]): void {
  const [, name = "", cpu = ""] = /^add node (\S+) (\d+)cpu$/.exec(action.msg) ?? [];
  const [posted, ready] = log.filter((one) => one.kind === "Node" && one.name === name);
  const node = traceNode(name, { cpu });
  kubernetes.apply({ ...node, status: { ...node.status, conditions: [] } });
  kubernetes.run(kubernetes.loop.now() + Math.max(1, ready.t - posted.t));
  const stored = kubernetes.store.get("Node", name);
  if (!stored) throw new Error(`The node ${name} is not there after it was posted.`);
  kubernetes.api.updateStatus(stored, { ...stored.status, conditions: node.status.conditions });
}

export function insufficient(file: Raw, sheet: Sheet): void {
  const kubernetes = startTrace(file);
  compareCounts(sheet, podsPerNode(kubernetes), file.counts, "before");
  const action = file.log.find(({ kind }: Raw) => kind === "ACTION");
  const before = file.log.filter(({ t }: Raw) => t < action.t);
  sheet.row("FailedScheduling before", (check) => check.equal(failures(kubernetes), failuresIn(before)));
  addNode(kubernetes, action, file.log);
  kubernetes.run(kubernetes.loop.now() + AFTER_MS);
  compareCounts(sheet, podsPerNode(kubernetes), file.countsAfter, "after");
  sheet.row("FailedScheduling after", (check) => check.equal(failures(kubernetes), failuresIn(file.log)));
}
