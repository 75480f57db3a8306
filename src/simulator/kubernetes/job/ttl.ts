/** Finished Jobs go after spec.ttlSecondsAfterFinished. Kubernetes 1.36, pkg/controller/ttlafterfinished/ttlafterfinished_controller.go. */
import { INFORMER_LAG_MS } from "../../kernel/queue.ts";
import type { Job } from "../api/batch.ts";
import type { Time } from "../api/meta.ts";
import { keyOf, splitKey } from "../keys.ts";
import type { World } from "../world.ts";
import { finishedConditionOf } from "./conditions.ts";
import { createDelayedQueue } from "./delayed-queue.ts";

/** When the Job is to go; nothing for one that is not over, is to stay, or is going already. */
export function expiryOf(job: Job): Time | undefined {
  const { ttlSecondsAfterFinished: seconds } = job.spec;
  const finishedAt = finishedConditionOf(job)?.lastTransitionTime;
  if (seconds === undefined || finishedAt === undefined || job.metadata.deletionTimestamp !== undefined)
    return undefined;
  return finishedAt + seconds * 1_000;
}

export function startTtlAfterFinishedController({ store, api, loop }: World): void {
  const sync = (key: string) => {
    const [name, namespace] = splitKey(key);
    const job = store.get("Job", name, namespace);
    const expiry = job && expiryOf(job);
    if (!job || expiry === undefined) return;
    if (expiry > loop.now()) return queue.addAfter(key, expiry - loop.now());
    api.delete("Job", name, namespace, { propagationPolicy: "Foreground", uid: job.metadata.uid });
  };
  const queue = createDelayedQueue(loop, sync);
  store.watch(({ object, verb }) => {
    if (object.kind === "Job" && verb !== "deleted" && expiryOf(object) !== undefined)
      queue.addAfter(keyOf(object), INFORMER_LAG_MS);
  });
}
