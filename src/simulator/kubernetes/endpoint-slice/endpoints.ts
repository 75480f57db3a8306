/** A Service's pods as endpoints. Kubernetes 1.36, staging/src/k8s.io/endpointslice/utils.go (podToEndpoint) and reconciler.go. */
import type { Endpoint, Service } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { matchesLabels } from "../api/selector.ts";
import { isFinished, isReady } from "../pods.ts";

/** A Service without a selector has no pods of its own. */
export const selectsPod = ({ spec, metadata }: Service, pod: Pod) =>
  spec.selector !== undefined &&
  Object.keys(spec.selector).length > 0 &&
  pod.metadata.namespace === metadata.namespace &&
  matchesLabels(pod.metadata.labels, spec.selector);

/** ShouldPodBeInEndpoints: it has an address and has not ended; one that is going stays until it has. */
const hasPlace = (pod: Pod) => pod.status.podIP !== undefined && !isFinished(pod);

function endpointOf(service: Service, pod: Pod, zoneOf: (node: string) => string | undefined): Endpoint {
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const serving = isReady(pod);
  const node = pod.spec.nodeName;
  const zone = node === undefined ? undefined : zoneOf(node);
  const { name, namespace, uid } = pod.metadata;
  return {
    addresses: [pod.status.podIP ?? ""],
    conditions: { ready: service.spec.publishNotReadyAddresses || (serving && !terminating), serving, terminating },
    ...(node === undefined ? {} : { nodeName: node }),
    ...(zone === undefined ? {} : { zone }),
    targetRef: { kind: "Pod", name, namespace, uid },
  };
}

export function endpointsOf(service: Service, pods: Pod[], zoneOf: (node: string) => string | undefined): Endpoint[] {
  return pods.filter((pod) => selectsPod(service, pod) && hasPlace(pod)).map((pod) => endpointOf(service, pod, zoneOf));
}
