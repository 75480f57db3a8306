/** Whether a container that has ended is started again. Kubernetes 1.36, pkg/api/v1/pod/util.go (ContainerShouldRestart). */
import type { Container, ContainerRestartRule, Pod, PodSpec, PodStatus } from "../api/pod.ts";

function fits({ exitCodes }: ContainerRestartRule, exitCode: number): boolean {
  if (!exitCodes) return false;
  const isNamed = exitCodes.values?.includes(exitCode) ?? false;
  return exitCodes.operator === "In" ? isNamed : exitCodes.operator === "NotIn" && !isNamed;
}

/** The first of the container's rules that its exit code fits. */
const restartRuleFor = ({ restartPolicyRules }: Container, exitCode: number): ContainerRestartRule | undefined =>
  restartPolicyRules?.find((rule) => fits(rule, exitCode));

/** The container's own policy goes before the pod's; rules count only beside an own policy. The pod's default is Always. */
export function isRestarted(container: Container, spec: PodSpec, exitCode: number): boolean {
  if (container.restartPolicy !== undefined && restartRuleFor(container, exitCode)) return true;
  const policy = container.restartPolicy ?? spec.restartPolicy ?? "Always";
  return policy === "Always" || (policy === "OnFailure" && exitCode !== 0);
}

/**
 * ShouldAllContainersRestart: one of them ended with an exit code whose rule restarts the whole pod in place, or that has begun. `exitCodeOf`
 * says how a container ended, where it has.
 */
export function areAllRestarted(
  { spec }: Pod,
  exitCodeOf: (name: string) => number | undefined,
  { conditions = [] }: Pick<PodStatus, "conditions">,
): boolean {
  if (conditions.some(({ type, status }) => type === "AllContainersRestarting" && status === "True")) return true;
  return [...(spec.initContainers ?? []), ...spec.containers].some((container) => {
    const exitCode = exitCodeOf(container.name);
    return exitCode !== undefined && restartRuleFor(container, exitCode)?.action === "RestartAllContainers";
  });
}
