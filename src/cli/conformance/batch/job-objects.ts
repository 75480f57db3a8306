/** Jobs and pods as upstream's Job tests build them (job_controller_test.go: newJob, newPodList, setPodsStatuses). */
import type { Job } from "../../../simulator/kubernetes/api/batch.ts";
import type { Time } from "../../../simulator/kubernetes/api/meta.ts";
import type { Pod, PodPhase } from "../../../simulator/kubernetes/api/pod.ts";
import { COMPLETION_INDEX } from "../../../simulator/kubernetes/job/index-annotations.ts";
import { TRACKING_FINALIZER } from "../../../simulator/kubernetes/job/job-pods.ts";
import { controlledBy } from "../../../simulator/kubernetes/metadata.ts";
import type { Row } from "./values.ts";

/** testFinishedAt: so long ago that no back-off is left. */
const LONG_AGO: Time = -1e15;

const ENDED = { name: "", ready: false, restartCount: 0, state: { terminated: { exitCode: 0, finishedAt: LONG_AGO } } };

/** -1 stands for what is not set. */
export function newJob({ parallelism, completions, backoffLimit, completionMode, ...spec }: Row): Job {
  return {
    kind: "Job",
    metadata: { name: "foobar", namespace: "default", uid: "foobar-uid", creationTimestamp: 0, generation: 1 },
    spec: {
      selector: { matchLabels: { foo: "bar" } },
      template: { metadata: { labels: { foo: "bar" } }, spec: { containers: [{ name: "", image: "foo/bar" }] } },
      ...(parallelism >= 0 && { parallelism }),
      ...(completions >= 0 && { completions }),
      ...(completionMode && { completionMode }),
      backoffLimit,
      ...spec,
    },
    status: {},
  };
}

export function newPod(job: Job, name: string, status: Pod["status"], annotations: Record<string, string> = {}): Pod {
  return {
    kind: "Pod",
    metadata: {
      name,
      namespace: "default",
      uid: name,
      labels: { foo: "bar" },
      annotations,
      creationTimestamp: 0,
      generation: 1,
      ownerReferences: controlledBy(job),
      finalizers: [TRACKING_FINALIZER],
    },
    spec: { containers: [] },
    status,
  };
}

export const newPodList = (job: Job, count: number, phase: PodPhase, of: string): Pod[] =>
  Array.from({ length: count }, (_, i) => newPod(job, `${of}-${i}`, { phase, containerStatuses: [ENDED] }));

/** The pods of a row that only counts them; the first `readyPods` of the running ones are ready. */
export function countedPods(job: Job, row: Row, now: Time): Pod[] {
  const running = newPodList(job, row.activePods ?? 0, "Running", "active");
  const ready = running.map((pod, i): Pod =>
    i < (row.readyPods ?? 0)
      ? { ...pod, status: { ...pod.status, conditions: [{ type: "Ready", status: "True" }] } }
      : pod,
  );
  const going = newPodList(job, row.terminatingPods ?? 0, "Running", "terminating");
  return [
    ...newPodList(job, row.pendingPods ?? 0, "Pending", "pending"),
    ...ready,
    ...newPodList(job, row.succeededPods ?? 0, "Succeeded", "succeeded"),
    ...newPodList(job, row.failedPods ?? 0, "Failed", "failed"),
    ...going.map((pod) => ({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: now } })),
  ];
}

/** Pods given as {Index, Phase}; the index "-" is none (hollowPodsWithIndexPhase). */
export const indexedPods = (job: Job, list: Row[] | undefined): Pod[] =>
  (list ?? []).map(({ Index, Phase }, i) => {
    const ended = Phase === "Failed" || Phase === "Succeeded" ? { containerStatuses: [ENDED] } : {};
    return newPod(job, `indexed-${i}`, { phase: Phase, ...ended }, Index === "-" ? {} : { [COMPLETION_INDEX]: Index });
  });
