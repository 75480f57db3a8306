/** A reading of a Service's world, from what its load counted and what the store holds. */
import type { Sample } from "./cluster-api.ts";
import type { Service } from "./api/core.ts";
import { selectsPod } from "./endpoint-slice/endpoints.ts";
import { isActive, isReady } from "./pods.ts";
import { requestsOf } from "./requests.ts";
import type { Load } from "./service/load.ts";
import { eachOf, percentileMs } from "./service/queueing.ts";
import type { Store } from "./store.ts";

/** A thousandth of a unit is enough for a chart, and keeps samples short. */
const rounded = (value: number) => Math.round(value * 1_000) / 1_000;

export function takeSample(store: Store, service: Service, deployment: string, load: Load, at: number): Sample {
  const { offered, served, failed, responses, ms, answering } = load.read();
  const perSecond = (count: number) => rounded(ms === 0 ? 0 : (count * 1_000) / ms);
  const pods = store.list("Pod", service.metadata.namespace).filter((pod) => selectsPod(service, pod) && isActive(pod));
  const ready = pods.filter(isReady);
  let used = 0;
  let requested = 0;
  for (const { metadata, spec } of ready) {
    used += load.cpuOf(metadata.name);
    requested += requestsOf(spec).cpu;
  }
  return {
    at,
    rps: perSecond(offered),
    served: perSecond(served),
    errorRate: served + failed === 0 ? 0 : rounded(failed / (served + failed)),
    p50: rounded(percentileMs(responses, 0.5)),
    p95: rounded(percentileMs(responses, 0.95)),
    desiredReplicas: store.get("Deployment", deployment)?.spec.replicas ?? 0,
    replicas: pods.length,
    readyReplicas: ready.length,
    ...eachOf(answering),
    pendingPods: pods.filter(({ status }) => status.phase === "Pending").length,
    cpuUtilization: requested === 0 ? 0 : rounded((100 * used) / requested),
    nodes: store.list("Node").length,
  };
}
