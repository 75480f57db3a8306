/** How the Job controller makes and deletes pods, as fast as its client may. */
import type { Job } from "../api/batch.ts";
import type { Pod } from "../api/pod.ts";
import type { ApiError } from "../api-server.ts";
import { type Client, slowStartBatches } from "../slow-start.ts";
import { keyOf } from "../keys.ts";
import type { World } from "../world.ts";
import { hasTrackingFinalizer, TRACKING_FINALIZER } from "./job-pods.ts";
import { isNamespaceGoing } from "./namespace.ts";
import { podDraftOf } from "./pod-draft.ts";
import type { JobEvent, JobHands } from "./sync.ts";

const SOURCE = "job-controller";

/** Takes the tracking finalizer off, as the pod is now. */
export function releasePod({ store, api }: World, { metadata }: Pod): void {
  const pod = store.get("Pod", metadata.name, metadata.namespace);
  if (!pod || pod.metadata.uid !== metadata.uid || !hasTrackingFinalizer(pod)) return;
  const finalizers = (pod.metadata.finalizers ?? []).filter((name) => name !== TRACKING_FINALIZER);
  api.update({ ...pod, metadata: { ...pod.metadata, finalizers } });
}

/** Calls `act` for each of the items as the client lets it, then `done`. */
function forEach<T>(
  client: Client,
  key: string,
  items: T[],
  act: (item: T) => ApiError | undefined,
  done: () => void,
): void {
  const left = [...items];
  const call = () => {
    const item = left.shift();
    return item === undefined ? undefined : act(item);
  };
  client.inBatches(key, items.length > 0 ? [items.length] : [], call, done);
}

export type Memory = Pick<JobHands, "again" | "remember"> & {
  /** Called when the creations are through: a sync that has failed is tried again. */
  settled(hasFailed: boolean): void;
};

export function createHands(world: World, client: Client, job: Job, { settled, ...memory }: Memory): JobHands {
  const { store, api } = world;
  const key = keyOf(job);
  const { name, namespace, uid } = job.metadata;
  const say = ({ type = "Normal", reason, message }: JobEvent) =>
    world.record({ about: job, type, reason, message, source: SOURCE });

  const remove = (pod: Pod): ApiError | undefined => {
    const answer = api.delete("Pod", pod.metadata.name, namespace, { uid: pod.metadata.uid });
    if (answer.ok) say({ reason: "SuccessfulDelete", message: `Deleted pod: ${pod.metadata.name}` });
    return undefined;
  };

  const create = (draft: ReturnType<typeof podDraftOf>): ApiError | undefined => {
    const answer = api.create(draft);
    if (answer.ok) say({ reason: "SuccessfulCreate", message: `Created pod: ${answer.object.metadata.name}` });
    else if (!isNamespaceGoing(answer.error))
      say({ type: "Warning", reason: "FailedCreate", message: `Error creating: ${answer.error.message}` });
    return answer.ok ? undefined : answer.error;
  };

  return {
    ...memory,
    say,
    remove(pods, kind, done) {
      const act = (pod: Pod) => {
        if (kind !== "ending") releasePod(world, pod);
        return remove(pod);
      };
      // A pod that is gone already counts as deleted.
      forEach(client, key, pods, act, () => done(pods));
    },
    create(context, indexes, done) {
      const left = [...indexes];
      let created = 0;
      const call = () => {
        const error = create(podDraftOf(context, left.shift()));
        if (!error) created++;
        return error;
      };
      client.inBatches(key, slowStartBatches(indexes.length), call, (error) => {
        done(created);
        settled(error !== undefined);
      });
    },
    writeStatus(status) {
      const current = store.get("Job", name, namespace);
      if (!current || current.metadata.uid !== uid) return false;
      return api.updateStatus(current, status) !== undefined;
    },
    release(pods, done) {
      const act = (pod: Pod) => {
        releasePod(world, pod);
        return undefined;
      };
      forEach(client, key, pods, act, () => done(pods));
    },
  };
}
