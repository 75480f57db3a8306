/** What pods request of one resource, in thousandths. Kubernetes 1.36, pkg/controller/podautoscaler/replica_calculator.go. */
import type { Container, Pod } from "../api/pod.ts";
import { milliOf } from "../api/quantity.ts";
import { hasPodLevelRequests, isSidecar, podRequests } from "../scheduler/resources.ts";
import { failed, isFailure, type Failure } from "./metrics-client.ts";

export type RequestsQuery = { resource: string; container: string; podLevelResources: boolean };

/** calculatePodLevelRequests: podRequests counts cpu in thousandths, all else in whole units. */
function podLevelRequest(pod: Pod, resource: string): number | Failure {
  const amount = podRequests(pod).get(resource);
  if (amount === undefined) return failed(`missing pod-level request for ${resource} in Pod ${pod.metadata.name}`);
  return resource === "cpu" ? amount : amount * 1_000;
}

const requestOf = ({ resources }: Container, resource: string) => resources?.requests?.[resource];

/** calculatePodRequestsFromContainers: sidecars count, and one container without a request spoils the sum. */
function containersRequest(pod: Pod, resource: string, container: string): number | Failure {
  const all = [...pod.spec.containers, ...(pod.spec.initContainers ?? []).filter(isSidecar)];
  const wanted = container === "" ? all : all.filter(({ name }) => name === container).slice(0, 1);
  if (container !== "" && wanted.length === 0)
    return failed(`container ${container} not found in Pod ${pod.metadata.name}`);
  const open = wanted.find((one) => requestOf(one, resource) === undefined);
  if (open) return failed(`missing request for ${resource} in container ${open.name} of Pod ${pod.metadata.name}`);
  return wanted.reduce((sum, one) => sum + milliOf(requestOf(one, resource)), 0);
}

/** By the pod's name; also of pods that are not counted later (calculateRequests). */
export function calculateRequests(pods: Pod[], query: RequestsQuery): Map<string, number> | Failure {
  const { resource, container, podLevelResources } = query;
  const requests = new Map<string, number>();
  for (const pod of pods) {
    const podLevel = podLevelResources && container === "" && hasPodLevelRequests(pod);
    const request = podLevel ? podLevelRequest(pod, resource) : containersRequest(pod, resource, container);
    if (isFailure(request)) return request;
    requests.set(pod.metadata.name, request);
  }
  return requests;
}
