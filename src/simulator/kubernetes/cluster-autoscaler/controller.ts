/** The cluster-autoscaler: adds nodes for pods that fit nowhere, and takes away those that are not needed. Kubernetes autoscaler 1.36.1, loop/trigger.go. */
import type { World } from "../world.ts";
import { createAutoscaler, type Autoscaler } from "./autoscaler.ts";
import type { NodeGroupSpec } from "./cloud.ts";
import { isUnschedulable } from "./pending.ts";
import { scan } from "./scan.ts";
import { AUTOSCALER_DEFAULTS, type AutoscalerSettings } from "./settings.ts";

export type ClusterAutoscalerOptions = { nodeGroups: readonly NodeGroupSpec[]; settings?: Partial<AutoscalerSettings> };

/** From the end of a scan that did something to the next one, and from an unschedulable pod to the scan that it causes. */
const AT_ONCE_MS = 100;

/**
 * Creates the groups' first nodes and scans from then on: every --scan-interval, and at once (--frequent-loops-enabled) after a scan that
 * did something, or when a pod turns out to be unschedulable.
 */
export function startClusterAutoscaler(world: World, { nodeGroups, settings }: ClusterAutoscalerOptions): Autoscaler {
  const { loop, store } = world;
  const autoscaler = createAutoscaler(world, nodeGroups, { ...AUTOSCALER_DEFAULTS, ...settings });
  const { scanIntervalMs } = autoscaler.settings;
  let round = 0;
  let dueAt = 0;

  /** Instead of what was due later. */
  const scanAfter = (delayMs: number) => {
    const own = ++round;
    dueAt = loop.now() + delayMs;
    loop.after(delayMs, () => {
      if (own !== round) return;
      scanAfter(scan(autoscaler) ? AT_ONCE_MS : scanIntervalMs);
    });
  };
  scanAfter(scanIntervalMs);

  store.watch(({ object, before }) => {
    if (object.kind !== "Pod" || !isUnschedulable(object)) return;
    const isNew = before?.kind !== "Pod" || !isUnschedulable(before);
    if (isNew && dueAt > loop.now() + AT_ONCE_MS) scanAfter(AT_ONCE_MS);
  });
  return autoscaler;
}
