/** The trace nodefail: a kubelet falls silent and comes back. Nodes that are not of the scenario (h1 to h3) are left out. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { lastHeartbeat, startNode, stopNode } from "../../../simulator/kubernetes/kubelet/nodes.ts";
import type { Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import { PASS_EVERY_MS } from "../../../simulator/kubernetes/node-lifecycle/controller.ts";
import type { Adapt } from "../adapters.ts";
import type { Check } from "../sheet.ts";
import { recordLog, type Log } from "./trace-log.ts";
import { addNodes, applyManifest, createCluster, TOLERANCE_MS } from "./trace.ts";
import type { Foreign } from "./values.ts";

/** The nodes are there, and renew their leases every ten seconds, this long before the kubelet stops. */
const HEAD_START_MS = 60_000;
/** A moment after a renewal. */
const MOMENT_MS = 50;
/** How long after the return the simulation goes on. */
const AFTER_MS = 10_000;
/** Between the first eviction and the return: when the trace lists the pods that are going ("mid"). */
const BEFORE_RETURN_MS = 10_000;

const actionsOf = (log: Log) => log.filter(({ kind }) => kind === "ACTION");

/** Some pass of the monitor, on the trace's clock: seen on a foreign node, as when our own becomes Unknown is what is compared. */
function somePass({ log, nodes }: Foreign): number {
  const unknown = (log as Log).filter(
    ({ kind, readyReason }) => kind === "Node" && readyReason === "NodeStatusUnknown",
  );
  const line = unknown.find(({ name }) => !(name in nodes)) ?? unknown[0];
  if (!line) throw new Error("The log shows no node becoming Unknown.");
  return line.t;
}

type Milestone = [what: string, find: (line: Foreign, failed: string) => boolean];

const isNode = (line: Foreign, failed: string) => line.kind === "Node" && line.name === failed;
const hasTaint = (line: Foreign, effect: string) => line.taints.includes(`node.kubernetes.io/unreachable=:${effect}`);
const isPodOf = (line: Foreign, app: string, failed: string) =>
  line.kind === "Pod" && line.name.startsWith(`${app}-`) && line.node === failed;

/** Each is the first line of its kind; those after the return are looked for after it. */
const BEFORE_RETURN: Milestone[] = [
  ["Unknown", (line, failed) => isNode(line, failed) && line.readyReason === "NodeStatusUnknown"],
  ["unreachable:NoSchedule", (line, failed) => isNode(line, failed) && hasTaint(line, "NoSchedule")],
  ["unreachable:NoExecute", (line, failed) => isNode(line, failed) && hasTaint(line, "NoExecute")],
];
const AFTER_RETURN: Milestone[] = [
  ["ready again", (line, failed) => isNode(line, failed) && line.ready === "True"],
  ["NoSchedule off", (line, failed) => isNode(line, failed) && line.ready === "True" && !hasTaint(line, "NoSchedule")],
  ["NoExecute off", (line, failed) => isNode(line, failed) && line.ready === "True" && !hasTaint(line, "NoExecute")],
];
const ofApp = (app: string): Milestone[] => [
  [`${app}: not ready`, (line, failed) => isPodOf(line, app, failed) && line.ready === "False"],
  [`${app}: evicted`, (line, failed) => isPodOf(line, app, failed) && line.deleting],
  [`${app}: gone`, (line, failed) => isPodOf(line, app, failed) && line.ev === "DELETED"],
];

/** "fast-757f8f6d86-2xh7p" -> "fast". */
const appOf = (name: string) => name.replace(/-[^-]+-[^-]+$/, "");

type Placed = [name: string, node: string | null, phase: string, isGoing: boolean];

const placedIn = ({ store }: Kubernetes): Placed[] =>
  store
    .list("Pod")
    .map(({ metadata, spec, status }: Pod) => [
      metadata.name,
      spec.nodeName ?? null,
      status.phase ?? "",
      metadata.deletionTimestamp !== undefined,
    ]);

/** What is the same whatever names pods got and whichever of equal nodes was taken: of each app, who is on the failed node, and how many each other node has. */
function shape(placed: Placed[], failed: string) {
  const apps = [...new Set(placed.map(([name]) => appOf(name)))].toSorted();
  return apps.map((app) => {
    const own = placed.filter(([name]) => appOf(name) === app);
    const special = own.filter(([, node]) => node === failed || node === null);
    const others = own
      .filter(([, node]) => node !== failed && node !== null)
      .map(([, node, ...rest]) => `${node} ${rest}`);
    const counts = new Map<string, number>();
    for (const one of others) counts.set(one, (counts.get(one) ?? 0) + 1);
    return {
      app,
      special: special.map(([, ...rest]) => rest.join(" ")).toSorted(),
      others: [...counts.values()].toSorted(),
    };
  });
}

/** The foreign nodes taken out of a text that counts them all: they match no pod's selector. */
function withoutForeign(text: string, foreign: number, own: number): string {
  return text
    .replaceAll(`0/${own + foreign} nodes`, `0/${own} nodes`)
    .replace(`, ${foreign} node(s) didn't match Pod's node affinity/selector`, "")
    .replace(
      /(\d+) Preemption is not helpful/,
      (_all, count: string) => `${Number(count) - foreign} Preemption is not helpful`,
    );
}

const evictionTexts = (log: Log) =>
  log
    .filter(({ kind, reason }) => kind === "Event" && reason === "TaintManagerEviction")
    .map(({ msg, type, from }) => `${type} ${from} ${msg.replace(/\S+\/(\w+)-\S+$/, "$1")}`);

const notReadyTexts = (log: Log) =>
  log
    .filter(({ kind, reason, msg }) => kind === "Event" && reason === "NodeNotReady" && msg === "Node is not ready")
    .map(({ name, type, msg, from }) => `${appOf(name.replace(/\.\w+$/, ""))} ${type} ${from} ${msg}`)
    .toSorted();

function compareTimes(check: Check, own: Log, file: Foreign, find: Milestone[1], failed: string, from: number): void {
  const timeIn = (log: Log) => log.find((line) => line.t >= from && find(line, failed))?.t;
  const expected = timeIn(file.log);
  check.ok(expected !== undefined, "the trace has it");
  check.within(timeIn(own), expected ?? 0, TOLERANCE_MS, "at");
}

export const adaptNodefail: Adapt = (file, sheet) => {
  const [stop, back] = actionsOf(file.log);
  const [, failed = ""] = /kubelet of (\S+) stops/.exec(stop.msg) ?? [];
  // The monitor's passes begin at 0; the one that the trace shows must be one of them.
  const pass = somePass(file);
  const passes = Math.ceil((2 * HEAD_START_MS + pass) / PASS_EVERY_MS);
  const zero = passes * PASS_EVERY_MS - pass;

  const cluster = createCluster(file);
  const { world } = cluster;
  cluster.run(zero - HEAD_START_MS);
  addNodes(cluster, file.nodes);
  cluster.run(zero - HEAD_START_MS / 2);
  for (const manifest of file.manifests) applyManifest(cluster, manifest);
  cluster.run(zero + MOMENT_MS);
  const silence = (lastHeartbeat(world, failed) ?? Number.NaN) - zero;
  if (!(Math.abs(silence) < TOLERANCE_MS)) throw new Error(`The last renewal is ${silence} ms off.`);
  const before = placedIn(cluster);
  const log = recordLog(cluster, zero);
  stopNode(world, failed);
  cluster.run(zero + back.t - BEFORE_RETURN_MS);
  const mid = placedIn(cluster);
  cluster.run(zero + back.t);
  startNode(world, failed);
  cluster.run(zero + back.t + AFTER_MS);

  const placedBefore = (file.before as [string, string][]).map(([name, node]): Placed => [
    name,
    node,
    "Running",
    false,
  ]);
  sheet.row("placements before", (check) => check.equal(shape(before, failed), shape(placedBefore, failed)));
  const apps: string[] = file.manifests.map(({ metadata }: Foreign) => metadata.name);
  for (const [what, find] of [...BEFORE_RETURN, ...apps.flatMap(ofApp)])
    sheet.row(what, (check) => compareTimes(check, log, file, find, failed, 0));
  for (const [what, find] of AFTER_RETURN)
    sheet.row(what, (check) => compareTimes(check, log, file, find, failed, back.t));
  sheet.row("who is Terminating, and where the others are", (check) =>
    check.equal(shape(mid, failed), shape(file.mid, failed)),
  );
  sheet.row("placements after the return", (check) =>
    check.equal(shape(placedIn(cluster), failed), shape(file.after, failed)),
  );
  sheet.row("pods marked not ready", (check) => check.equal(notReadyTexts(log), notReadyTexts(file.log)));
  sheet.row("events of the evictions", (check) => check.equal(evictionTexts(log), evictionTexts(file.log)));
  const refused = ({ kind, reason }: Foreign) => kind === "Event" && reason === "FailedScheduling";
  const own = Object.keys(file.nodes).length;
  const present = new Set(
    (file.log as Log).filter(({ kind, name }) => kind === "Node" && !(name in file.nodes)).map(({ name }) => name),
  );
  sheet.row("why the replacement waits", (check) =>
    check.equal(log.find(refused)?.msg, withoutForeign((file.log as Log).find(refused)?.msg, present.size, own)),
  );
};
