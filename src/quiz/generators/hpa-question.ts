// The HorizontalPodAutoscaler's question about a Deployment's pods, for the rules on its arithmetic.
import { isFailure } from "../../simulator/kubernetes/hpa/metrics-client.ts";
import { getResourceReplicas } from "../../simulator/kubernetes/hpa/replica-calculator.ts";
import { HPA_DEFAULTS } from "../../simulator/kubernetes/hpa/settings.ts";
import { podOf, runningStatus, withResources } from "./objects.ts";

/** Long after the pods' start, so that their CPU counts. */
const NOW = 3_600_000;
const SCRAPE_MS = 15_000;

/**
 * How many replicas a target of `target` percent of the requested CPU asks for: `use` is what each ready pod uses in percent of its request;
 * `unready` pods are pending. Kubernetes 1.36 defaults.
 */
export function desiredReplicas(target: number, use: number[], unready = 0): number {
  const spec = withResources({ requests: { cpu: "100m" } });
  const ready = use.map((_, index) => podOf(`ready-${index}`, spec, runningStatus(0)));
  const pending = Array.from({ length: unready }, (_, index) => podOf(`pending-${index}`, spec, { phase: "Pending" }));
  const metrics = use.map((percent, index) => ({
    name: `ready-${index}`,
    at: NOW,
    windowMs: SCRAPE_MS,
    containers: [{ name: "app", usage: { cpu: `${percent}m` } }],
  }));
  const none = () => [];
  const count = use.length + unready;
  const proposal = getResourceReplicas(
    {
      currentReplicas: count,
      statusReplicas: count,
      namespace: "default",
      selector: {},
      pods: [...ready, ...pending],
      metrics: {
        podMetrics: () => metrics,
        customPodMetrics: () => new Map(),
        customObjectMetric: () => 0,
        externalMetrics: none,
      },
      tolerances: { scaleDown: HPA_DEFAULTS.tolerance, scaleUp: HPA_DEFAULTS.tolerance },
      settings: HPA_DEFAULTS,
      now: NOW,
    },
    { resource: "cpu", container: "" },
    target,
  );
  if (isFailure(proposal)) throw new Error(`the HPA refused a drawing: ${proposal.error}`);
  return proposal.replicas;
}
