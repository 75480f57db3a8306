/**
 * The node monitor: passes over the nodes that mark the silent ones Unknown, their pods not ready, and have them tainted.
 * Kubernetes 1.36, pkg/controller/nodelifecycle/node_lifecycle_controller.go (monitorNodeHealth, handleDisruption, processPod).
 */
import type { Node } from "../api/core.ts";
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import type { World } from "../world.ts";
import { createAgenda } from "./agenda.ts";
import { createCensus } from "./census.ts";
import { checkHealth, type Checkup, type NodeHealth, type Renewal } from "./health.ts";
import { markNotReady, SOURCE } from "./mark-not-ready.ts";
import { createTainter, type Tainter } from "./tainter.ts";
import { isExcluded, turn, zoneOf, type ZoneState } from "./zones.ts";

export type MonitorPorts = {
  /** When the node's lease was last renewed, and whether that goes on; nothing when it has none. */
  lastRenewal(node: string): Omit<Renewal, "seenAt"> | undefined;
  /** The first pass from this instant on. */
  passFrom(time: Time): Time;
};

export type Monitor = {
  tainter: Tainter;
  pass(): void;
  /** A pod has come to a node. */
  podBound(pod: Pod): void;
  zoneStates(): ReadonlyMap<string, ZoneState>;
};

export function createMonitor(world: World, { lastRenewal, passFrom }: MonitorPorts): Monitor {
  const { loop, store, api, record } = world;
  const agenda = createAgenda();
  const census = createCensus();
  const tainter = createTainter(world);
  const known = new Map<string, Node>();
  const healths = new Map<string, NodeHealth>();
  let states: ReadonlyMap<string, ZoneState> = new Map();

  const tell = (node: Node, reason: string, what: string) =>
    record({ about: node, reason, message: `Node ${node.metadata.name} ${what}`, source: SOURCE });

  const meet = (node: Node): Node => {
    const { name } = node.metadata;
    tell(node, "RegisteredNode", `event: Registered Node ${name} in Controller`);
    tainter.markReachable(node);
    return store.get("Node", name) ?? node;
  };

  const part = (name: string) => {
    const node = known.get(name);
    if (node) tell(node, "RemovingNode", `event: Removing Node ${name} from Controller`);
    known.delete(name);
    census.set(name, undefined);
  };

  const renewalOf = (name: string): Renewal | undefined => {
    const last = lastRenewal(name);
    return last && { ...last, seenAt: Math.min(loop.now(), passFrom(last.at)) };
  };

  /** What follows from the node's Ready condition. */
  const judge = (node: Node, { observed, current }: Checkup) => {
    if (!current) return;
    if (current.status === "True") return tainter.markReachable(node);
    tainter.markUnready(node, current.status);
    if (observed.status !== "True") return;
    tell(node, "NodeNotReady", "status is now: NodeNotReady");
    markNotReady(world, store.podsOn(node.metadata.name));
  };

  const look = (found: Node) => {
    const { name } = found.metadata;
    const node = known.has(name) ? found : meet(found);
    known.set(name, node);
    const checkup = checkHealth(node, healths.get(name), renewalOf(name), loop.now());
    const { health, current, conditions, dueAt } = checkup;
    healths.set(name, health);
    // Before anything is written to the node, which has it looked at once more.
    agenda.set(name, dueAt);
    const isReady = current?.status === "True";
    census.set(name, isExcluded(node) ? undefined : { zone: zoneOf(node), isReady });
    const after = conditions && api.updateStatus(node, { ...node.status, conditions });
    judge(after ?? node, checkup);
  };

  /** Takes the node's taints off, and has it queued for them again: who comes back first ends the stop. */
  const release = (node: Node) => {
    tainter.markReachable(node);
    agenda.note(node.metadata.name);
  };

  const turnZones = () => {
    const now = loop.now();
    const next = turn(states, census.counts());
    if (next.kind === "stop") for (const node of store.list("Node")) release(node);
    if (next.kind === "resume") for (const [name, health] of healths) healths.set(name, { ...health, probedAt: now });
    for (const [zone, rate] of next.rates) tainter.setRate(zone, rate);
    states = next.states;
  };

  store.watch(({ object }) => {
    // A node's Lease has its name.
    if (object.kind === "Node" || object.kind === "Lease") agenda.note(object.metadata.name);
  });
  for (const node of store.list("Node")) agenda.note(node.metadata.name);

  return {
    tainter,
    pass() {
      for (const name of agenda.take(loop.now())) {
        const node = store.get("Node", name);
        if (node) look(node);
        else part(name);
      }
      turnZones();
    },
    podBound(pod) {
      const health = healths.get(pod.spec.nodeName ?? "");
      if (health?.ready && health.ready.status !== "True") markNotReady(world, [pod]);
    },
    zoneStates: () => states,
  };
}
