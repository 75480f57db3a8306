/** The pods of a Job as they are sent to the API server. Kubernetes 1.36, pkg/controller/job/job_controller.go (manageJob) and indexed_job_utils.go. */
import type { Pod, PodSpec } from "../api/pod.ts";
import type { Draft } from "../api-server.ts";
import { controlledBy } from "../metadata.ts";
import type { JobContext } from "./context.ts";
import {
  COMPLETION_INDEX,
  generateNameWithIndex,
  INDEX_FAILURES,
  INDEX_IGNORED_FAILURES,
} from "./index-annotations.ts";
import { nextFailureCounts } from "./indexes.ts";
import { hasLimitPerIndex, TRACKING_FINALIZER } from "./job-pods.ts";

const INDEX_VARIABLE = "JOB_COMPLETION_INDEX";

/** Every container learns its index from its environment, unless the manifest says otherwise. */
function withIndexVariable(spec: PodSpec, index: number): PodSpec {
  const add = (containers: PodSpec["containers"]) =>
    containers.map((container) => {
      const env = container.env ?? [];
      if (env.some(({ name }) => name === INDEX_VARIABLE)) return container;
      return { ...container, env: [...env, { name: INDEX_VARIABLE, value: String(index) }] };
    });
  return {
    ...spec,
    containers: add(spec.containers),
    ...(spec.initContainers && { initContainers: add(spec.initContainers) }),
  };
}

function failureAnnotations({ job, delayed, gates }: JobContext, index: number): Record<string, string> {
  if (!hasLimitPerIndex(job, gates)) return {};
  const { failures, ignored } = nextFailureCounts(job, delayed.get(index), gates);
  return { [INDEX_FAILURES]: String(failures), ...(ignored > 0 && { [INDEX_IGNORED_FAILURES]: String(ignored) }) };
}

/** `index` is the completion index, in an Indexed Job. */
export function podDraftOf(context: JobContext, index: number | undefined): Draft<Pod> & { kind: "Pod" } {
  const { job } = context;
  const { metadata: template, spec } = job.spec.template;
  const metadata = {
    namespace: job.metadata.namespace,
    ownerReferences: controlledBy(job),
    finalizers: [TRACKING_FINALIZER],
  };
  if (index === undefined) {
    return { kind: "Pod", metadata: { ...metadata, ...template, generateName: `${job.metadata.name}-` }, spec };
  }
  const named = { [COMPLETION_INDEX]: String(index) };
  return {
    kind: "Pod",
    metadata: {
      ...metadata,
      labels: { ...template?.labels, ...named },
      annotations: { ...template?.annotations, ...named, ...failureAnnotations(context, index) },
      generateName: generateNameWithIndex(job.metadata.name, index),
    },
    spec: { ...withIndexVariable(spec, index), hostname: `${job.metadata.name}-${index}` },
  };
}
