/** The StatefulSet controller. Kubernetes 1.36, pkg/controller/statefulset/stateful_set.go. */
import type { StatefulSet } from "../api/apps.ts";
import type { Pod } from "../api/pod.ts";
import { claim, watchOrphans } from "../claim.ts";
import { createControllerQueue } from "../controller-queue.ts";
import { controllerOf } from "../metadata.ts";
import { readyCondition } from "../pods.ts";
import { createRetries } from "../retry.ts";
import { createClient, slowStartBatches } from "../slow-start.ts";
import { keyOf } from "../keys.ts";
import type { World } from "../world.ts";
import { allowsBurst } from "./availability.ts";
import { isMemberOf } from "./identity.ts";
import type { Action } from "./plan.ts";
import { type CarryOut, syncStatefulSet } from "./sync.ts";

/** Feature gate MaxUnavailableStatefulSet: beta, off by default. */
const HONOURS_MAX_UNAVAILABLE = false;

/** When the next ready pod counts as available; nothing when there is none to wait for. */
function nextAvailability({ spec }: StatefulSet, pods: Pod[], now: number): number | undefined {
  const afterMs = (spec.minReadySeconds ?? 0) * 1_000;
  const ready = pods.map(readyCondition).filter((condition) => condition?.status === "True");
  const times = ready.map((condition) => (condition?.lastTransitionTime ?? 0) + afterMs).filter((time) => time > now);
  return afterMs > 0 && times.length > 0 ? Math.min(...times) : undefined;
}

export function startStatefulSetController(world: World): void {
  const { store, loop } = world;
  const client = createClient(world);
  const orphans = watchOrphans(store, "Pod");
  /** Sets that have changed while calls for them were under way: they are looked at again after those. */
  const missed = new Set<string>();

  const sync = (name: string, namespace: string, key: string) => {
    const set = store.get("StatefulSet", name, namespace);
    if (!set) return retries.forget(key);
    if (client.isBusy(key)) return void missed.add(key);
    const candidates = [...store.controlledBy("Pod", set.metadata.uid), ...orphans.in(namespace)];
    const members = candidates.filter((pod) => isMemberOf(set, pod));
    const pods = claim(world, set, set.spec.selector, members);

    const carryOut: CarryOut = (actions, act, done) => {
      const left = [...actions];
      const batches = allowsBurst(set) ? slowStartBatches(left.length) : left.map(() => 1);
      client.inBatches(key, batches, () => act(left.shift() as Action), done);
    };
    syncStatefulSet(world, set, pods, { honoursMaxUnavailable: HONOURS_MAX_UNAVAILABLE, carryOut }, (error) => {
      if (missed.delete(key)) queue.add(key);
      if (error) return retries.again(key);
      retries.forget(key);
      const available = nextAvailability(set, pods, loop.now());
      // Nothing that is watched changes then.
      if (available !== undefined) queue.addAfter(key, available - loop.now());
    });
  };
  const queue = createControllerQueue(world, sync);
  const retries = createRetries(queue);

  store.watch(({ object }) => {
    if (object.kind === "StatefulSet") queue.add(keyOf(object));
    const owner = object.kind === "Pod" ? controllerOf(object) : undefined;
    if (owner?.kind === "StatefulSet") queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
}
