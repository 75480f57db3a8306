/** `kubectl create cronjob`. Kubernetes 1.36, kubectl, pkg/cmd/create/create_cronjob.go. */
import { textOf } from "../../flag-value.ts";
import { createGenerator } from "./generator.ts";
import { onePod } from "./job.ts";

export const createCronJob = createGenerator({
  kind: "CronJob",
  command: "kubectl create cronjob",
  refused: "failed to create cronjob:",
  flags: {
    image: { type: "text", required: true },
    schedule: { type: "text", required: true },
    restart: { type: "text" },
  },
  generate({ read }, name) {
    const pod = onePod(name, textOf(read, "image"), read.afterDash, textOf(read, "restart") || "OnFailure");
    return {
      manifest: {
        apiVersion: "batch/v1",
        kind: "CronJob",
        metadata: { name },
        spec: {
          jobTemplate: { metadata: { name }, spec: { template: { metadata: {}, spec: pod } } },
          schedule: textOf(read, "schedule"),
        },
        status: {},
      },
    };
  },
});
