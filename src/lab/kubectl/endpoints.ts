/**
 * The Endpoints of Services, which the cluster keeps as EndpointSlices only: a Service's slices as one, under the Service's name.
 * Kubernetes 1.36, pkg/controller/endpoint: ready addresses in order; headless Services without ports have addresses alone.
 */
import type { EndpointSlice } from "../../simulator/kubernetes/api/core.ts";
import type { Store } from "../../simulator/kubernetes/store.ts";

const SERVICE = "kubernetes.io/service-name";

export function endpointsOf(store: Store, namespace?: string): EndpointSlice[] {
  const merged = new Map<string, EndpointSlice>();
  for (const slice of store.list("EndpointSlice", namespace)) {
    const name = slice.metadata.labels?.[SERVICE];
    if (name === undefined) continue;
    const key = `${slice.metadata.namespace}/${name}`;
    const before = merged.get(key);
    const endpoints = [...(before?.endpoints ?? []), ...(slice.endpoints ?? [])];
    const service = store.get("Service", name, slice.metadata.namespace);
    const { labels: _, ...metadata } = slice.metadata;
    const labels = service?.metadata.labels;
    merged.set(key, { ...slice, metadata: { ...metadata, name, ...(labels ? { labels } : {}) }, endpoints });
  }
  return [...merged.values()];
}
