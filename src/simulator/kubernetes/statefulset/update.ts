/** Which pods of a StatefulSet are replaced because their template is old. Kubernetes 1.36, pkg/controller/statefulset/stateful_set_control.go. */
import type { StatefulSet } from "../api/apps.ts";
import type { Pod } from "../api/pod.ts";
import { availabilityAt, isTerminating, maxUnavailableOf } from "./availability.ts";
import { replicasOf, revisionOf } from "./identity.ts";

type UpdateInputs = {
  set: StatefulSet;
  revisions: { update: string };
  now: number;
  honoursMaxUnavailable: boolean;
};

/** One at a time, from the highest ordinal down to the partition, and none while a later one is not up. */
function nextOne({ set, revisions, now }: UpdateInputs, replicas: Pod[], partition: number): Pod[] {
  const { isUnavailable } = availabilityAt(set, now);
  for (const pod of replicas.slice(partition).toReversed()) {
    if (revisionOf(pod) !== revisions.update && !isTerminating(pod)) return [pod];
    if (isUnavailable(pod)) return [];
  }
  return [];
}

/** As many as may be down at once, less those that are (updateStatefulSetAfterInvariantEstablished). */
function nextFew({ set, revisions, now }: UpdateInputs, replicas: Pod[], partition: number): Pod[] {
  const most = maxUnavailableOf(set.spec.updateStrategy?.rollingUpdate?.maxUnavailable, replicasOf(set));
  const down = replicas.filter(availabilityAt(set, now).isUnavailable).length;
  const outdated = replicas
    .slice(partition)
    .toReversed()
    .filter((pod) => revisionOf(pod) !== revisions.update && !isTerminating(pod));
  return outdated.slice(0, Math.max(0, most - down));
}

/** `replicas` in order of their ordinals. The partition counts from the first of them. */
export function podsToUpdate(inputs: UpdateInputs, replicas: Pod[]): Pod[] {
  const partition = inputs.set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  return inputs.honoursMaxUnavailable ? nextFew(inputs, replicas, partition) : nextOne(inputs, replicas, partition);
}
