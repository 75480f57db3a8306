/** The kubelets of all nodes: pods bound to a node are taken on, run, and let go. Kubernetes 1.36, pkg/kubelet. */
import { INFORMER_LAG_MS } from "../../kernel/queue.ts";
import type { Lease, Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { conditionOf, isFinished } from "../pods.ts";
import type { Change } from "../change.ts";
import type { World } from "../world.ts";
import { acceptPod } from "./accepting.ts";
import { createPodAddresses } from "./addresses.ts";
import type { Kubelet } from "./context.ts";
import { askProcesses, type Processes } from "./processes.ts";
import { createLease, isStopped, LEASE_NAMESPACE, nodeConditions } from "./nodes.ts";
import { createPressure } from "./pressure.ts";
import { createProbing } from "./probing.ts";
import { registeredStatus } from "./registration.ts";
import { afterEnd, afterStart } from "./restarting.ts";
import { reportPod, syncPod } from "./sync.ts";

function createKubelet(world: World): Kubelet {
  const kubelet: Kubelet = {
    world,
    records: new Map(),
    images: new Map(),
    sync: (record) => syncPod(kubelet, record),
    report(record) {
      reportPod(kubelet, record);
      probing.look(record);
    },
    started(record, name) {
      probing.begin(record, name);
      afterStart(kubelet, record, name);
    },
    resumed: (record) => probing.resume(record),
    ended: (record, name) => afterEnd(kubelet, record, name),
    usageChanged: (node) => pressure.look(node),
  };
  const probing = createProbing(kubelet);
  const pressure = createPressure(kubelet);
  return kubelet;
}

function registerNode(world: World, name: string): void {
  const node = world.store.get("Node", name);
  if (!node) return;
  createLease(world, node);
  if (node.status.conditions?.some(({ type }) => type === "Ready")) return;
  world.api.updateStatus(node, registeredStatus(world.store, node, world.loop.now()));
}

/** A change of a pod that its kubelet has to act on: not what it wrote itself. */
function concerns(pod: Pod, before: Pod): boolean {
  const { deletionTimestamp } = pod.metadata;
  if (deletionTimestamp !== before.metadata.deletionTimestamp || pod.spec !== before.spec) return true;
  if (isFinished(pod) && !isFinished(before)) return true;
  const gates = pod.spec.readinessGates ?? [];
  return gates.some(({ conditionType }) => conditionOf(pod, conditionType) !== conditionOf(before, conditionType));
}

export function startKubelets(world: World): Processes {
  const { store, loop } = world;
  const kubelet = createKubelet(world);
  const addresses = createPodAddresses(store);

  /** Takes the pod on, or looks at it again. */
  const attend = (name: string, namespace: string, uid: string, boundAt: number) => {
    const pod = store.get("Pod", name, namespace);
    const node = pod?.spec.nodeName;
    if (!pod || node === undefined || pod.metadata.uid !== uid || isStopped(store, node)) return;
    const record = kubelet.records.get(uid);
    if (record) kubelet.sync(record);
    else if (!isFinished(pod) || pod.metadata.deletionTimestamp !== undefined)
      acceptPod(kubelet, pod, node, boundAt, addresses);
  };
  const attendSoon = ({ metadata }: Pod) => {
    const { name, namespace, uid } = metadata;
    const now = loop.now();
    loop.after(INFORMER_LAG_MS, () => attend(name, namespace, uid, now));
  };

  /** Of a node that is there again: every pod of it that is bound already. */
  const attendAll = (node: string) => {
    const now = loop.now();
    for (const { metadata } of store.podsOn(node)) {
      const record = kubelet.records.get(metadata.uid);
      if (record) record.resumedAt = now;
      attend(metadata.name, metadata.namespace, metadata.uid, now);
      if (!record) continue;
      kubelet.resumed(record);
      kubelet.report(record);
    }
  };
  const register = (node: string) => {
    registerNode(world, node);
    attendAll(node);
  };

  /** After a stop: every pod is looked at, what happened meanwhile is reported, and the node is ready again. */
  const resume = (node: Node) => {
    const now = loop.now();
    const conditions = nodeConditions(node, [], now);
    const wasReady = node.status.conditions?.some(({ type, status }) => type === "Ready" && status === "True");
    world.api.updateStatus(node, { ...node.status, conditions });
    const message = `Node ${node.metadata.name} status is now: NodeReady`;
    if (!wasReady) world.record({ about: node, reason: "NodeReady", message, source: "kubelet" });
    attendAll(node.metadata.name);
    kubelet.usageChanged(node.metadata.name);
  };
  const leaseChanged = (lease: Lease, before: Lease) => {
    const wasStopped = before.metadata.annotations !== lease.metadata.annotations;
    const { name } = lease.metadata;
    if (lease.metadata.namespace !== LEASE_NAMESPACE || !wasStopped || isStopped(store, name)) return;
    loop.after(0, () => {
      const node = store.get("Node", name);
      if (node && !isStopped(store, name)) resume(node);
    });
  };

  const podChanged = ({ verb, before }: Change, pod: Pod) => {
    if (verb === "deleted") kubelet.records.delete(pod.metadata.uid);
    else if (pod.spec.nodeName === undefined) return;
    else if (before?.kind !== "Pod" || concerns(pod, before)) attendSoon(pod);
  };
  store.watch((change) => {
    const { object, before, verb } = change;
    if (object.kind === "Pod") podChanged(change, object);
    else if (object.kind === "Node" && verb === "added") loop.after(0, () => register(object.metadata.name));
    else if (object.kind === "Lease" && before?.kind === "Lease" && verb === "modified") leaseChanged(object, before);
  });
  for (const { metadata } of store.list("Node")) registerNode(world, metadata.name);
  for (const pod of store.list("Pod")) if (pod.spec.nodeName !== undefined) attendSoon(pod);
  return askProcesses(kubelet);
}
