/**
 * kube-scheduler with its default profile. Kubernetes 1.36, pkg/scheduler/schedule_one.go and eventhandlers.go: pods get a node one at a time,
 * are taken to be there at once, and are bound when the API server has done it.
 */
import { createBucket } from "../../kernel/bucket.ts";
import type { Pod } from "../api/pod.ts";
import type { World } from "../world.ts";
import { withoutPreemption, type OnUnschedulable } from "./after-failure.ts";
import { bind, reportFailure, SOURCE } from "./binding.ts";
import { createCache } from "./cache.ts";
import { createFastScheduler } from "./fast/schedule.ts";
import { fitErrorText, NO_NODES } from "./fit-error.ts";
import { createListers } from "./listers.ts";
import { createNominations } from "./nominations.ts";
import { createPending, type PendingPod } from "./pending.ts";
import type { PodInfo } from "./pod-info.ts";
import { podInfoOf } from "./pod-shapes.ts";
import { diagnosisOf, type Verdict } from "./schedule-one.ts";
import type { PostFilter, Scheduler } from "./scheduler.ts";
import { sourceOf } from "./store-source.ts";
import { watchStore } from "./watch.ts";

/** ClientConnection.QPS and Burst (pkg/scheduler/apis/config/v1/defaults.go). */
const CLIENT_LIMIT = { qps: 50, burst: 100 };
/** From a change to the next attempt: in traces of a real control plane 5 to 10 ms, quicker than the controllers. */
const LAG_MS = 10;
/** After everything else of an instant, so that pods that come together are tried by priority. */
const LAST = 5;

function pluginsOf({ cycle, rejected }: Verdict & { kind: "none" }): ReadonlySet<string> {
  const plugins = new Set(rejected.map(({ rejection }) => rejection.plugin));
  if (cycle.refused) plugins.add(cycle.refused.plugin);
  for (const plugin of cycle.eligible?.plugins ?? []) plugins.add(plugin);
  return plugins;
}

function createAttempts(scheduler: Scheduler, onUnschedulable: OnUnschedulable) {
  const { world, cache, fast, pending, nominations, assumed } = scheduler;
  const { loop, random, store } = world;
  const bucket = createBucket(CLIENT_LIMIT);
  let start = 0;

  const setAside = (entry: PendingPod, plugins: ReadonlySet<string>) => {
    const since = loop.now();
    loop.at(pending.setAside(entry, plugins, since), () => {
      pending.takeBack(entry, since, loop.now());
      scheduler.wake();
    });
  };

  const assume = ({ pod, shape }: PodInfo, node: string) => {
    const { uid } = pod.metadata;
    cache.setPod({ ...pod, spec: { ...pod.spec, nodeName: node } }, shape);
    nominations.drop(uid);
    assumed.set(uid, node);
    loop.at(bucket.take(loop.now()), () => {
      if (!assumed.delete(uid) || bind(world, pod, node)) return;
      cache.removePod(uid);
    });
  };

  const fail = (entry: PendingPod, info: PodInfo, verdict: Verdict & { kind: "none" }) => {
    const { pod } = info;
    const after = onUnschedulable(pod, verdict.rejected, verdict.cycle);
    const kept = after.losesNomination ? undefined : pod.status.nominatedNodeName;
    const promised = after.nominatedNode ?? kept;
    if (promised) nominations.promise(info, promised);
    else nominations.drop(pod.metadata.uid);
    setAside(entry, pluginsOf(verdict));
    reportFailure(world, pod, fitErrorText(diagnosisOf(verdict), after.message), promised);
  };

  const attempt = (entry: PendingPod) => {
    const { name, namespace, uid } = entry.pod.metadata;
    const pod = store.get("Pod", name, namespace);
    if (!pod || pod.metadata.uid !== uid || pod.spec.nodeName || assumed.has(uid)) return;
    if (pod.metadata.deletionTimestamp !== undefined) {
      const message = `skip schedule deleting pod: ${namespace}/${name}`;
      return world.record({ about: pod, type: "Warning", reason: "FailedScheduling", message, source: SOURCE });
    }
    if (cache.snapshot().nodes.length === 0) {
      setAside(entry, new Set());
      return reportFailure(world, pod, NO_NODES, undefined);
    }
    const info = podInfoOf(cache.shapes, pod);
    const verdict = fast.schedule(info, { start, nominated: nominations.byNode() });
    ({ start } = verdict);
    if (verdict.kind === "none") return fail(entry, info, verdict);
    const { best } = verdict;
    const chosen = best[best.length > 1 ? random.below(best.length) : 0];
    if (chosen) assume(info, chosen.name);
  };
  return attempt;
}

const isOurs = ({ spec }: Pod) => !spec.schedulerName || spec.schedulerName === SOURCE;

export function startScheduler(world: World, postFilter: PostFilter = () => withoutPreemption): void {
  const listers = createListers(sourceOf(world.store));
  const cache = createCache(listers);
  let isAwake = false;
  const scheduler: Scheduler = {
    world,
    cache,
    fast: createFastScheduler(cache),
    pending: createPending(listers),
    nominations: createNominations(),
    assumed: new Map(),
    wake() {
      if (isAwake || !scheduler.pending.isReady()) return;
      isAwake = true;
      world.loop.after(LAG_MS, drain, LAST);
    },
  };
  const attempt = createAttempts(scheduler, postFilter(scheduler));
  const drain = () => {
    for (let entry = scheduler.pending.pop(); entry; entry = scheduler.pending.pop()) attempt(entry);
    isAwake = false;
    scheduler.wake();
  };
  watchStore(scheduler, isOurs);
}
