/** The CronJob controller. Kubernetes 1.36, pkg/controller/cronjob/cronjob_controllerv2.go. */
import { INFORMER_LAG_MS } from "../../kernel/queue.ts";
import type { CronJob } from "../api/batch.ts";
import { createDelayedQueue } from "../job/delayed-queue.ts";
import { controllerOf } from "../metadata.ts";
import { keyOf, splitKey } from "../keys.ts";
import type { World } from "../world.ts";
import { delayAfterChange } from "./awaken.ts";
import { jobsOf } from "./children.ts";
import { reconcileCronJob } from "./sync.ts";
import type { CronEvent } from "./types.ts";
import { ONLY_UTC, type Zones } from "./zone.ts";

const SOURCE = "cronjob-controller";

/** The first wait after a sync that failed (DefaultTypedControllerRateLimiter). */
const RETRY_MS = 5;

/** `zones` are the time zones that spec.timeZone may name; the simulator itself knows UTC alone. */
export function startCronJobController(world: World, zones: Zones = ONLY_UTC): void {
  const { store, api, loop, epoch } = world;

  const sayOf =
    (about: CronJob) =>
    ({ type = "Normal", reason, message }: CronEvent) =>
      world.record({ about, type, reason, message, source: SOURCE });

  const sync = (key: string) => {
    const [name, namespace] = splitKey(key);
    const cronJob = store.get("CronJob", name, namespace);
    if (!cronJob) return;
    const jobs = jobsOf(cronJob, store.list("Job", namespace));
    const outcome = reconcileCronJob(
      { cronJob, jobs, now: loop.now(), epoch, zones },
      {
        say: sayOf(cronJob),
        fresh: () => store.get("CronJob", name, namespace) ?? cronJob,
        job: (jobName, jobNamespace) => {
          const object = store.get("Job", jobName, jobNamespace);
          const message = `jobs.batch "${jobName}" not found`;
          return object ? { ok: true, object } : { ok: false, error: { code: 404, reason: "NotFound", message } };
        },
        create: (draft) => api.create(draft),
        delete: ({ metadata }) => api.delete("Job", metadata.name, namespace, { propagationPolicy: "Background" }),
      },
    );
    if (outcome.changed) api.updateStatus(cronJob, outcome.cronJob.status);
    if (outcome.failed) queue.addAfter(key, RETRY_MS);
    else if (outcome.requeueAfterMs !== undefined) queue.addAfter(key, Math.ceil(outcome.requeueAfterMs));
  };
  const queue = createDelayedQueue(loop, sync);

  store.watch(({ object, before, verb }) => {
    if (object.kind === "CronJob") {
      const old = verb === "modified" && before?.kind === "CronJob" ? before : undefined;
      const delayMs = delayAfterChange(old, object, { now: loop.now(), epoch, zones }, sayOf(object));
      if (delayMs !== undefined) queue.addAfter(keyOf(object), delayMs + INFORMER_LAG_MS);
    }
    const owner = object.kind === "Job" ? controllerOf(object) : undefined;
    if (owner?.kind === "CronJob") queue.addAfter(`${object.metadata.namespace}/${owner.name}`, INFORMER_LAG_MS);
  });
}
