/** What the scheduler does about a pod that fits nowhere: victims are told to go, the pod is promised their node. Kubernetes 1.36, pkg/scheduler/framework/preemption/executor.go. */
import type { Pod } from "../../api/pod.ts";
import { withCondition } from "../../pods.ts";
import type { World } from "../../world.ts";
import type { AfterFailure } from "../after-failure.ts";
import { SOURCE } from "../binding.ts";
import type { PostFilter, Scheduler } from "../scheduler.ts";
import { priorityOf } from "../pod-info.ts";
import { preempt } from "./preempt.ts";
import type { Victims } from "./victims.ts";

/** DynamicResources speaks first, and always the same where there are no devices. */
const NO_CLAIMS = "no new claims to deallocate";

const TARGET = {
  type: "DisruptionTarget",
  status: "True" as const,
  reason: "PreemptionByScheduler",
  message: `${SOURCE}: preempting to accommodate a higher priority pod`,
};

/** From one of the calls to the next, as a real scheduler's trace shows it on an idle machine: 11 to 15 ms. */
const CALL_MS = 13;

function markTarget({ api, loop }: World, victim: Pod): void {
  const conditions = withCondition(victim.status.conditions, TARGET, loop.now());
  api.updateStatus(victim, { ...victim.status, conditions });
}

function removeVictim({ api, record }: World, victim: Pod, preemptor: Pod, node: string): void {
  const { name, namespace } = victim.metadata;
  api.delete("Pod", name, namespace);
  const message = `Preempted by pod ${preemptor.metadata.uid} on node ${node}`;
  record({ about: victim, reason: "Preempted", message, source: SOURCE });
}

/** Pods of lower priority that were promised the same node look for another. */
function clearNominations({ nominations, world }: Scheduler, preemptor: Pod, node: string): void {
  for (const { pod } of nominations.byNode().get(node) ?? []) {
    if (priorityOf(pod) >= priorityOf(preemptor)) continue;
    nominations.drop(pod.metadata.uid);
    const { name, namespace } = pod.metadata;
    const fresh = world.store.get("Pod", name, namespace);
    if (!fresh) continue;
    const { nominatedNodeName: _, ...status } = fresh.status;
    world.api.updateStatus(fresh, status);
  }
}

/** The calls are made beside the next cycles, not within one (SchedulerAsyncPreemption), one after the other. */
function createExecutor(scheduler: Scheduler) {
  const { loop, store } = scheduler.world;
  let freeAt = Number.NEGATIVE_INFINITY;

  const callLater = (victim: Pod, call: (fresh: Pod) => void) => {
    const { name, namespace, uid } = victim.metadata;
    loop.at(Math.max(freeAt, loop.now()), () => {
      const fresh = store.get("Pod", name, namespace);
      if (fresh?.metadata.uid === uid && fresh.metadata.deletionTimestamp === undefined) call(fresh);
    });
    freeAt = Math.max(freeAt, loop.now()) + CALL_MS;
  };

  return (preemptor: Pod, { node, victims }: Victims): AfterFailure => {
    clearNominations(scheduler, preemptor, node);
    for (const { pod } of victims) {
      callLater(pod, (fresh) => markTarget(scheduler.world, fresh));
      callLater(pod, (fresh) => removeVictim(scheduler.world, fresh, preemptor, node));
    }
    return { message: "", nominatedNode: node };
  };
}

export const defaultPreemption: PostFilter = (scheduler) => {
  const { world, nominations } = scheduler;
  const { loop, random, store } = world;
  const actuate = createExecutor(scheduler);
  return (pod, rejected, cycle) => {
    const trial = { nominated: nominations.byNode(), budgets: store.list("PodDisruptionBudget"), now: loop.now() };
    const outcome = preempt(cycle, rejected, trial, random);
    if (outcome.kind === "preempts") return actuate(pod, outcome.chosen);
    return { message: `${NO_CLAIMS}, ${outcome.message}`, losesNomination: outcome.losesNomination };
  };
};
