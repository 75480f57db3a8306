/** Where a Service's requests go: the endpoints of its EndpointSlices that are ready, as kube-proxy reads them. */
import type { Service } from "../api/core.ts";
import type { Store } from "../store.ts";

export function readyPodNames(store: Store, service: Service): Set<string> {
  const names = new Set<string>();
  for (const { endpoints } of store.controlledBy("EndpointSlice", service.metadata.uid)) {
    for (const { conditions, targetRef } of endpoints) if (conditions.ready && targetRef) names.add(targetRef.name);
  }
  return names;
}
