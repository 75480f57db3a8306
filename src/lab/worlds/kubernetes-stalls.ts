/** Rollouts of Deployments that do not come on: what keeps the new pods from being available, and what keeps the old ones. */
import type { Deployment, ReplicaSet } from "../../simulator/kubernetes/api/apps.ts";
import type { Pod } from "../../simulator/kubernetes/api/pod.ts";
import { matchesSelector } from "../../simulator/kubernetes/api/selector.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import { desiredOf, maxSurgeOf, maxUnavailableOf } from "../../simulator/kubernetes/deployment/fenceposts.ts";
import { revisionsOf } from "../../simulator/kubernetes/deployment/rollout.ts";
import { tellReasons } from "../mechanism.ts";
import { printClock } from "../print/age.ts";
import { count, span } from "../words-of.ts";
import { reasonOf } from "./kubernetes-missing.ts";
import { countReasons, inBrackets, known, type Missing } from "./missing.ts";
import type { Stall } from "./stalls.ts";

/** Without progress for so long it does not come on: a new pod may need as much to start and to be ready. */
const PATIENCE_MS = 60_000;

/** `isAsked`: somebody asks now, and a new pod that cannot run is told at once; without that only what has lasted. */
export function kubernetesStalls(cluster: Cluster, off: () => ReadonlySet<string>, isAsked = false): Stall[] {
  return cluster.list("Deployment").flatMap((deployment) => {
    const { replicas = 0, updatedReplicas = 0 } = deployment.status;
    return replicas > updatedReplicas ? stallOf(cluster, deployment, off(), isAsked) : [];
  });
}

/** Old pods are still there: nothing where the new ones come on. */
function stallOf(cluster: Cluster, deployment: Deployment, off: ReadonlySet<string>, isAsked: boolean): Stall[] {
  const { metadata, spec } = deployment;
  const wanted = desiredOf(deployment);
  const newest = revisionsOf(cluster.kubernetes.world, deployment).at(-1)?.replicaSet;
  const missing = known(keepingOf(cluster, deployment, newest, off));
  const isPaused = spec.paused === true;
  const sinceMs = lastProgress(deployment, newest);
  const isLate = cluster.now() - sinceMs >= PATIENCE_MS || isExceeded(deployment);
  const isTold = isLate || (isAsked && missing.some(isBlocked) && !isPodGoing(cluster, deployment));
  if (!isPaused && (missing.length === 0 || !isTold)) return [];
  const { name } = metadata;
  return [
    {
      noun: "rollout",
      name,
      sinceMs,
      isPaused,
      why: whyOf(missing, wanted),
      rule: [tellBounds(deployment, wanted), tellExceeded(deployment)].filter(Boolean).join(" "),
      until: isPaused ? `\`kubectl rollout resume deployment/${name}\` lets it go on.` : tellDeadline(deployment),
      section: "rolling-updates#stuck",
    },
  ];
}

/** What time alone does not mend; one that starts, or whose probe has not succeeded yet, need not lack anything. */
const isBlocked = ({ why }: Missing) => why !== "starting" && why !== "running and not yet ready";

/** What is just being deleted makes room. */
function isPodGoing(cluster: Cluster, { metadata: { namespace }, spec }: Deployment): boolean {
  return cluster
    .list("Pod")
    .some(
      ({ metadata }) =>
        metadata.deletionTimestamp !== undefined &&
        metadata.namespace === namespace &&
        matchesSelector(metadata.labels, spec.selector),
    );
}

/** Each progress renews the condition; without a deadline there is none. */
const lastProgress = (deployment: Deployment, newest: ReplicaSet | undefined): number =>
  progressing(deployment)?.lastUpdateTime ?? newest?.metadata.creationTimestamp ?? 0;

/** One that is paused need not lack anything else. */
function whyOf(missing: readonly Missing[], wanted: number): Stall["why"] {
  if (missing.length === 0) return { is: "somebody has paused it", was: "somebody had paused it" };
  return { is: tellReasons(missing, wanted, "new pod", "is"), was: tellReasons(missing, wanted, "new pod", "was") };
}

/** What keeps the pods of the newest revision. */
function keepingOf(
  cluster: Cluster,
  deployment: Deployment,
  newest: ReplicaSet | undefined,
  off: ReadonlySet<string>,
): Missing[] {
  const { store } = cluster.kubernetes;
  const pods = newest ? store.controlledBy("Pod", newest.metadata.uid).filter(isStaying) : [];
  const reasons = pods.flatMap((pod) => reasonOf(pod, cluster, off) ?? []);
  return [...countReasons(reasons), ...refused(deployment, (newest?.spec.replicas ?? 1) - pods.length)];
}

const isStaying = ({ metadata }: Pod) => metadata.deletionTimestamp === undefined;

/** So many pods that the ReplicaSet may not make, as with a quota that is used up. */
function refused({ status }: Deployment, unmade: number): Missing[] {
  const failure = status.conditions?.find(({ type, status: is }) => type === "ReplicaFailure" && is === "True");
  if (!failure || unmade <= 0) return [];
  return [{ count: unmade, why: `not created${inBrackets(failure.message ?? failure.reason ?? "")}` }];
}

function tellBounds(deployment: Deployment, wanted: number): string {
  if (deployment.spec.strategy?.type === "Recreate")
    return "Its strategy is Recreate: every old pod goes before a new one comes.";
  const [unavailable, surge] = [maxUnavailableOf(deployment), maxSurgeOf(deployment)];
  return (
    `With maxUnavailable ${unavailable} and maxSurge ${surge}, ${count(wanted - unavailable, "pod")} must stay available and at most ` +
    `${wanted + surge} may be there, so the old ones that are left stay until a new one is available.`
  );
}

const progressing = ({ status }: Deployment) => status.conditions?.find(({ type }) => type === "Progressing");

const deadlineOf = ({ spec }: Deployment) => (spec.progressDeadlineSeconds ?? 600) * 1_000;

const isExceeded = (deployment: Deployment) => progressing(deployment)?.reason === "ProgressDeadlineExceeded";

/** It is reported, and nothing else: no controller goes back by itself. */
function tellExceeded(deployment: Deployment): string {
  const condition = progressing(deployment);
  if (condition === undefined || !isExceeded(deployment)) return "";
  const at = printClock(condition.lastTransitionTime ?? 0);
  return `Its progress deadline of ${span(deadlineOf(deployment))} passed at ${at} (ProgressDeadlineExceeded), which is reported and undoes nothing.`;
}

function tellDeadline(deployment: Deployment): string {
  const condition = progressing(deployment);
  if (condition?.status !== "True" || condition.lastUpdateTime === undefined) return "";
  const endsAt = condition.lastUpdateTime + deadlineOf(deployment);
  return `Its progress deadline of ${span(deadlineOf(deployment))} ends at ${printClock(endsAt)}.`;
}
