/** All instances, and who is told when one changes (core/task/tracker; core/instance/update/InstanceUpdater.scala). */
import { createUuid, type World } from "../world.ts";
import type { App } from "./app.ts";
import { isOver, type Instance } from "./instances.ts";

/** `isGone`: it was forgotten with this change. */
export type Change = { instance: Instance; before: Instance | undefined; isGone: boolean };

export type Tracker = {
  all(): Instance[];
  ofApp(app: string): Instance[];
  get(id: string): Instance | undefined;
  ofTask(task: string): Instance | undefined;
  /** A new instance that waits for an offer. */
  schedule(spec: App): void;
  /** Puts an instance there as if it had always been: nobody is told. */
  restore(instance: Instance): void;
  update(id: string, patch: Partial<Pick<Instance, "condition" | "goal" | "task" | "healthy" | "attempt">>): void;
  decommission(id: string): void;
  /** Forgets an instance whose task is not known to have ended. */
  expunge(id: string): void;
  /** Listeners are called in the order in which they came, one change after the other. */
  subscribe(listener: (change: Change) => void): void;
};

const instanceOfTask = (task: string) => task.slice(0, task.lastIndexOf("._app."));

export const taskName = (instance: string, attempt: number) => `${instance}._app.${attempt}`;

export const instanceName = (world: World, { id }: App) =>
  `${id.slice(1).replaceAll("/", "_")}.instance-${createUuid(world)}`;

export function createTracker(world: World, mostInstances: number): Tracker {
  const instances = new Map<string, Instance>();
  const listeners: ((change: Change) => void)[] = [];
  const waiting: Change[] = [];
  let isTelling = false;

  const tell = (change: Change) => {
    const { id, condition, goal, healthy } = change.instance;
    world.note(`instance ${id} ${condition} ${goal} ${healthy ?? ""}${change.isGone ? " gone" : ""}`);
    waiting.push(change);
    // A listener may change another instance: that is told after this change has reached everybody.
    if (isTelling) return;
    isTelling = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) for (const listener of listeners) listener(next);
    isTelling = false;
  };

  const put = (instance: Instance, before: Instance | undefined) => {
    const isGone = isOver(instance);
    if (isGone) instances.delete(instance.id);
    else instances.set(instance.id, instance);
    tell({ instance, before, isGone });
  };

  const update: Tracker["update"] = (id, patch) => {
    const before = instances.get(id);
    if (!before) return;
    const after = { ...before, ...patch };
    const isNew = after.condition !== before.condition || after.healthy !== before.healthy;
    if (!isNew && after.goal === before.goal) return;
    put({ ...after, since: isNew ? world.loop.now() : before.since }, before);
  };

  return {
    all: () => [...instances.values()],
    ofApp: (app) => [...instances.values()].filter(({ spec }) => spec.id === app),
    get: (id) => instances.get(id),
    ofTask(task) {
      const instance = instances.get(instanceOfTask(task));
      return instance?.task?.id === task ? instance : undefined;
    },
    schedule(spec) {
      if (instances.size >= mostInstances)
        throw new RangeError(`Marathon has ${mostInstances} instances, the most allowed.`);
      const id = instanceName(world, spec);
      const since = world.loop.now();
      put(
        { id, spec, condition: "Scheduled", goal: "Running", since, attempt: 0, task: undefined, healthy: undefined },
        undefined,
      );
    },
    restore: (instance) => void instances.set(instance.id, instance),
    update,
    decommission: (id) => update(id, { goal: "Decommissioned" }),
    expunge(id) {
      const before = instances.get(id);
      if (!before) return;
      instances.delete(id);
      tell({ instance: { ...before, condition: "Killed", since: world.loop.now() }, before, isGone: true });
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}
