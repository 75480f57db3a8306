/** What one look of `kubectl rollout status` says of a DaemonSet or StatefulSet. Kubernetes 1.36, kubectl, pkg/polymorphichelpers/rollout_status.go. */
import type { DaemonSet, StatefulSet } from "../../../../simulator/kubernetes/api/apps.ts";
import { type Progress, rolloutStatusText } from "../../../../simulator/kubernetes/deployment/rollout.ts";
import type { Rolling } from "./targets.ts";

const waiting = (text: string): Progress => ({ ok: true, text: `${text}\n`, done: false });
const finished = (text: string): Progress => ({ ok: true, text: `${text}\n`, done: true });
const OTHER_STRATEGY: Progress = {
  ok: false,
  text: "rollout status is only available for RollingUpdate strategy type",
};

function daemonSet({ metadata, spec, status }: DaemonSet): Progress {
  if (spec.updateStrategy?.type === "OnDelete") return OTHER_STRATEGY;
  if (metadata.generation > (status.observedGeneration ?? 0))
    return waiting("Waiting for daemon set spec update to be observed...");
  const {
    desiredNumberScheduled: desired,
    updatedNumberScheduled: updated = 0,
    numberAvailable: available = 0,
  } = status;
  const about = `Waiting for daemon set ${JSON.stringify(metadata.name)} rollout to finish:`;
  if (updated < desired) return waiting(`${about} ${updated} out of ${desired} new pods have been updated...`);
  if (available < desired) return waiting(`${about} ${available} of ${desired} updated pods are available...`);
  return finished(`daemon set ${JSON.stringify(metadata.name)} successfully rolled out`);
}

function partitioned({ spec, status }: StatefulSet, partition: number): Progress {
  const wanted = (spec.replicas ?? 1) - partition;
  const updated = status.updatedReplicas ?? 0;
  if (updated < wanted)
    return waiting(
      `Waiting for partitioned roll out to finish: ${updated} out of ${wanted} new pods have been updated...`,
    );
  return finished(`partitioned roll out complete: ${updated} new pods have been updated...`);
}

/** Without a partition: from one revision to the other. */
function betweenRevisions({ status }: StatefulSet): Progress {
  const { updateRevision, currentRevision, updatedReplicas = 0, currentReplicas = 0 } = status;
  return updateRevision === currentRevision
    ? finished(`statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`)
    : waiting(
        `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`,
      );
}

function statefulSet(set: StatefulSet): Progress {
  const { metadata, spec, status } = set;
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  if (type === "OnDelete") return OTHER_STRATEGY;
  if (!status.observedGeneration || metadata.generation > status.observedGeneration)
    return waiting("Waiting for statefulset spec update to be observed...");
  const missing = (spec.replicas ?? 1) - (status.readyReplicas ?? 0);
  if (missing > 0) return waiting(`Waiting for ${missing} pods to be ready...`);
  return rollingUpdate ? partitioned(set, rollingUpdate.partition ?? 0) : betweenRevisions(set);
}

/** `revision`: only that of a Deployment is looked at, when it is not 0. */
export function progressOf(object: Rolling, revision: number): Progress {
  if (object.kind === "Deployment") return rolloutStatusText(object, revision);
  return object.kind === "DaemonSet" ? daemonSet(object) : statefulSet(object);
}
