/** sched-oracle-default-profile: clusters on which pods are placed one by one, each with what upstream's plugins said of every node. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { createCache } from "../../../simulator/kubernetes/scheduler/cache.ts";
import { createFastScheduler, type FastScheduler } from "../../../simulator/kubernetes/scheduler/fast/schedule.ts";
import { fitErrorText } from "../../../simulator/kubernetes/scheduler/fit-error.ts";
import { prepare, tieSet, type Cycle } from "../../../simulator/kubernetes/scheduler/framework.ts";
import type { NodeInfo } from "../../../simulator/kubernetes/scheduler/node-info.ts";
import type { PodInfo } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import { podInfoOf } from "../../../simulator/kubernetes/scheduler/pod-shapes.ts";
import { DEFAULT_PROFILE } from "../../../simulator/kubernetes/scheduler/profile.ts";
import { diagnosisOf, findFeasible, NOBODY } from "../../../simulator/kubernetes/scheduler/schedule-one.ts";
import type { Check, Sheet } from "../sheet.ts";
import { listersOver, toNode, toPod, type Raw } from "./objects.ts";

const NAMESPACE = "default";

const nodeOf = ({ name, labels, allocatable, taints, unschedulable }: Raw) =>
  toNode({ metadata: { name, labels }, spec: { taints: taints ?? [], unschedulable }, status: { allocatable } });

function podOf({ pod, app }: Raw, apps: Raw): Pod {
  const { labels, spec, replicaSetSelector } = apps[app];
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: app, uid: app, controller: true };
  const ownerReferences = replicaSetSelector ? [owner] : [];
  return toPod({ metadata: { name: pod, uid: pod, namespace: NAMESPACE, labels, ownerReferences }, spec });
}

const replicaSetsOf = (apps: Raw): Raw[] =>
  Object.entries<Raw>(apps).flatMap(([name, { replicaSetSelector }]) =>
    replicaSetSelector ? [{ metadata: { name, namespace: NAMESPACE }, spec: { selector: replicaSetSelector } }] : [],
  );

const nameOf = ({ name }: NodeInfo) => name;

const SEARCH = { start: 0, nominated: NOBODY };

/** The plain reading, which has something to say of every plugin. */
function comparePlain(check: Check, cycle: Cycle, step: Raw): void {
  const found = findFeasible(cycle, SEARCH);
  check.equal(found.feasible.map(nameOf).toSorted(), [...(step.feasible ?? [])].toSorted(), "feasible");
  const rejected = found.rejected.map(({ node, rejection }) => [node.name, rejection]);
  check.equal(Object.fromEntries(rejected), step.rejected ?? {}, "rejected");
  if (found.feasible.length === 0) {
    check.equal(fitErrorText(diagnosisOf({ kind: "none", cycle, ...found })), step.fitError, "fitError");
    return;
  }
  const { plugins, totals } = cycle.score(found.feasible);
  const scores = found.feasible.map(({ name }, at) => {
    const parts = plugins.map((plugin) => [plugin.name, plugin.scores[at]]);
    return [name, { ...Object.fromEntries(parts), total: totals[at] }];
  });
  check.equal(Object.fromEntries(scores), step.scores, "scores");
  const best = tieSet(totals).map((at) => found.feasible[at]?.name);
  check.equal(best.toSorted(), [...step.best].toSorted(), "best");
}

/** The fast reading, which the lab runs. */
function compareFast(check: Check, fast: FastScheduler, pod: PodInfo, step: Raw): void {
  const verdict = fast.schedule(pod, SEARCH);
  if (verdict.kind === "none") return check.equal(fitErrorText(diagnosisOf(verdict)), step.fitError, "fast: fitError");
  check.equal(verdict.feasible().map(nameOf).toSorted(), [...step.feasible].toSorted(), "fast: feasible");
  check.equal(verdict.best.map(nameOf).toSorted(), [...step.best].toSorted(), "fast: best");
}

export function defaultProfile(file: Raw, sheet: Sheet): void {
  for (const { seed, apps, nodes, steps } of file.cases) {
    const cache = createCache(listersOver({ replicaSets: replicaSetsOf(apps) }));
    const fast = createFastScheduler(cache);
    for (const node of nodes) cache.setNode(nodeOf(node));
    for (const step of steps) {
      const pod = podOf(step, apps);
      const info = podInfoOf(cache.shapes, pod);
      sheet.row(`seed ${seed} ${step.pod}`, (check) => {
        comparePlain(check, prepare(info, cache.snapshot(), DEFAULT_PROFILE), step);
        compareFast(check, fast, info, step);
      });
      if (step.chosen) cache.setPod({ ...pod, spec: { ...pod.spec, nodeName: step.chosen } }, info.shape);
    }
  }
}
