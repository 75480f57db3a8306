/**
 * The autoscaler's events: about pods, nodes, and for the rest about its status ConfigMap. It says the same thing about the same object at
 * most once in five minutes. Kubernetes autoscaler 1.36.1, utils/kubernetes/factory.go (getCorrelationOptions), clusterstate/utils/status.go.
 */
import { createBucket, type Bucket } from "../../kernel/bucket.ts";
import type { ConfigMap } from "../api/core.ts";
import type { KubernetesObject } from "../api/kinds.ts";
import type { World } from "../world.ts";

const SOURCE = "cluster-autoscaler";
const STATUS_NAME = "cluster-autoscaler-status";
const STATUS_NAMESPACE = "kube-system";
const SPAM_LIMIT = { qps: 1 / 300, burst: 1 };

export type Reports = {
  tell(about: KubernetesObject, reason: string, message: string, type?: "Warning"): void;
  /** About nothing that has a pod or a node. */
  log(reason: string, message: string, type?: "Warning"): void;
};

function statusObject({ store, api }: World): ConfigMap | undefined {
  const known = store.get("ConfigMap", STATUS_NAME, STATUS_NAMESPACE);
  if (known) return known;
  const metadata = { name: STATUS_NAME, namespace: STATUS_NAMESPACE };
  const made = api.create({ kind: "ConfigMap", metadata, data: { status: "Initializing" } });
  return made.ok ? made.object : undefined;
}

export function createReports(world: World): Reports {
  const buckets = new Map<string, Bucket>();
  const mayBeTold = (key: string) => {
    const bucket = buckets.get(key) ?? createBucket(SPAM_LIMIT);
    buckets.set(key, bucket);
    return bucket.offer(world.loop.now());
  };
  const record = (key: string, about: KubernetesObject, reason: string, message: string, type?: "Warning") => {
    if (mayBeTold(key)) world.record({ about, source: SOURCE, reason, message, ...(type ? { type } : {}) });
  };
  return {
    tell: (about, reason, message, type) =>
      record(`${reason} ${about.kind} ${about.metadata.uid}`, about, reason, message, type),
    log(reason, message, type) {
      const about = statusObject(world);
      if (about) record(message, about, reason, message, type);
    },
  };
}
