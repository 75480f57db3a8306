/** `kubectl create job`. Kubernetes 1.36, kubectl, pkg/cmd/create/create_job.go. */
import type { CronJob } from "../../../../simulator/kubernetes/api/batch.ts";
import type { JsonMap } from "../../../../simulator/kubernetes/patch/json.ts";
import { textOf } from "../../flag-value.ts";
import type { Begun } from "../begin.ts";
import { findObjects } from "../find.ts";
import { createGenerator, type Generated } from "./generator.ts";

/** A pod of one container, as Go writes it. */
export const onePod = (name: string, image: string, command: string[], restartPolicy: string): JsonMap => ({
  containers: [{ name, image, resources: {}, ...(command.length > 0 ? { command } : {}) }],
  restartPolicy,
});

const fromImage = (name: string, image: string, command: string[]): JsonMap => ({
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name },
  spec: { template: { metadata: {}, spec: onePod(name, image, command, "Never") } },
  status: {},
});

/** A Job as the CronJob would make it, only by hand. */
function fromCronJob(name: string, { metadata, spec: { jobTemplate } }: CronJob): JsonMap {
  const owner = { apiVersion: "batch/v1", kind: "CronJob", name: metadata.name, uid: metadata.uid, controller: true };
  const annotations = { "cronjob.kubernetes.io/instantiate": "manual", ...jobTemplate.metadata?.annotations };
  const { labels } = jobTemplate.metadata ?? {};
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name, annotations, ...(labels ? { labels } : {}), ownerReferences: [owner] },
    spec: jobTemplate.spec,
    status: {},
  };
}

function fromExisting({ context, read, report }: Begun, name: string): Generated {
  const found = findObjects(context, read, [textOf(read, "from")]);
  if (!found.ok) return { outcome: found.outcome };
  for (const failure of found.failures) report.fail(failure);
  if (found.failures.length > 0) return { outcome: report.outcome() };
  const [info, ...more] = found.infos;
  if (!info || more.length > 0) return { problem: "from must be an existing cronjob" };
  if (info.object.kind === "CronJob") return { manifest: fromCronJob(name, info.object) };
  return { problem: `unknown object type *${info.resource.apiVersion.split("/").at(-1)}.${info.object.kind}` };
}

export const createJob = createGenerator({
  kind: "Job",
  command: "kubectl create job",
  refused: "failed to create job:",
  flags: { image: { type: "text" }, from: { type: "text" } },
  generate(begun, name) {
    const { read } = begun;
    const [image, from] = [textOf(read, "image"), textOf(read, "from")];
    if ((image === "") === (from === "")) return { problem: "either --image or --from must be specified" };
    if (from !== "" && read.afterDash.length > 0) return { problem: "cannot specify --from and command" };
    return image === "" ? fromExisting(begun, name) : { manifest: fromImage(name, image, read.afterDash) };
  },
});
