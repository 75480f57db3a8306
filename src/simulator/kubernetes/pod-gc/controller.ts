/** The pod garbage collector. Kubernetes 1.36, pkg/controller/podgc/gc_controller.go. */
import type { Pod } from "../api/pod.ts";
import type { World } from "../world.ts";
import { outOfService, surplus, TERMINATED_THRESHOLD, unscheduled } from "./candidates.ts";
import { createPodCensus } from "./census.ts";
import { forceDelete, NODE_GONE } from "./force-delete.ts";
import { createQuarantine, goneNodes } from "./quarantine.ts";

/** gcCheckPeriod. */
const PASS_EVERY_MS = 20_000;

export function startPodGarbageCollector(world: World): void {
  const { loop, store } = world;
  const census = createPodCensus(store);
  const quarantine = createQuarantine();

  const remove = (pods: Pod[]) => {
    for (const pod of pods) forceDelete(world, pod);
  };
  const isThere = (node: string) => store.get("Node", node) !== undefined;

  const pass = () => {
    remove(surplus(census.terminated(), TERMINATED_THRESHOLD));
    remove(outOfService(census.going(), (name) => store.get("Node", name)));
    for (const node of goneNodes(quarantine, census.strayNodes(), isThere, isThere, loop.now()))
      for (const pod of store.podsOn(node)) forceDelete(world, pod, NODE_GONE);
    remove(unscheduled(census.going()));
    loop.after(PASS_EVERY_MS, pass);
  };
  loop.after(0, pass);
}
