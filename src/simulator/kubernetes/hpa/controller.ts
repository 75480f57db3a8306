/** Syncs each HPA every sync period. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go and rate_limiters.go. */
import type { HorizontalPodAutoscaler } from "../api/autoscaling.ts";
import type { LabelSelector } from "../api/meta.ts";
import { matchesSelector } from "../api/selector.ts";
import { isSame } from "../canonical.ts";
import { keyOf, splitKey } from "../keys.ts";
import type { World } from "../world.ts";
import { isFailure, type MetricsClient } from "./metrics-client.ts";
import { reconcileHpa } from "./reconcile.ts";
import { readScale, writeScale } from "./scale.ts";
import { HPA_DEFAULTS, HPA_SYNC_MS, type HpaSettings } from "./settings.ts";
import { EMPTY_HPA_STATE, type HpaState } from "./types.ts";

/** What is kept of the HPAs by key, as upstream: one that is made again in time finds its predecessor's log. */
function createMemory() {
  const states = new Map<string, HpaState>();
  const selectors = new Map<string, LabelSelector>();
  return {
    stateOf: (key: string) => states.get(key) ?? EMPTY_HPA_STATE,
    remember: (key: string, state: HpaState) => void states.set(key, state),
    forget: (key: string) => void states.delete(key),
    select: (key: string, selector: LabelSelector) => void selectors.set(key, selector),
    unselect: (key: string) => void selectors.delete(key),
    /** The last selectors of the namespace's other HPAs. */
    others(own: string) {
      const [, namespace] = splitKey(own);
      return [...selectors]
        .map(([key, selector]) => ({ key, parts: splitKey(key), selector }))
        .filter(({ key, parts }) => key !== own && parts[1] === namespace)
        .map(({ parts, selector }) => ({ name: parts[0], selector }));
    },
  };
}

/** What a sync's own requests take, or the news of a new HPA, in the traces of a real control plane: each period begins that much later. */
const SYNC_TAKES_MS = 10;

/**
 * Every change of an HPA puts its key off by one sync period, and the earliest of such appointments holds: the first sync is a period after
 * the HPA was made, and a change of its spec waits for the next.
 */
function createAppointments({ loop }: World, sync: (key: string) => boolean) {
  const due = new Set<string>();
  const add = (key: string) => {
    if (due.has(key)) return;
    due.add(key);
    loop.after(HPA_SYNC_MS + SYNC_TAKES_MS, () => {
      due.delete(key);
      if (sync(key)) add(key);
    });
  };
  return add;
}

export function startHpaController(world: World, metrics: MetricsClient, settings: HpaSettings = HPA_DEFAULTS): void {
  const { store, loop, api } = world;
  const memory = createMemory();

  const reconcile = (hpa: HorizontalPodAutoscaler, key: string) => {
    const { namespace } = hpa.metadata;
    const target = hpa.spec.scaleTargetRef;
    const scale = readScale(world, target, namespace);
    const selector = isFailure(scale) ? undefined : scale.selector;
    if (selector) memory.select(key, selector);
    const outcome = reconcileHpa({
      hpa,
      scale,
      pods: store.list("Pod", namespace).filter(({ metadata }) => matchesSelector(metadata.labels, selector)),
      others: memory.others(key),
      metrics,
      setReplicas: (replicas) => writeScale(world, target, namespace, replicas),
      now: loop.now(),
      state: memory.stateOf(key),
      settings,
    });
    memory.remember(key, outcome.state);
    for (const event of outcome.events) world.record({ about: hpa, source: "horizontal-pod-autoscaler", ...event });
    if (!isSame(outcome.status, hpa.status)) api.updateStatus(hpa, outcome.status);
  };

  const add = createAppointments(world, (key) => {
    const hpa = store.get("HorizontalPodAutoscaler", ...splitKey(key));
    if (hpa) reconcile(hpa, key);
    else memory.forget(key);
    return hpa !== undefined;
  });

  store.watch(({ verb, object }) => {
    if (object.kind !== "HorizontalPodAutoscaler") return;
    const key = keyOf(object);
    if (verb === "deleted") memory.unselect(key);
    else add(key);
  });
}
