/** Whether a defaulted object is one that the API server takes: what is wrong with it, field by field. */
import type { Kind, KubernetesObject, ObjectOf } from "../../api/kinds.ts";
import { checkDaemonSet, checkDeployment, checkReplicaSet, checkStatefulSet } from "./apps.ts";
import { checkHpa } from "./hpa.ts";
import { checkImmutable } from "./immutable.ts";
import { checkMetadata } from "./metadata.ts";
import { checkBudget, checkCronJob, checkJob, checkService } from "./others.ts";
import { checkPodSpec } from "./pod-spec.ts";
import { createProblems, type Problems } from "./problems.ts";
import { checkLimitRange, checkQuota } from "./resource-names.ts";

const CHECKS: { [K in Kind]?: (object: ObjectOf<K>, problems: Problems) => void } = {
  CronJob: checkCronJob,
  DaemonSet: checkDaemonSet,
  Deployment: checkDeployment,
  HorizontalPodAutoscaler: checkHpa,
  Job: checkJob,
  LimitRange: checkLimitRange,
  Pod: ({ spec }, problems) => checkPodSpec("spec", spec, problems),
  PodDisruptionBudget: checkBudget,
  ReplicaSet: checkReplicaSet,
  ResourceQuota: checkQuota,
  Service: checkService,
  StatefulSet: checkStatefulSet,
};

/** The kinds whose names are part of host names. */
const LABEL_NAMES = new Set<Kind>(["Namespace", "Service"]);

/** The texts of all problems; `before` is what is to be changed. */
export function validate(object: KubernetesObject, before?: KubernetesObject): string[] {
  const problems = createProblems();
  checkMetadata(object.metadata, problems, LABEL_NAMES.has(object.kind));
  const check = CHECKS[object.kind] as ((object: KubernetesObject, problems: Problems) => void) | undefined;
  check?.(object, problems);
  if (before) checkImmutable(object, before, problems);
  return problems.texts();
}
