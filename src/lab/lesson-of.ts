/**
 * Which section of a lesson explains a decision: data. What a command names is a concept (a probe, a budget, how an update goes on) or only a
 * deed (more replicas, a restart), of which the mechanism that it set going has more to say.
 */
import type { Scenario } from "../knowledge/scenario.ts";

type Row = readonly [command: RegExp, section: string];

const CONCEPTS: readonly Row[] = [
  [/startupProbe/, "probes#startup"],
  [/livenessProbe/, "probes#liveness-fails"],
  [/readinessProbe|minReadySeconds/, "probes#readiness-fails"],
  [/topologySpread|[aA]ffinity/, "placing-pods#spread"],
  [/priorityClass|priorityclass/, "taints-and-priority#priority"],
  [/stabilizationWindowSeconds/, "autoscaling#pace"],
  [/minReplicas|maxReplicas|HorizontalPodAutoscaler|\bhpa\b|^kubectl autoscale/, "autoscaling#formula"],
  [/maxUnavailable|maxSurge/, "rolling-updates#bounds"],
  [/\bpdb\b|minAvailable|PodDisruptionBudget/, "cluster-operations#pdb"],
  [/\bquota\b|ResourceQuota/, "requests-and-limits#quota"],
  [/^kubectl set resources|"(?:requests|limits)"/, "requests-and-limits#requests-limits"],
  [/^kubectl rollout undo/, "rolling-updates#rollback"],
  [/^kubectl (?:drain|cordon|uncordon)/, "cluster-operations#drain"],
  [/^kubectl taint .*out-of-service/, "node-components#dead-node"],
  [/^kubectl taint/, "taints-and-priority#taints"],
  [/^docker node (?:promote|demote)/, "docker-swarm#quorum"],
  [/^docker node/, "docker-swarm#maintenance"],
  [/^docker service (?:rollback|update .*--(?:image|update-|rollback-))/, "docker-swarm#updates"],
  [/^docker service update .*--(?:reserve|limit|constraint|placement)/, "docker-swarm#scheduling"],
  [/\/weights/, "mesos-and-marathon#sharing"],
  [/upgradeStrategy|app restart|^(?!kubectl).*deployment/, "mesos-and-marathon#deployments"],
  [/unreachableStrategy/, "mesos-and-marathon#availability"],
  [/^dcos node/, "mesos-and-marathon#architecture"],
];

const DEEDS: readonly Row[] = [
  [/^kubectl scale/, "deployments#scaling"],
  [/^kubectl set image|^kubectl rollout restart/, "rolling-updates#mechanics"],
  [/^kubectl delete pod/, "replicasets#what-it-does"],
  [/^docker service/, "docker-swarm#services"],
  [/\/v2\/apps|dcos marathon app/, "mesos-and-marathon#marathon"],
];

/** All of them, for those who check that the sections are there. */
export const LESSON_OF: readonly Row[] = [...CONCEPTS, ...DEEDS];

/**
 * `mechanism` is the section of what was otherwise in the runs with the command and without it, if that has one: of several concepts that a
 * command names it is the one that mattered. What nothing fits is explained by the scenario's own first section.
 */
export function lessonOf(command: string, { lessons }: Scenario, mechanism?: string): string {
  const namedBy = (rows: readonly Row[]) =>
    rows.flatMap(([pattern, section]) => (pattern.test(command) ? [section] : []));
  const concepts = namedBy(CONCEPTS);
  if (mechanism !== undefined && concepts.includes(mechanism)) return mechanism;
  return concepts[0] ?? mechanism ?? namedBy(DEEDS)[0] ?? lessons[0] ?? "";
}
