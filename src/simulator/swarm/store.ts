/**
 * The managers' replicated store. Changes are made in commits; those who watch are told of a whole commit later in the same instant, one watcher
 * after the other, as each of SwarmKit's loops reads its own queue of events (manager/state/store/memory.go, manager/state/watch.go).
 */
import type { Loop } from "../kernel/loop.ts";
import type { Trace } from "../kernel/trace.ts";
import type { Node, Service, SwarmObject, Task } from "./objects.ts";
import { createIndex } from "./task-index.ts";

export type Change =
  | { action: "create" | "delete"; object: SwarmObject }
  | { action: "update"; object: SwarmObject; before: SwarmObject };

export type Watcher = {
  change?(change: Change): void;
  /** After the last change of a commit. */
  commit?(): void;
};

/** The way to change objects; `version`, `createdAt` and `updatedAt` are filled in. */
export type Write = {
  put<T extends SwarmObject>(object: T): T;
  /** An object as it is, with its version and instants: what a simulation begins from. */
  restore(object: SwarmObject): void;
  remove(object: SwarmObject): void;
};

export type Store = {
  service(id: string): Service | undefined;
  task(id: string): Task | undefined;
  node(id: string | undefined): Node | undefined;
  services(): Service[];
  tasks(): Task[];
  nodes(): Node[];
  tasksOfService(serviceId: string): Task[];
  tasksInSlot(serviceId: string, slot: number): Task[];
  tasksOnNode(nodeId: string): Task[];
  /** How many commits there were; the version of what was changed last. */
  version(): number;
  commit(change: (write: Write) => void): void;
  /** Answers how to stop watching. */
  watch(watcher: Watcher): () => void;
};

/** Enough of an identity to tell it from others. */
const short = (id: string) => id.slice(0, 8);

/** What of an object is told to the trace. */
function lineOf(object: SwarmObject): string {
  switch (object.kind) {
    case "service":
      return `${JSON.stringify(object.spec)} ${object.updateStatus?.state ?? ""} ${object.updateStatus?.message ?? ""}`;
    case "task":
      return `${short(object.nodeId ?? "")} ${object.desiredState} ${object.status.state} ${object.status.err ?? ""}`;
    case "node":
      return `${object.role} ${object.availability} ${object.status.state} ${JSON.stringify(object.labels)}`;
  }
}

const slotKey = (serviceId: string, slot: number) => `${serviceId} ${slot}`;

export function createStore(loop: Loop, trace: Trace, mostObjects: number): Store {
  const services = new Map<string, Service>();
  const tasks = new Map<string, Task>();
  const nodes = new Map<string, Node>();
  const ofService = createIndex(tasks);
  const inSlot = createIndex(tasks);
  const onNode = createIndex(tasks);
  const watchers = new Set<Watcher>();
  let version = 0;

  const mapOf = (object: SwarmObject): Map<string, SwarmObject> => {
    if (object.kind === "service") return services as Map<string, SwarmObject>;
    return (object.kind === "task" ? tasks : nodes) as Map<string, SwarmObject>;
  };

  const index = (object: SwarmObject, before: SwarmObject | undefined) => {
    if (object.kind !== "task") return;
    if (object.nodeId !== undefined) onNode.add(object.nodeId, object.id);
    if (before) return;
    ofService.add(object.serviceId, object.id);
    inSlot.add(slotKey(object.serviceId, object.slot), object.id);
  };

  const put = <T extends SwarmObject>(wish: T, changes: Change[]): T => {
    const now = loop.now();
    const before = mapOf(wish).get(wish.id);
    return keep({ ...wish, version, createdAt: before?.createdAt ?? now, updatedAt: now }, before, changes);
  };

  const keep = <T extends SwarmObject>(object: T, before: SwarmObject | undefined, changes: Change[]): T => {
    if (!before && services.size + tasks.size + nodes.size >= mostObjects)
      throw new RangeError(`A simulated swarm may hold ${mostObjects} services, tasks and nodes, and this one does.`);
    mapOf(object).set(object.id, object);
    index(object, before);
    changes.push(before ? { action: "update", object, before } : { action: "create", object });
    trace.add(`${loop.now()} ${short(object.id)} ${lineOf(object)}`);
    return object;
  };

  const remove = (object: SwarmObject, changes: Change[]) => {
    if (!mapOf(object).delete(object.id)) return;
    if (object.kind === "task") {
      ofService.remove(object.serviceId, object.id);
      inSlot.remove(slotKey(object.serviceId, object.slot), object.id);
      if (object.nodeId !== undefined) onNode.remove(object.nodeId, object.id);
    }
    changes.push({ action: "delete", object });
    trace.add(`${loop.now()} ${short(object.id)} gone`);
  };

  const deliver = (changes: Change[], told: Watcher[]) => {
    for (const watcher of told) {
      for (const change of changes) if (watchers.has(watcher)) watcher.change?.(change);
      if (watchers.has(watcher)) watcher.commit?.();
    }
  };

  return {
    service: (id) => services.get(id),
    task: (id) => tasks.get(id),
    node: (id) => (id === undefined ? undefined : nodes.get(id)),
    services: () => [...services.values()],
    tasks: () => [...tasks.values()],
    nodes: () => [...nodes.values()],
    tasksOfService: ofService.list,
    tasksInSlot: (serviceId, slot) => inSlot.list(slotKey(serviceId, slot)),
    tasksOnNode: onNode.list,
    version: () => version,
    commit(change) {
      const changes: Change[] = [];
      version++;
      change({
        put: (object) => put(object, changes),
        restore: (object) => void keep(object, mapOf(object).get(object.id), changes),
        remove: (object) => remove(object, changes),
      });
      const told = [...watchers];
      if (changes.length > 0) loop.after(0, () => deliver(changes, told));
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}
