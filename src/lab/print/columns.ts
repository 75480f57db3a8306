/** The columns of `kubectl get`, kind by kind. Kubernetes 1.36, pkg/printers/internalversion/printers.go. */
import type { Kind, ObjectOf } from "../../simulator/kubernetes/api/kinds.ts";
import type { Column } from "./columns/column.ts";
import { claimColumns, configMapColumns, secretColumns, serviceAccountColumns } from "./columns/config.ts";
import { eventColumns } from "./columns/events.ts";
import { cronJobColumns, jobColumns } from "./columns/jobs.ts";
import { endpointsColumns, endpointSliceColumns, serviceColumns } from "./columns/network.ts";
import { leaseColumns, namespaceColumns, nodeColumns, priorityClassColumns } from "./columns/nodes.ts";
import { podColumns } from "./columns/pods.ts";
import { autoscalerColumns, budgetColumns, limitRangeColumns, quotaColumns } from "./columns/policies.ts";
import {
  daemonSetColumns,
  deploymentColumns,
  replicaSetColumns,
  revisionColumns,
  statefulSetColumns,
} from "./columns/workloads.ts";

export const COLUMNS: { [K in Kind]: Column<ObjectOf<K>>[] } & { Endpoints: Column<ObjectOf<"EndpointSlice">>[] } = {
  ConfigMap: configMapColumns,
  ControllerRevision: revisionColumns,
  CronJob: cronJobColumns,
  DaemonSet: daemonSetColumns,
  Deployment: deploymentColumns,
  Endpoints: endpointsColumns,
  EndpointSlice: endpointSliceColumns,
  Event: eventColumns,
  HorizontalPodAutoscaler: autoscalerColumns,
  Job: jobColumns,
  Lease: leaseColumns,
  LimitRange: limitRangeColumns,
  Namespace: namespaceColumns,
  Node: nodeColumns,
  PersistentVolumeClaim: claimColumns,
  Pod: podColumns,
  PodDisruptionBudget: budgetColumns,
  PriorityClass: priorityClassColumns,
  ReplicaSet: replicaSetColumns,
  ResourceQuota: quotaColumns,
  Secret: secretColumns,
  Service: serviceColumns,
  ServiceAccount: serviceAccountColumns,
  StatefulSet: statefulSetColumns,
};
