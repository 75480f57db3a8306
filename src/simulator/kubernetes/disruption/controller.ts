/** The disruption controller: keeps what PodDisruptionBudgets say up to date. Kubernetes 1.36, pkg/controller/disruption/disruption.go. */
import type { Pod } from "../api/pod.ts";
import { createControllerQueue } from "../controller-queue.ts";
import { keyOf } from "../keys.ts";
import type { World } from "../world.ts";
import { budgetsOf } from "./budgets.ts";
import { reconcileBudget } from "./reconcile.ts";
import { staleAt, withoutStaleTarget } from "./stale-target.ts";

const SOURCE = "controllermanager";

export function startDisruptionController(world: World): void {
  const { loop, store, api, record } = world;

  const budgets = createControllerQueue(world, (name, namespace, key) => {
    const budget = store.get("PodDisruptionBudget", name, namespace);
    if (!budget) return;
    const { status, events, recheckAt } = reconcileBudget(store, budget, loop.now());
    if (status) api.updateStatus(budget, status);
    for (const event of events) record({ ...event, source: SOURCE });
    // One millisecond on, because a pod is overdue only after its time.
    if (recheckAt !== undefined) budgets.addAfter(key, Math.max(0, recheckAt + 1 - loop.now()));
  });

  const stale = createControllerQueue(world, (name, namespace, key) => {
    const pod = store.get("Pod", name, namespace);
    if (!pod) return;
    const status = withoutStaleTarget(pod, loop.now());
    if (status) api.updateStatus(pod, status);
    else waitUntilStale(pod, key);
  });

  const waitUntilStale = (pod: Pod, key: string) => {
    const at = staleAt(pod);
    if (at !== undefined) stale.addAfter(key, Math.max(0, at - loop.now()));
  };

  /** A pod is of one budget; with several, of the first. */
  const notePod = (pod: Pod) => {
    const [budget, ...others] = budgetsOf(store, pod);
    if (!budget) return;
    budgets.add(keyOf(budget));
    if (others.length === 0) return;
    const { name, namespace } = pod.metadata;
    const message = `Pod "${namespace}"/"${name}" matches multiple PodDisruptionBudgets.  Chose "${budget.metadata.name}" arbitrarily.`;
    const event = {
      about: pod,
      type: "Warning",
      reason: "MultiplePodDisruptionBudgets",
      message,
      source: SOURCE,
    } as const;
    loop.after(0, () => record(event));
  };

  store.watch(({ object, verb }) => {
    if (object.kind === "PodDisruptionBudget") budgets.add(keyOf(object));
    if (object.kind !== "Pod") return;
    notePod(object);
    if (verb !== "deleted") waitUntilStale(object, keyOf(object));
  });
}
