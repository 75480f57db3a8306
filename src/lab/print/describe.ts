/** An object -> what `kubectl describe` prints of it. */
import type { Kind, KubernetesObject, ObjectOf } from "../../simulator/kubernetes/api/kinds.ts";
import { describeAny } from "./describe/any.ts";
import { describeAutoscaler } from "./describe/autoscalers.ts";
import { describeClaim, describeConfigMap, describeSecret, describeServiceAccount } from "./describe/config.ts";
import { eventLines, eventsAbout } from "./describe/events.ts";
import { describeCronJob, describeJob } from "./describe/jobs.ts";
import {
  describeBudget,
  describeLimitRange,
  describeNamespace,
  describePriorityClass,
  describeQuota,
} from "./describe/limits.ts";
import type { Describe, View } from "./describe/lines.ts";
import { describeEndpointSlice, describeService } from "./describe/network.ts";
import { describeNode } from "./describe/nodes.ts";
import { describePod } from "./describe/pods.ts";
import {
  describeDaemonSet,
  describeDeployment,
  describeReplicaSet,
  describeStatefulSet,
} from "./describe/workloads.ts";
import { DESCRIBE, layOut } from "./tab-writer.ts";

const DESCRIPTIONS: { [K in Kind]?: Describe<ObjectOf<K>> } = {
  ConfigMap: describeConfigMap,
  CronJob: describeCronJob,
  DaemonSet: describeDaemonSet,
  Deployment: describeDeployment,
  EndpointSlice: describeEndpointSlice,
  HorizontalPodAutoscaler: describeAutoscaler,
  Job: describeJob,
  LimitRange: describeLimitRange,
  Namespace: describeNamespace,
  Node: describeNode,
  PersistentVolumeClaim: describeClaim,
  Pod: describePod,
  PodDisruptionBudget: describeBudget,
  PriorityClass: describePriorityClass,
  ReplicaSet: describeReplicaSet,
  ResourceQuota: describeQuota,
  Secret: describeSecret,
  Service: describeService,
  ServiceAccount: describeServiceAccount,
  StatefulSet: describeStatefulSet,
};

/** The kinds of which kubectl tells no events. */
const WITHOUT_EVENTS = new Set<Kind>(["LimitRange", "Namespace", "ResourceQuota", "Secret"]);

/** Whole lines. Events are laid out on their own, unless there are none. */
export function printDescription(object: KubernetesObject, view: View, withEvents: boolean): string {
  const describe = (DESCRIPTIONS[object.kind] ?? describeAny) as Describe<KubernetesObject>;
  const lines = describe(object, view);
  if (!withEvents || WITHOUT_EVENTS.has(object.kind)) return end(layOut(lines, DESCRIBE));
  const events = eventLines(eventsAbout(object, view), view);
  if (events.length === 1) return end(layOut([...lines, ...events], DESCRIBE));
  return end([...layOut(lines, DESCRIBE), ...layOut(events, DESCRIBE)]);
}

const end = (lines: string[]) => `${lines.join("\n")}\n`;
