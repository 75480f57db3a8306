/** Small mistakes in the simulator, and which vectors or traces must notice each of them. */

export type Mutation = {
  /** Under src/simulator/. */
  file: string;
  /** A text that stands there exactly once, and what takes its place. */
  from: string;
  to: string;
  /** Files under ../shared that are replayed, or "golden": the scenarios' own traces. */
  noticedBy: string;
};

const kubernetes = (file: string, from: string, to: string, noticedBy: string): Mutation => ({
  file: `kubernetes/${file}`,
  from,
  to,
  noticedBy,
});

export const MUTATIONS: Mutation[] = [
  kubernetes(
    "hpa/usage-ratio.ts",
    "utilization / targetUtilization",
    "(utilization + 1) / targetUtilization",
    "vectors/core/hpa-oracle-replicacalc.json",
  ),
  kubernetes(
    "hpa/group-pods.ts",
    "metric.at < since + metric.windowMs",
    "metric.at <= since + metric.windowMs",
    "vectors/core/hpa-oracle-replicacalc.json",
  ),
  kubernetes(
    "hpa/settings.ts",
    "downscaleStabilizationSeconds: 300",
    "downscaleStabilizationSeconds: 240",
    "traces/hpa.json",
  ),
  kubernetes(
    "hpa/settings.ts",
    "factor: 2, minimum: 4",
    "factor: 2, minimum: 5",
    "vectors/core/hpa-oracle-closedloop.json",
  ),
  kubernetes("hpa/settings.ts", "HPA_SYNC_MS = 15_000", "HPA_SYNC_MS = 45_000", "traces/hpa.json"),
  kubernetes(
    "deployment/fenceposts.ts",
    "scaledValue(maxSurge ?? 0, desired, true)",
    "scaledValue(maxSurge ?? 0, desired, false)",
    "vectors/core/deployment-oracle-fenceposts.json",
  ),
  kubernetes(
    "deployment/fenceposts.ts",
    "scaledValue(maxUnavailable ?? 0, desired, false)",
    "scaledValue(maxUnavailable ?? 0, desired, true)",
    "vectors/core/deployment-oracle-fenceposts.json",
  ),
  kubernetes("slow-start.ts", "size *= 2", "size *= 3", "vectors/core/replicaset.json"),
  kubernetes(
    "replicaset/victims.ts",
    "Math.floor(Math.log2(age))",
    "Math.floor(Math.log10(age))",
    "vectors/core/replicaset-oracle-victims.json",
  ),
  kubernetes(
    "scheduler/plugins/pod-topology-spread.ts",
    "weight: 2,",
    "weight: 1,",
    "vectors/core/sched-oracle-default-profile.json",
  ),
  kubernetes(
    "scheduler/plugins/resources-fit.ts",
    "Too many pods",
    "Too many Pods",
    "vectors/core/sched-oracle-default-profile.json",
  ),
  kubernetes(
    "scheduler/plugins/spread-constraints.ts",
    "maxSkew: 5",
    "maxSkew: 4",
    "vectors/core/sched-oracle-default-profile.json",
  ),
  kubernetes(
    "scheduler/resources.ts",
    '["cpu", 100]',
    '["cpu", 200]',
    "vectors/core/sched-oracle-default-profile.json",
  ),
  kubernetes("scheduler/schedule-one.ts", "nodes / 125", "nodes / 100", "vectors/more/sched-schedule-one.json"),
  kubernetes(
    "scheduler/queue/backoff-queue.ts",
    "2 ** (count - 1)",
    "2 ** count",
    "vectors/more/sched-backoff-queue.json",
  ),
  kubernetes(
    "scheduler/preemption/pick.ts",
    "sum + priorityOf(pod) + SHIFT",
    "sum - priorityOf(pod) + SHIFT",
    "vectors/more/sched-preemption.json",
  ),
  kubernetes("kubelet/back-off.ts", "entry.delayMs * 2", "entry.delayMs * 3", "vectors/core/crashloop-oracle.json"),
  kubernetes(
    "disruption/status.ts",
    "scaledValue(minAvailable, scale, true)",
    "scaledValue(minAvailable, scale, false)",
    "vectors/core/pdb-oracle.json",
  ),
  kubernetes("node-lifecycle/health.ts", "GRACE_MS = 50_000", "GRACE_MS = 40_000", "traces/nodefail.json"),
  kubernetes("taint-eviction/default-tolerations.ts", "SECONDS = 300", "SECONDS = 200", "traces/nodefail.json"),
  kubernetes("job/backoff.ts", "firstMs: 10_000", "firstMs: 5_000", "vectors/more/job.json"),
  kubernetes("service/queueing.ts", "HIGHEST_LOAD = 0.98", "HIGHEST_LOAD = 0.9", "golden"),
  kubernetes("service/metrics-server.ts", "SCRAPE_MS = 15_000", "SCRAPE_MS = 30_000", "golden"),
  { file: "kernel/bucket.ts", from: "qps: 20, burst: 30", to: "qps: 2, burst: 3", noticedBy: "golden" },
  {
    file: "swarm/scheduler/debounce.ts",
    from: "GAP_MS = 50",
    to: "GAP_MS = 500",
    noticedBy: "traces/swarm-service-traces.json",
  },
  {
    file: "swarm/update/failures.ts",
    from: "> Math.fround(config.maxFailureRatio)",
    to: "< Math.fround(config.maxFailureRatio)",
    noticedBy: "traces/swarm-service-traces.json",
  },
  {
    file: "mesos/sorter/drf.ts",
    from: "DEFAULT_WEIGHT = 1",
    to: "DEFAULT_WEIGHT = 2",
    noticedBy: "vectors/core/mesos-drf-sorter.json",
  },
];
