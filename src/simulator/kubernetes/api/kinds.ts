/** The kinds that the simulator knows, with the names that the API server and kubectl have for them. */
import type { ControllerRevision, DaemonSet, Deployment, ReplicaSet, StatefulSet } from "./apps.ts";
import type { HorizontalPodAutoscaler } from "./autoscaling.ts";
import type { CronJob, Job } from "./batch.ts";
import type {
  ConfigMap,
  EndpointSlice,
  Event,
  Lease,
  LimitRange,
  Namespace,
  Node,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  PriorityClass,
  ResourceQuota,
  Secret,
  Service,
  ServiceAccount,
} from "./core.ts";
import type { Pod } from "./pod.ts";

export type KubernetesObject =
  | ConfigMap
  | ControllerRevision
  | CronJob
  | DaemonSet
  | Deployment
  | EndpointSlice
  | Event
  | HorizontalPodAutoscaler
  | Job
  | Lease
  | LimitRange
  | Namespace
  | Node
  | PersistentVolumeClaim
  | Pod
  | PodDisruptionBudget
  | PriorityClass
  | ReplicaSet
  | ResourceQuota
  | Secret
  | Service
  | ServiceAccount
  | StatefulSet;

export type Kind = KubernetesObject["kind"];
export type ObjectOf<K extends Kind> = Extract<KubernetesObject, { kind: K }>;

/** `resource` is the plural that errors name ("deployments.apps"), `singular` what kubectl prints ("deployment.apps"). */
export type Resource = {
  apiVersion: string;
  resource: string;
  singular: string;
  shortNames: string[];
  namespaced: boolean;
};

const of = (apiVersion: string, plural: string, shortNames: string[] = [], namespaced = true): Resource => {
  const group = apiVersion.includes("/") ? `.${apiVersion.slice(0, apiVersion.indexOf("/"))}` : "";
  const singular = plural.endsWith("sses") ? plural.slice(0, -2) : plural.slice(0, -1);
  return { apiVersion, resource: plural + group, singular: singular + group, shortNames, namespaced };
};

export const RESOURCES: Record<Kind, Resource> = {
  ConfigMap: of("v1", "configmaps", ["cm"]),
  ControllerRevision: of("apps/v1", "controllerrevisions"),
  CronJob: of("batch/v1", "cronjobs", ["cj"]),
  DaemonSet: of("apps/v1", "daemonsets", ["ds"]),
  Deployment: of("apps/v1", "deployments", ["deploy"]),
  EndpointSlice: of("discovery.k8s.io/v1", "endpointslices"),
  Event: of("v1", "events", ["ev"]),
  HorizontalPodAutoscaler: of("autoscaling/v2", "horizontalpodautoscalers", ["hpa"]),
  Job: of("batch/v1", "jobs"),
  Lease: of("coordination.k8s.io/v1", "leases"),
  LimitRange: of("v1", "limitranges", ["limits"]),
  Namespace: of("v1", "namespaces", ["ns"], false),
  Node: of("v1", "nodes", ["no"], false),
  PersistentVolumeClaim: of("v1", "persistentvolumeclaims", ["pvc"]),
  Pod: of("v1", "pods", ["po"]),
  PodDisruptionBudget: of("policy/v1", "poddisruptionbudgets", ["pdb"]),
  PriorityClass: of("scheduling.k8s.io/v1", "priorityclasses", ["pc"], false),
  ReplicaSet: of("apps/v1", "replicasets", ["rs"]),
  ResourceQuota: of("v1", "resourcequotas", ["quota"]),
  Secret: of("v1", "secrets"),
  Service: of("v1", "services", ["svc"]),
  ServiceAccount: of("v1", "serviceaccounts", ["sa"]),
  StatefulSet: of("apps/v1", "statefulsets", ["sts"]),
};
