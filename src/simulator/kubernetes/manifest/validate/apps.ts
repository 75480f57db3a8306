/** Deployments, ReplicaSets, StatefulSets and DaemonSets. Kubernetes 1.36, pkg/apis/apps/validation/validation.go. */
import type { DaemonSet, Deployment, ReplicaSet, RollingUpdate, StatefulSet } from "../../api/apps.ts";
import type { IntOrString, LabelSelector } from "../../api/meta.ts";
import type { PodTemplate } from "../../api/pod.ts";
import { matchesSelector } from "../../api/selector.ts";
import { checkLabels, checkSelector, isEmptySelector } from "./metadata.ts";
import { checkPodSpec } from "./pod-spec.ts";
import type { Problems } from "./problems.ts";

const PERCENT = /^[0-9]+%$/;
const BAD_PERCENT =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

/** ValidatePositiveIntOrPercent. */
export function checkIntOrPercent(path: string, value: IntOrString | undefined, problems: Problems): void {
  if (typeof value === "number") problems.notNegative(path, value);
  else if (value !== undefined && !PERCENT.test(value)) problems.invalid(path, value, BAD_PERCENT);
}

const isZero = (value: IntOrString | undefined) => Number.parseInt(String(value ?? 0), 10) === 0;

function checkNotMoreThanAll(path: string, value: IntOrString | undefined, problems: Problems): void {
  if (typeof value === "string" && PERCENT.test(value) && Number.parseInt(value, 10) > 100)
    problems.invalid(path, value, "must not be greater than 100%");
}

function checkRollingUpdate(path: string, { maxSurge, maxUnavailable }: RollingUpdate, problems: Problems): void {
  checkIntOrPercent(`${path}.maxUnavailable`, maxUnavailable, problems);
  checkIntOrPercent(`${path}.maxSurge`, maxSurge, problems);
  if (isZero(maxUnavailable) && isZero(maxSurge))
    problems.invalid(`${path}.maxUnavailable`, maxUnavailable, "may not be 0 when `maxSurge` is 0");
  checkNotMoreThanAll(`${path}.maxUnavailable`, maxUnavailable, problems);
}

function checkStrategy(path: string, { strategy = {} }: Deployment["spec"], problems: Problems): void {
  const { type, rollingUpdate } = strategy;
  if (type === "Recreate") {
    if (rollingUpdate)
      problems.forbidden(`${path}.rollingUpdate`, "may not be specified when strategy `type` is 'Recreate'");
  } else if (type === "RollingUpdate") {
    checkRollingUpdate(`${path}.rollingUpdate`, rollingUpdate ?? {}, problems);
  } else {
    const shown = { Type: type ?? "", RollingUpdate: rollingUpdate ?? null };
    problems.unsupported(path, shown, ["Recreate", "RollingUpdate"]);
  }
}

/** The selector, and the template that it must find. `kind` names the kind where an empty selector is refused. */
export function checkSelected(
  selector: LabelSelector | undefined,
  template: PodTemplate,
  kind: string,
  problems: Problems,
): void {
  if (!selector) problems.required("spec.selector");
  else {
    checkSelector("spec.selector", selector, problems);
    if (isEmptySelector(selector)) problems.invalid("spec.selector", selector, `empty selector is invalid for ${kind}`);
  }
  const labels = template.metadata?.labels;
  if (!matchesSelector(labels, selector))
    problems.invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
}

export function checkTemplate({ metadata, spec }: PodTemplate, problems: Problems): void {
  checkLabels("spec.template.labels", metadata?.labels, problems);
  checkPodSpec("spec.template.spec", spec, problems);
}

/** Pods that are kept running always restart. */
function checkLasting(template: PodTemplate, problems: Problems): void {
  checkTemplate(template, problems);
  const { restartPolicy } = template.spec;
  if (restartPolicy !== undefined && restartPolicy !== "Always")
    problems.unsupported("spec.template.spec.restartPolicy", restartPolicy, ["Always"]);
}

export function checkDeployment({ spec }: Deployment, problems: Problems): void {
  problems.notNegative("spec.replicas", spec.replicas);
  checkSelected(spec.selector, spec.template, "deployment", problems);
  checkLasting(spec.template, problems);
  checkStrategy("spec.strategy", spec, problems);
  problems.notNegative("spec.minReadySeconds", spec.minReadySeconds);
  problems.notNegative("spec.revisionHistoryLimit", spec.revisionHistoryLimit);
  problems.notNegative("spec.progressDeadlineSeconds", spec.progressDeadlineSeconds);
  if ((spec.progressDeadlineSeconds ?? 600) <= (spec.minReadySeconds ?? 0))
    problems.invalid(
      "spec.progressDeadlineSeconds",
      spec.progressDeadlineSeconds,
      "must be greater than minReadySeconds",
    );
}

export function checkReplicaSet({ spec }: ReplicaSet, problems: Problems): void {
  problems.notNegative("spec.replicas", spec.replicas);
  problems.notNegative("spec.minReadySeconds", spec.minReadySeconds);
  checkSelected(spec.selector, spec.template, "deployment", problems);
  checkLasting(spec.template, problems);
}

function checkUpdateStrategy(updateStrategy: StatefulSet["spec"]["updateStrategy"], problems: Problems): void {
  const { type, rollingUpdate } = updateStrategy ?? {};
  if (type && !["RollingUpdate", "OnDelete"].includes(type))
    problems.invalid("spec.updateStrategy", updateStrategy, "must be 'RollingUpdate' or 'OnDelete'");
  if (type === "OnDelete" && rollingUpdate) {
    const { partition = 0, maxUnavailable = null } = rollingUpdate;
    const shown = { Partition: partition, MaxUnavailable: maxUnavailable };
    problems.invalid("spec.updateStrategy.rollingUpdate", shown, "only allowed for updateStrategy 'RollingUpdate'");
  }
  problems.notNegative("spec.updateStrategy.rollingUpdate.partition", rollingUpdate?.partition);
}

export function checkStatefulSet({ spec }: StatefulSet, problems: Problems): void {
  const { podManagementPolicy, updateStrategy } = spec;
  if (podManagementPolicy && !["OrderedReady", "Parallel"].includes(podManagementPolicy))
    problems.invalid("spec.podManagementPolicy", podManagementPolicy, "must be 'OrderedReady' or 'Parallel'");
  checkUpdateStrategy(updateStrategy, problems);
  problems.notNegative("spec.replicas", spec.replicas);
  problems.notNegative("spec.minReadySeconds", spec.minReadySeconds);
  checkSelected(spec.selector, spec.template, "statefulset", problems);
  checkLasting(spec.template, problems);
}

export function checkDaemonSet({ spec }: DaemonSet, problems: Problems): void {
  const { maxSurge, maxUnavailable } = spec.updateStrategy?.rollingUpdate ?? {};
  checkSelected(spec.selector, spec.template, "daemonset", problems);
  checkLasting(spec.template, problems);
  problems.notNegative("spec.minReadySeconds", spec.minReadySeconds);
  if (spec.updateStrategy?.type !== "RollingUpdate") return;
  checkIntOrPercent("spec.updateStrategy.rollingUpdate.maxUnavailable", maxUnavailable, problems);
  checkIntOrPercent("spec.updateStrategy.rollingUpdate.maxSurge", maxSurge, problems);
  if (!isZero(maxUnavailable) && !isZero(maxSurge))
    problems.invalid(
      "spec.updateStrategy.rollingUpdate.maxSurge",
      maxSurge,
      "may not be set when maxUnavailable is non-zero",
    );
  if (isZero(maxUnavailable) && isZero(maxSurge))
    problems.required("spec.updateStrategy.rollingUpdate.maxUnavailable", "cannot be 0 when maxSurge is 0");
}
