/** Pods that are alike for the scheduler. Kubernetes autoscaler 1.36.1, core/scaleup/equivalence/groups.go. */
import type { Pod, PodSpec } from "../api/pod.ts";
import { canonicalText } from "../canonical.ts";
import { controllerOf } from "../metadata.ts";
import type { PodGroup } from "./estimator.ts";

/** Beyond this many of one controller, each further pod is a group of its own. */
const MOST_OF_A_CONTROLLER = 10;

const isProjected = ({ projected }: NonNullable<PodSpec["volumes"]>[number]) => projected !== undefined;

/** PodSpecSemanticallyEqual, as a text: without what does not matter to the scheduler and differs in every pod (tokens, environment, host name). */
function specText(spec: PodSpec): string {
  const { hostname: _, volumes = [], ...rest } = spec;
  const projected = new Set(volumes.filter(isProjected).map(({ name }) => name));
  const plain = (containers: PodSpec["containers"] | undefined) =>
    (containers ?? []).map(({ env: __, volumeMounts = [], ...container }) => ({
      ...container,
      volumeMounts: volumeMounts.filter(({ name }) => !projected.has(name)),
    }));
  return canonicalText({
    ...rest,
    volumes: volumes.filter((volume) => !isProjected(volume)),
    containers: plain(spec.containers),
    initContainers: plain(spec.initContainers),
  });
}

/** Of one controller, with equal labels and specs; pods without a controller and those of DaemonSets stand alone. In the order of their first pods. */
export function groupPods(pods: readonly Pod[]): PodGroup[] {
  const groups: PodGroup[] = [];
  const byController = new Map<string, Map<string, PodGroup>>();
  for (const pod of pods) {
    const owner = controllerOf(pod);
    if (!owner || owner.kind === "DaemonSet") {
      groups.push({ pods: [pod] });
      continue;
    }
    const known = byController.get(owner.uid) ?? new Map<string, PodGroup>();
    byController.set(owner.uid, known);
    const text = `${canonicalText(pod.metadata.labels ?? {})} ${specText(pod.spec)}`;
    const group = known.get(text);
    if (group) group.pods.push(pod);
    else {
      const first = { pods: [pod] };
      groups.push(first);
      if (known.size < MOST_OF_A_CONTROLLER) known.set(text, first);
    }
  }
  return groups;
}
