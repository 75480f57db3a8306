/** A pod's conditions, in the kubelet's order and words. Kubernetes 1.36, pkg/kubelet/status/generate.go and pkg/kubelet/kubelet_pods.go (generateAPIPodStatus). */
import type { Condition } from "../api/meta.ts";
import type { Container, ContainerStatus, Pod, PodPhase } from "../api/pod.ts";
import { isSidecar } from "./behaviour.ts";

type News = Pick<Condition, "type" | "status" | "reason" | "message">;

/** What the kubelet writes; conditions of any other type are left as they are (kubetypes.PodConditionByKubelet). */
const KUBELETS = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"];

const isTrue = (type: string, reason?: string): News => ({ type, status: "True", ...(reason ? { reason } : {}) });
const isFalse = (type: string, reason: string, message?: string): News => ({
  type,
  status: "False",
  reason,
  ...(message ? { message } : {}),
});

/** "containers with unready status: [a b]", the unknown ones first. */
const names = (unknown: string[], others: string[], word: string) =>
  [
    ...(unknown.length > 0 ? [`containers with unknown status: [${unknown.join(" ")}]`] : []),
    ...(others.length > 0 ? [`containers with ${word} status: [${others.join(" ")}]`] : []),
  ].join(", ");

/** Sorts containers into those without a status and those that are not as `isFine` wants them. */
function sorted(
  containers: Container[],
  statuses: ContainerStatus[],
  isFine: (c: Container, s: ContainerStatus) => boolean,
) {
  const unknown: string[] = [];
  const others: string[] = [];
  for (const container of containers) {
    const status = statuses.find(({ name }) => name === container.name);
    if (!status) unknown.push(container.name);
    else if (!isFine(container, status)) others.push(container.name);
  }
  return { unknown, others };
}

/** GenerateContainersReadyCondition. `statuses` is nothing when the runtime knows nothing yet. */
function containersReady({ spec }: Pod, statuses: ContainerStatus[] | undefined, phase: PodPhase): News {
  const type = "ContainersReady";
  if (!statuses) return isFalse(type, "UnknownContainerStatuses");
  const counted = [...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers];
  const { unknown, others } = sorted(counted, statuses, (_, { ready }) => ready);
  if (phase === "Succeeded" && unknown.length === 0) return isFalse(type, "PodCompleted");
  if (phase === "Failed") return isFalse(type, "PodFailed");
  const message = names(unknown, others, "unready");
  return message ? isFalse(type, "ContainersNotReady", message) : isTrue(type);
}

/** GeneratePodReadyCondition: every container ready, and every readiness gate's condition True. */
function podReady(pod: Pod, conditions: Condition[], containers: News): News {
  if (containers.status !== "True") return { ...containers, type: "Ready" };
  const missing = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const gate = conditions.find(({ type }) => type === conditionType);
    if (!gate) return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`];
    if (gate.status === "True") return [];
    return [`the status of pod readiness gate "${conditionType}" is not "True", but ${gate.status}`];
  });
  return missing.length > 0 ? isFalse("Ready", "ReadinessGatesNotReady", missing.join(", ")) : isTrue("Ready");
}

const isInitialized = (container: Container, { started, ready }: ContainerStatus) =>
  isSidecar(container) ? started === true : ready;

/** HasAnyRegularContainerStarted: then the pod is past its init containers, whatever they do now. */
export const hasStartedRegular = ({ containers }: Pod["spec"], statuses: ContainerStatus[]) =>
  statuses.some(
    ({ name, state }) =>
      (state?.running !== undefined || state?.terminated !== undefined) && containers.some((one) => one.name === name),
  );

const wasInitialized = ({ status }: Pod) =>
  status.conditions?.some((one) => one.type === "Initialized" && one.status === "True") ?? false;

/** GeneratePodInitializedCondition. What was initialized once stays so. */
function podInitialized(pod: Pod, statuses: ContainerStatus[] | undefined, phase: PodPhase): News {
  const type = "Initialized";
  const inits = pod.spec.initContainers ?? [];
  if (!statuses && inits.length > 0) return isFalse(type, "UnknownContainerStatuses");
  const all = statuses ?? [];
  const { unknown, others } = sorted(inits, all, isInitialized);
  if (phase === "Succeeded" && unknown.length === 0) return isTrue(type, "PodCompleted");
  if (hasStartedRegular(pod.spec, all)) return isTrue(type);
  const message = names(unknown, others, "incomplete");
  return message && !wasInitialized(pod) ? isFalse(type, "ContainersNotInitialized", message) : isTrue(type);
}

/** The new conditions of a pod; one whose status stays keeps the instant since when it holds. */
export function podConditions(
  pod: Pod,
  statuses: ContainerStatus[] | undefined,
  { phase, hasSandbox, now }: { phase: PodPhase; hasSandbox: boolean; now: number },
): Condition[] {
  const old = pod.status.conditions ?? [];
  const foreign = old.filter(({ type }) => !KUBELETS.includes(type));
  const containers = containersReady(pod, statuses, phase);
  const own: News[] = [
    { type: "PodReadyToStartContainers", status: hasSandbox ? "True" : "False" },
    podInitialized(pod, statuses, phase),
    podReady(pod, foreign, containers),
    containers,
    isTrue("PodScheduled"),
  ];
  const observedGeneration = pod.metadata.generation;
  const dated = own.map((news): Condition => {
    const before = old.find(({ type }) => type === news.type);
    const since = before?.status === news.status ? before.lastTransitionTime : now;
    return { ...news, observedGeneration, lastTransitionTime: since ?? now };
  });
  return [...foreign, ...dated];
}
