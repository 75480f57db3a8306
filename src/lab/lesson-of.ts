/** Which section of a lesson explains a command: data, the first that fits. What nothing fits is explained by the scenario's own first section. */
import type { Scenario } from "../knowledge/scenario.ts";

export const LESSON_OF: readonly (readonly [command: RegExp, section: string])[] = [
  [/startupProbe/, "probes#startup"],
  [/livenessProbe/, "probes#liveness-fails"],
  [/readinessProbe|minReadySeconds/, "probes#readiness-fails"],
  [/topologySpread|[aA]ffinity/, "placing-pods#spread"],
  [/priorityClass|priorityclass/, "taints-and-priority#priority"],
  [/stabilizationWindowSeconds/, "autoscaling#pace"],
  [/minReplicas|maxReplicas|HorizontalPodAutoscaler|\bhpa\b/, "autoscaling#formula"],
  [/maxUnavailable|maxSurge/, "rolling-updates#bounds"],
  [/\bpdb\b|minAvailable|PodDisruptionBudget/, "cluster-operations#pdb"],
  [/\bquota\b|ResourceQuota/, "requests-and-limits#quota"],
  [/^kubectl autoscale/, "autoscaling#autoscale-command"],
  [/^kubectl scale/, "deployments#scaling"],
  [/^kubectl set resources|"(?:requests|limits)"/, "requests-and-limits#requests-limits"],
  [/^kubectl set image|^kubectl rollout restart/, "rolling-updates#mechanics"],
  [/^kubectl rollout undo/, "rolling-updates#rollback"],
  [/^kubectl (?:drain|cordon|uncordon)/, "cluster-operations#drain"],
  [/^kubectl taint .*out-of-service/, "node-components#dead-node"],
  [/^kubectl taint/, "taints-and-priority#taints"],
  [/^kubectl delete pod/, "replicasets#what-it-does"],
  [/^docker node (?:promote|demote)/, "docker-swarm#quorum"],
  [/^docker node/, "docker-swarm#maintenance"],
  [/^docker service (?:rollback|update .*--(?:image|update-|rollback-))/, "docker-swarm#updates"],
  [/^docker service update .*--(?:reserve|limit|constraint|placement)/, "docker-swarm#scheduling"],
  [/^docker service/, "docker-swarm#services"],
  [/\/weights/, "mesos-and-marathon#sharing"],
  [/upgradeStrategy|app restart|deployment/, "mesos-and-marathon#deployments"],
  [/unreachableStrategy/, "mesos-and-marathon#availability"],
  [/^dcos node/, "mesos-and-marathon#architecture"],
  [/\/v2\/apps|dcos marathon app/, "mesos-and-marathon#marathon"],
];

export function lessonOf(command: string, { lessons }: Scenario): string {
  return LESSON_OF.find(([pattern]) => pattern.test(command))?.[1] ?? lessons[0] ?? "";
}
