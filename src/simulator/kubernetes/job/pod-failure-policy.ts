/** What a Job's podFailurePolicy says about a failed pod. Kubernetes 1.36, pkg/controller/job/pod_failure_policy.go. */
import type { JobSpec, PodFailurePolicyRule } from "../api/batch.ts";
import type { ContainerStatus, Pod } from "../api/pod.ts";
import type { JobGates } from "./gates.ts";

type ExitCodes = NonNullable<PodFailurePolicyRule["onExitCodes"]>;

export type PolicyMatch = {
  /** Set when the whole Job fails for this pod. */
  jobFailureMessage?: string;
  /** Whether the failure counts towards backoffLimit. */
  countsAsFailure: boolean;
  action?: PodFailurePolicyRule["action"];
};

const COUNTS: PolicyMatch = { countsAsFailure: true };

function matchesExitCode(status: ContainerStatus, { containerName, operator, values }: ExitCodes): boolean {
  const exitCode = status.state?.terminated?.exitCode;
  if (exitCode === undefined || exitCode === 0) return false;
  if (containerName !== undefined && containerName !== status.name) return false;
  return values.includes(exitCode) === (operator === "In");
}

/** The containers are looked at before the init containers. */
function whatMatched({ metadata, status }: Pod, rule: PodFailurePolicyRule): string | undefined {
  const { onExitCodes, onPodConditions } = rule;
  const pod = `${metadata.namespace}/${metadata.name}`;
  if (onExitCodes) {
    const containers = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])];
    const container = containers.find((one) => matchesExitCode(one, onExitCodes));
    return (
      container &&
      `Container ${container.name} for pod ${pod} failed with exit code ${container.state?.terminated?.exitCode}`
    );
  }
  const condition = status.conditions?.find((one) =>
    onPodConditions?.some((pattern) => pattern.type === one.type && pattern.status === one.status),
  );
  return condition && `Pod ${pod} has condition ${condition.type}`;
}

function actOn({ action }: PodFailurePolicyRule, message: string, gates: JobGates): PolicyMatch | undefined {
  switch (action) {
    case "Ignore":
      return { countsAsFailure: false, action };
    case "FailIndex":
      return gates.backoffLimitPerIndex ? { countsAsFailure: true, action } : undefined;
    case "Count":
      return { countsAsFailure: true, action };
    case "FailJob":
      return { countsAsFailure: true, action, jobFailureMessage: message };
  }
}

/** The first rule that matches decides; without one the failure counts. */
export function matchPodFailurePolicy(policy: JobSpec["podFailurePolicy"], pod: Pod, gates: JobGates): PolicyMatch {
  for (const [index, rule] of (policy?.rules ?? []).entries()) {
    const matched = whatMatched(pod, rule);
    if (matched === undefined) continue;
    const answer = actOn(rule, `${matched} matching ${rule.action} rule at index ${index}`, gates);
    if (answer) return answer;
  }
  return COUNTS;
}
