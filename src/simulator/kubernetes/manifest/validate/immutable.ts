/**
 * What may not change once an object is there. Kubernetes 1.36, pkg/apis/apps/validation/validation.go (ValidateStatefulSetUpdate and the
 * selectors of the others), pkg/apis/batch/validation (ValidateJobSpecUpdate) and pkg/apis/core/validation/validation.go (ValidatePodUpdate). The differences that follow a pod's refusal are left out.
 */
import type { StatefulSet } from "../../api/apps.ts";
import type { Job } from "../../api/batch.ts";
import type { Service } from "../../api/core.ts";
import type { Kind, KubernetesObject, ObjectOf } from "../../api/kinds.ts";
import type { Pod } from "../../api/pod.ts";
import { isSame } from "../../canonical.ts";
import type { Problems } from "./problems.ts";

/** The kinds whose selector is fixed. */
const FIXED_SELECTORS = new Set<Kind>(["DaemonSet", "Deployment", "Job", "ReplicaSet"]);

function checkFixedSelector(object: KubernetesObject, before: KubernetesObject, problems: Problems): void {
  const { selector } = (object as ObjectOf<"Deployment">).spec;
  const { selector: was } = (before as ObjectOf<"Deployment">).spec;
  if (!isSame(selector, was)) problems.invalid("spec.selector", selector, "field is immutable");
}

const FIXED_OF_JOB = ["completionMode", "podFailurePolicy", "backoffLimitPerIndex", "successPolicy"] as const;

/** validateCompletions: only Indexed Jobs may change theirs, together with the parallelism. */
function checkCompletions({ spec }: Job, { spec: was }: Job, problems: Problems): void {
  if (spec.completions === was.completions) return;
  if (spec.completionMode !== "Indexed") problems.invalid("spec.completions", spec.completions, "field is immutable");
  else if (spec.completions !== undefined && spec.completions !== spec.parallelism)
    problems.invalid("spec.completions", spec.completions, "can only be modified in tandem with spec.parallelism");
}

/** A suspended Job that has not started may change where its pods go. */
function checkJob({ spec }: Job, { spec: was, status }: Job, problems: Problems): void {
  const isOpen = was.suspend === true && status.startTime === undefined;
  if (!isOpen && !isSame(spec.template, was.template))
    problems.invalid("spec.template", spec.template, "field is immutable");
  for (const field of FIXED_OF_JOB)
    if (!isSame(spec[field], was[field])) problems.invalid(`spec.${field}`, spec[field], "field is immutable");
}

const CHANGEABLE_OF_STATEFUL_SET =
  "'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'";

/** What of a StatefulSet never changes. */
function lastingOf({ spec }: StatefulSet): object {
  const {
    replicas: _replicas,
    ordinals: _ordinals,
    template: _template,
    updateStrategy: _updateStrategy,
    revisionHistoryLimit: _revisionHistoryLimit,
    persistentVolumeClaimRetentionPolicy: _retention,
    minReadySeconds: _minReadySeconds,
    ...lasting
  } = spec;
  return lasting;
}

function checkStatefulSet(object: StatefulSet, before: StatefulSet, problems: Problems): void {
  if (!isSame(lastingOf(object), lastingOf(before)))
    problems.forbidden(
      "spec",
      `updates to statefulset spec for fields other than ${CHANGEABLE_OF_STATEFUL_SET} are forbidden`,
    );
}

const CHANGEABLE_OF_POD =
  "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`," +
  "`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

/** What of a pod never changes; what its scheduling gates leave open until they are gone is not looked at. */
function lastingOfPod({ spec }: Pod): object {
  const { activeDeadlineSeconds: _deadline, tolerations: _tolerations, schedulingGates: _gates, ...lasting } = spec;
  const images = { image: "" };
  return {
    ...lasting,
    containers: spec.containers.map((container) => ({ ...container, ...images })),
    initContainers: (spec.initContainers ?? []).map((container) => ({ ...container, ...images })),
  };
}

function checkPod(object: Pod, before: Pod, problems: Problems): void {
  if (object.spec.containers.length !== before.spec.containers.length)
    return problems.forbidden("spec.containers", "pod updates may not add or remove containers");
  if (before.spec.schedulingGates?.length) return;
  if (!isSame(lastingOfPod(object), lastingOfPod(before)))
    problems.forbidden("spec", `pod updates may not change fields other than ${CHANGEABLE_OF_POD}`);
}

/** validateUpgradeDowngradeClusterIPs: an address stays, unless the Service has none or none is wanted any more. */
function checkService({ spec }: Service, { spec: was }: Service, problems: Problems): void {
  if (spec.type === "ExternalName" || was.type === "ExternalName") return;
  if (!was.clusterIP || !spec.clusterIP || spec.clusterIP === was.clusterIP) return;
  problems.invalid("spec.clusterIPs[0]", [spec.clusterIP], "may not change once set");
}

export function checkImmutable(object: KubernetesObject, before: KubernetesObject, problems: Problems): void {
  if (FIXED_SELECTORS.has(object.kind)) checkFixedSelector(object, before, problems);
  if (object.kind === "Job") {
    checkCompletions(object, before as Job, problems);
    checkJob(object, before as Job, problems);
  }
  if (object.kind === "Service") checkService(object, before as Service, problems);
  if (object.kind === "StatefulSet") checkStatefulSet(object, before as StatefulSet, problems);
  if (object.kind === "Pod") checkPod(object, before as Pod, problems);
}
