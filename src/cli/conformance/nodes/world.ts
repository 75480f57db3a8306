/** A world with a store and the API server, and no controller but those that an adapter starts. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { evictPod } from "../../../simulator/kubernetes/disruption/evict.ts";
import type { Happening } from "../../../simulator/kubernetes/events.ts";
import { QUIET } from "../../../simulator/kubernetes/kubelet/behaviour.ts";
import { createApi } from "../../../simulator/kubernetes/server/create-api.ts";
import { createStore } from "../../../simulator/kubernetes/store.ts";
import type { World } from "../../../simulator/kubernetes/world.ts";
import { createLoop } from "../../../simulator/kernel/loop.ts";
import { createRandom } from "../../../simulator/kernel/random.ts";
import { createTrace } from "../../../simulator/kernel/trace.ts";

export type PodAction = { verb: "patch" | "delete"; pod: string; at: number };

export type Bare = { world: World; actions: PodAction[]; happenings: Happening[] };

export function bareWorld(startAt = 0): Bare {
  const loop = createLoop({ events: 1_000_000, spanMs: Number.MAX_SAFE_INTEGER }, startAt);
  const random = createRandom("vectors");
  const store = createStore(loop, createTrace(), 100_000);
  const happenings: Happening[] = [];
  const record = (happening: Happening) => void happenings.push(happening);
  const api = createApi(loop, random, store, (name, namespace, options) => evictPod(world, name, namespace, options));
  const world: World = { loop, random, store, api, record, behaviourOf: () => QUIET, epoch: 0 };
  const actions: PodAction[] = [];
  const note = (verb: PodAction["verb"], pod: Pod) =>
    void actions.push({ verb, pod: pod.metadata.name, at: loop.now() });
  store.watch(({ verb, object, before }) => {
    if (object.kind !== "Pod" || verb === "added") return;
    const was = before?.kind === "Pod" ? before : object;
    if (object.status !== was.status) note("patch", object);
    const isMarked = object.metadata.deletionTimestamp !== undefined && was.metadata.deletionTimestamp === undefined;
    if (verb === "deleted" || isMarked) note("delete", object);
  });
  return { world, actions, happenings };
}
