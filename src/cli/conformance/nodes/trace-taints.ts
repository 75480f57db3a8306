/** The trace taints: who is put where, and who is evicted when a NoExecute taint comes. */
import type { Taint } from "../../../simulator/kubernetes/api/core.ts";
import type { Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import type { Adapt } from "../adapters.ts";
import { addNodes, applyManifest, createCluster, firstTime, podsPerNode } from "./trace.ts";
import type { Foreign } from "./values.ts";

const APPLIED_AT = 10_000;
const AFTER_MS = 10_000;

/** "maint=1:NoExecute" on a node that did not have it: the action. */
function tainted({ log, nodes }: Foreign): { node: string; taint: Taint } {
  const shown = (log as Foreign[])
    .filter(({ kind }) => kind === "Node")
    .flatMap(({ name, taints }) => (taints as string[]).map((text) => ({ node: name as string, text })));
  for (const { node, text } of shown) {
    const [, key, value = ""] = /^([^=]*)=(.*):NoExecute$/.exec(text) ?? [];
    const isOwn = (nodes[node].taints ?? []).some((taint: Taint) => taint.key === key);
    if (key !== undefined && !isOwn) return { node, taint: { key, value, effect: "NoExecute" } };
  }
  throw new Error("The log shows no NoExecute taint.");
}

/** The owners ("plain", "tol") of pods, sorted: what is the same whatever names they got. */
const owners = (pods: string[]) => pods.map((name) => name.replace(/-[^-]+-[^-]+$/, "")).toSorted();

/** "ns/plain-6bf8bf979b-jfkhk" -> "plain". */
const withoutNames = (message: string) => message.replace(/\S+\/(\w+)-\S+$/, "$1");

function evictionEvents({ store }: Kubernetes): string[] {
  const events = store.list("Event").filter(({ reason }) => reason === "TaintManagerEviction");
  return events.map(({ type, message, source }) => `${type} ${source} ${withoutNames(message)}`).toSorted();
}

export const adaptTaints: Adapt = (file, sheet) => {
  const cluster = createCluster(file);
  const { store, api } = cluster;
  addNodes(cluster, file.nodes);
  const zero = firstTime(file.log, "Deployment", file.manifests[0].metadata.name);
  const timeOf = (t: number) => t - zero + APPLIED_AT;
  for (const manifest of file.manifests) {
    cluster.run(timeOf(firstTime(file.log, "Deployment", manifest.metadata.name)));
    applyManifest(cluster, manifest);
  }
  cluster.run(timeOf(firstTime(file.log, "ACTION")));
  sheet.row("plain pods per node", (check) => check.equal(podsPerNode(cluster, "plain"), file.countsPlain));
  sheet.row("tolerating pods per node", (check) => check.equal(podsPerNode(cluster, "tol"), file.countsTol));

  const evicted: string[] = [];
  const reasons = new Set<string | undefined>();
  store.watch(({ object, before }) => {
    if (object.kind !== "Pod" || before?.kind !== "Pod") return;
    const { deletionTimestamp, name } = object.metadata;
    if (deletionTimestamp === undefined || before.metadata.deletionTimestamp !== undefined) return;
    evicted.push(name);
    reasons.add(object.status.conditions?.find(({ type }) => type === "DisruptionTarget")?.reason);
  });
  const { node: name, taint } = tainted(file);
  const node = store.get("Node", name);
  if (!node) throw new Error(`There is no node ${name}.`);
  api.update({ ...node, spec: { ...node.spec, taints: [...(node.spec.taints ?? []), taint] } });
  cluster.run(timeOf(firstTime(file.log, "ACTION")) + AFTER_MS);

  const going = (file.log as Foreign[]).filter(
    ({ kind, deleting, ev }) => kind === "Pod" && deleting && ev === "MODIFIED",
  );
  sheet.row("who is evicted", (check) => {
    check.equal(owners(evicted), owners([...new Set<string>(going.map((line) => line.name))]));
    check.equal([...reasons], [...new Set(going.map(({ disruption }) => disruption))], "DisruptionTarget");
  });
  const said = (file.log as Foreign[]).filter(
    ({ kind, reason }) => kind === "Event" && reason === "TaintManagerEviction",
  );
  sheet.row("events of the evictions", (check) =>
    check.equal(
      evictionEvents(cluster),
      said.map(({ type, msg, from }) => `${type} ${from} ${withoutNames(msg)}`).toSorted(),
    ),
  );
  sheet.row("pods per node after", (check) => check.equal(podsPerNode(cluster), file.countsAfterNoExecute));
};
