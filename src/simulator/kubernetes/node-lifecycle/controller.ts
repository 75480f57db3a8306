/** The node lifecycle controller. Kubernetes 1.36, pkg/controller/nodelifecycle/node_lifecycle_controller.go. */
import type { Time } from "../api/meta.ts";
import { createControllerQueue } from "../controller-queue.ts";
import { isStopped, lastHeartbeat } from "../kubelet/nodes.ts";
import { keyOf } from "../keys.ts";
import type { World } from "../world.ts";
import { withBetaLabels } from "./labels.ts";
import { createMonitor } from "./monitor.ts";
import { withConditionTaints } from "./taints.ts";

/** --node-monitor-period, and what a pass itself takes: the next one is 5 s after its end (traced: 74 passes in 370.15 s). */
export const PASS_EVERY_MS = 5_000 + 2;
/** NodeEvictionPeriod: how often waiting nodes are tried. */
const TAINT_EVERY_MS = 100;

export function startNodeLifecycleController(world: World): void {
  const { loop, store, api } = world;
  const startedAt = loop.now();
  const gridFrom = (time: Time, every: number) =>
    startedAt + Math.max(0, Math.ceil((time - startedAt) / every)) * every;

  const monitor = createMonitor(world, {
    lastRenewal: (node) => {
      const at = lastHeartbeat(world, node);
      return at === undefined ? undefined : { at, isGoingOn: !isStopped(store, node) };
    },
    passFrom: (time) => gridFrom(time, PASS_EVERY_MS),
  });

  /** The instant for which trying is set, if any. */
  let tryAt: Time | undefined;
  const tryToTaint = () => {
    const next = monitor.tainter.nextAt();
    if (next === Number.POSITIVE_INFINITY) return;
    const at = gridFrom(Math.max(next, loop.now() + 1), TAINT_EVERY_MS);
    if (tryAt !== undefined && tryAt <= at) return;
    tryAt = at;
    loop.at(at, () => {
      if (tryAt !== at) return;
      tryAt = undefined;
      monitor.tainter.run();
      tryToTaint();
    });
  };

  const pass = () => {
    monitor.pass();
    tryToTaint();
    loop.after(PASS_EVERY_MS, pass);
  };
  loop.after(0, pass);

  const nodes = createControllerQueue(world, (name) => {
    const node = store.get("Node", name);
    if (!node) return;
    const next = withBetaLabels(withConditionTaints(node, loop.now()));
    if (next !== node) api.update(next);
  });

  const pods = createControllerQueue(world, (name, namespace) => {
    const pod = store.get("Pod", name, namespace);
    if (pod) monitor.podBound(pod);
  });

  store.watch(({ object, before, verb }) => {
    if (verb === "deleted") return;
    if (object.kind === "Node") nodes.add(keyOf(object));
    if (object.kind !== "Pod" || !object.spec.nodeName) return;
    if (before?.kind !== "Pod" || before.spec.nodeName !== object.spec.nodeName) pods.add(keyOf(object));
  });
}
