/** The cluster-autoscaler's flags. Kubernetes autoscaler 1.36.1, config/flags/flags.go and config/const.go. */

const MINUTE_MS = 60_000;

export type AutoscalerSettings = {
  /** --scan-interval. */
  scanIntervalMs: number;
  /** --expander: tried in this order; what is left at the end is chosen at random. */
  expanders: ("least-waste" | "most-pods" | "least-nodes" | "priority" | "random")[];
  /** For the priority expander: patterns of node group names by priority, the highest first to be taken. */
  priorities: { priority: number; patterns: string[] }[];
  balanceSimilarNodeGroups: boolean;
  /** --max-nodes-total, 0 for no limit; --max-nodes-per-scaleup. */
  maxNodesTotal: number;
  maxNodesPerScaleUp: number;
  /** --cores-total and --memory-total (in bytes). */
  coresTotal: { min: number; max: number };
  memoryTotal: { min: number; max: number };
  /** --max-node-provision-time, --max-node-startup-time. */
  maxNodeProvisionMs: number;
  maxNodeStartupMs: number;
  backoff: { initialMs: number; maxMs: number; resetMs: number };
  okTotalUnreadyCount: number;
  maxTotalUnreadyPercentage: number;
  /** --expendable-pods-priority-cutoff. */
  expendablePodsPriorityCutoff: number;
  scaleDown: {
    enabled: boolean;
    delayAfterAddMs: number;
    delayAfterDeleteMs: number;
    delayAfterFailureMs: number;
    unneededMs: number;
    unreadyMs: number;
    utilizationThreshold: number;
    maxParallelism: number;
    maxDrainParallelism: number;
    unremovableRecheckMs: number;
    /** --max-graceful-termination-sec, --max-pod-eviction-time. */
    maxGracefulTerminationSeconds: number;
    maxPodEvictionMs: number;
    /** --node-delete-delay-after-taint. */
    deleteDelayAfterTaintMs: number;
    skipNodesWithSystemPods: boolean;
    skipNodesWithLocalStorage: boolean;
    skipNodesWithCustomControllerPods: boolean;
    minReplicaCount: number;
    /** --blocking-system-pod-distruption-timeout. */
    systemPodDisruptionMs: number;
    ignoreDaemonSetsUtilization: boolean;
    ignoreMirrorPodsUtilization: boolean;
  };
};

/** DefaultMaxClusterCores and DefaultMaxClusterMemory (6.4 million GiB). */
const MAX_CORES = 320_000;
const MAX_MEMORY = 6_400_000 * 2 ** 30;

export const AUTOSCALER_DEFAULTS: AutoscalerSettings = {
  scanIntervalMs: 10_000,
  expanders: ["least-waste"],
  priorities: [],
  balanceSimilarNodeGroups: false,
  maxNodesTotal: 0,
  maxNodesPerScaleUp: 1_000,
  coresTotal: { min: 0, max: MAX_CORES },
  memoryTotal: { min: 0, max: MAX_MEMORY },
  maxNodeProvisionMs: 15 * MINUTE_MS,
  maxNodeStartupMs: 15 * MINUTE_MS,
  backoff: { initialMs: 5 * MINUTE_MS, maxMs: 30 * MINUTE_MS, resetMs: 180 * MINUTE_MS },
  okTotalUnreadyCount: 3,
  maxTotalUnreadyPercentage: 45,
  expendablePodsPriorityCutoff: -10,
  scaleDown: {
    enabled: true,
    delayAfterAddMs: 10 * MINUTE_MS,
    delayAfterDeleteMs: 0,
    delayAfterFailureMs: 3 * MINUTE_MS,
    unneededMs: 10 * MINUTE_MS,
    unreadyMs: 20 * MINUTE_MS,
    utilizationThreshold: 0.5,
    maxParallelism: 10,
    maxDrainParallelism: 1,
    unremovableRecheckMs: 5 * MINUTE_MS,
    maxGracefulTerminationSeconds: 600,
    maxPodEvictionMs: 2 * MINUTE_MS,
    deleteDelayAfterTaintMs: 5_000,
    skipNodesWithSystemPods: true,
    skipNodesWithLocalStorage: true,
    skipNodesWithCustomControllerPods: true,
    minReplicaCount: 0,
    systemPodDisruptionMs: 60 * MINUTE_MS,
    ignoreDaemonSetsUtilization: false,
    ignoreMirrorPodsUtilization: false,
  },
};
