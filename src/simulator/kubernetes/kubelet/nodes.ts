/**
 * Nodes as their kubelets keep them: the Lease that says that a node lives, and the conditions it reports. Kubernetes 1.36,
 * pkg/kubelet/kubelet_node_status.go, pkg/kubelet/nodestatus/setters.go and component-helpers, apimachinery/lease.
 *
 * A Lease is renewed every ten seconds without a change in the store: while the kubelet runs, `renewTime` is its first renewal and every tenth
 * second after it is one. A stopped kubelet's Lease says when it was renewed last.
 */
import type { Condition } from "../api/meta.ts";
import type { Lease, Node } from "../api/core.ts";
import { createMetadata } from "../metadata.ts";
import type { Store } from "../store.ts";
import type { World } from "../world.ts";

export const LEASE_NAMESPACE = "kube-node-lease";
/** leaseDurationSeconds 40, renewed after a quarter of it. */
const LEASE_SECONDS = 40;
const RENEW_MS = 10_000;
/** How long a Lease's kubelet has been away: since this instant. */
const STOPPED = "sim/stopped";

export const leaseOf = (store: Store, node: string) => store.get("Lease", node, LEASE_NAMESPACE);

export const isStopped = (store: Store, node: string) =>
  leaseOf(store, node)?.metadata.annotations?.[STOPPED] !== undefined;

/** When the Lease was renewed last, as of `now`; nothing when it never was. */
export function lastRenewal({ metadata, spec }: Lease, now: number): number | undefined {
  const { renewTime } = spec;
  if (renewTime === undefined || metadata.annotations?.[STOPPED] !== undefined) return renewTime;
  return renewTime + Math.floor(Math.max(0, now - renewTime) / RENEW_MS) * RENEW_MS;
}

/** When the node's kubelet renewed its Lease last; nothing when it never did. */
export function lastHeartbeat({ store, loop }: World, node: string): number | undefined {
  const lease = leaseOf(store, node);
  return lease && lastRenewal(lease, loop.now());
}

export function createLease({ random, loop, store }: World, node: Node): void {
  const { name, uid } = node.metadata;
  const old = leaseOf(store, name);
  if (old?.metadata.ownerReferences?.some((owner) => owner.uid === uid)) return;
  const ownerReferences = [{ apiVersion: "v1", kind: "Node", name, uid }];
  store.put({
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: createMetadata(random, loop.now(), { name, namespace: LEASE_NAMESPACE, ownerReferences }),
    spec: { holderIdentity: name, leaseDurationSeconds: LEASE_SECONDS, renewTime: loop.now() },
  });
}

type News = Pick<Condition, "type" | "status" | "reason" | "message">;

const READY: News = {
  type: "Ready",
  status: "True",
  reason: "KubeletReady",
  message: "kubelet is posting ready status",
};

const PRESSURES: Record<string, { fine: News; under: News }> = {
  MemoryPressure: {
    fine: {
      type: "MemoryPressure",
      status: "False",
      reason: "KubeletHasSufficientMemory",
      message: "kubelet has sufficient memory available",
    },
    under: {
      type: "MemoryPressure",
      status: "True",
      reason: "KubeletHasInsufficientMemory",
      message: "kubelet has insufficient memory available",
    },
  },
  DiskPressure: {
    fine: {
      type: "DiskPressure",
      status: "False",
      reason: "KubeletHasNoDiskPressure",
      message: "kubelet has no disk pressure",
    },
    under: {
      type: "DiskPressure",
      status: "True",
      reason: "KubeletHasDiskPressure",
      message: "kubelet has disk pressure",
    },
  },
  PIDPressure: {
    fine: {
      type: "PIDPressure",
      status: "False",
      reason: "KubeletHasSufficientPID",
      message: "kubelet has sufficient PID available",
    },
    under: {
      type: "PIDPressure",
      status: "True",
      reason: "KubeletHasInsufficientPID",
      message: "kubelet has insufficient PID available",
    },
  },
};

/** The node's conditions with the kubelet's own set: the pressures named are on, the others off, and it is ready. */
export function nodeConditions({ status }: Node, pressures: string[], now: number): Condition[] {
  const old = status.conditions ?? [];
  const own = Object.entries(PRESSURES).map(([type, { fine, under }]) => (pressures.includes(type) ? under : fine));
  const all = [...own, READY];
  const dated = all.map((news): Condition => {
    const before = old.find(({ type }) => type === news.type);
    const since = before?.status === news.status ? before.lastTransitionTime : now;
    return { ...news, lastHeartbeatTime: now, lastTransitionTime: since ?? now };
  });
  return [...old.filter(({ type }) => !all.some((news) => news.type === type)), ...dated];
}

/** The kubelet (and with it the node, as far as anybody can tell) is gone from now on; its containers run on unseen. */
export function stopNode(world: World, name: string): void {
  const { store, loop } = world;
  const node = store.get("Node", name);
  if (node) createLease(world, node);
  const lease = leaseOf(store, name);
  if (!lease || isStopped(store, name)) return;
  const { metadata, spec } = lease;
  const renewTime = lastRenewal(lease, loop.now());
  store.put({
    ...lease,
    metadata: { ...metadata, annotations: { ...metadata.annotations, [STOPPED]: String(loop.now()) } },
    spec: { ...spec, ...(renewTime === undefined ? {} : { renewTime }) },
  });
}

/** The kubelet is back: it renews its Lease at once, and `startKubelets` sees to its pods. */
export function startNode({ store, loop }: World, name: string): void {
  const lease = leaseOf(store, name);
  if (!lease || !isStopped(store, name)) return;
  const { [STOPPED]: _, ...annotations } = lease.metadata.annotations ?? {};
  store.put({ ...lease, metadata: { ...lease.metadata, annotations }, spec: { ...lease.spec, renewTime: loop.now() } });
}
