/** A Service's pods: those that match its selector, and of them those that are sent requests (ready and not going; pkg/controller/endpointslice). */
import { matchesLabels } from "../metadata.ts";
import { isActive, isReady } from "../pods.ts";
import type { Pod, Service } from "../objects.ts";
import type { Store } from "../store.ts";

export const podsOfService = (store: Store, service: Service): Pod[] =>
  store.list("Pod").filter((pod) => matchesLabels(pod.metadata.labels, service.spec.selector));

export const isEndpoint = (pod: Pod) => isActive(pod) && isReady(pod);
