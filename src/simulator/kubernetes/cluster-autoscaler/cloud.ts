/**
 * The cloud that node groups live in: instances that become nodes after a while, and are gone when they are deleted. It stands for a cloud
 * provider of the autoscaler (cloudprovider/cloud_provider.go): targets, instances, and requests to change them.
 */
import type { Labels, ResourceList, Time } from "../api/meta.ts";
import type { Node, Taint } from "../api/core.ts";
import type { Span } from "../kubelet/behaviour.ts";
import { randomSuffix } from "../metadata.ts";
import type { World } from "../world.ts";
import { HOSTNAME } from "./template.ts";

/** What its nodes carry, so that a node can be told to be of a group. */
export const NODE_GROUP_LABEL = "node-group";

export type NodeGroupSpec = {
  name: string;
  minSize: number;
  maxSize: number;
  /** Nodes at the start; the minimum unless said otherwise. */
  initialSize?: number;
  /** What a node of the group is like. */
  capacity: ResourceList;
  /** The capacity, unless said otherwise. */
  allocatable?: ResourceList;
  labels?: Labels;
  taints?: Taint[];
  /** From the request to a node that is registered, in milliseconds; "never" when the cloud has no more machines and does not say so. */
  provisionMs: Span | "never";
};

/** `registered` while it is a node; `since` when it was asked for or was a node no longer. */
export type Instance = { name: string; group: string; since: Time; registered: boolean };

export type Cloud = {
  specs: readonly NodeGroupSpec[];
  targetSize(group: string): number;
  instances(group: string): Instance[];
  groupOfNode(node: Node): string | undefined;
  increase(group: string, count: number): void;
  /** Takes back what has been asked for and does not exist; instances are left alone. Why not, when it cannot. */
  decreaseTarget(group: string, count: number): string | undefined;
  /** Deletes the instances, and with them their nodes. */
  deleteNodes(names: readonly string[]): void;
};

/** The node that an instance of the group becomes. */
export function nodeOfGroup(
  spec: NodeGroupSpec,
  name: string,
): Pick<Node, "kind" | "spec" | "status"> & { labels: Labels } {
  const labels = { ...spec.labels, [HOSTNAME]: name, [NODE_GROUP_LABEL]: spec.name };
  return {
    kind: "Node",
    labels,
    spec: { providerID: `simulated://${name}`, ...(spec.taints ? { taints: spec.taints } : {}) },
    status: { capacity: spec.capacity, allocatable: spec.allocatable ?? spec.capacity },
  };
}

export function createCloud({ loop, random, store, api }: World, specs: readonly NodeGroupSpec[]): Cloud {
  const targets = new Map(specs.map(({ name }) => [name, 0]));
  const instances = new Map<string, Instance>();
  const specOf = (group: string) => specs.find(({ name }) => name === group);
  const ofGroup = (group: string) => [...instances.values()].filter((instance) => instance.group === group);

  const register = (spec: NodeGroupSpec, instance: Instance) => {
    if (instances.get(instance.name) !== instance) return;
    instances.set(instance.name, { ...instance, registered: true });
    const { kind, labels, spec: nodeSpec, status } = nodeOfGroup(spec, instance.name);
    api.create({ kind, metadata: { name: instance.name, labels }, spec: nodeSpec, status });
  };

  const launch = (spec: NodeGroupSpec, provisionMs: Span) => {
    const name = `${spec.name}-${randomSuffix(random)}`;
    const instance: Instance = { name, group: spec.name, since: loop.now(), registered: false };
    instances.set(name, instance);
    loop.after(random.between(...provisionMs), () => register(spec, instance));
  };

  const adopt = (spec: NodeGroupSpec) => {
    const known = store.list("Node").filter(({ metadata }) => metadata.labels?.[NODE_GROUP_LABEL] === spec.name);
    for (const { metadata } of known)
      instances.set(metadata.name, { name: metadata.name, group: spec.name, since: loop.now(), registered: true });
    const missing = Math.max(0, (spec.initialSize ?? spec.minSize) - known.length);
    for (let i = 0; i < missing; i++) {
      const name = `${spec.name}-${randomSuffix(random)}`;
      const instance: Instance = { name, group: spec.name, since: loop.now(), registered: false };
      instances.set(name, instance);
      register(spec, instance);
    }
    targets.set(spec.name, known.length + missing);
  };
  for (const spec of specs) adopt(spec);

  // Somebody else has deleted the Node: the machine is still there.
  store.watch(({ verb, object }) => {
    const instance = instances.get(object.metadata.name);
    if (verb === "deleted" && object.kind === "Node" && instance)
      instances.set(instance.name, { ...instance, since: loop.now(), registered: false });
  });

  return {
    specs,
    targetSize: (group) => targets.get(group) ?? 0,
    instances: ofGroup,
    groupOfNode: ({ metadata }) => instances.get(metadata.name)?.group,
    increase(group, count) {
      const spec = specOf(group);
      if (!spec) return;
      targets.set(group, (targets.get(group) ?? 0) + count);
      if (spec.provisionMs === "never") return;
      for (let i = 0; i < count; i++) launch(spec, spec.provisionMs);
    },
    decreaseTarget(group, count) {
      const target = targets.get(group) ?? 0;
      const existing = ofGroup(group).length;
      if (target - count < existing)
        return `attempt to delete existing nodes targetSize:${target} delta:${-count} existingNodes: ${existing}`;
      targets.set(group, target - count);
      return undefined;
    },
    deleteNodes(names) {
      for (const name of names) {
        const instance = instances.get(name);
        if (!instance) continue;
        instances.delete(name);
        targets.set(instance.group, Math.max(0, (targets.get(instance.group) ?? 0) - 1));
        if (store.get("Node", name)) api.delete("Node", name);
      }
    },
  };
}
