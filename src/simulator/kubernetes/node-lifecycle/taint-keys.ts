/** The taints that the control plane itself sets. Kubernetes 1.36, staging/src/k8s.io/api/core/v1/well_known_taints.go. */
export const NOT_READY = "node.kubernetes.io/not-ready";
export const UNREACHABLE = "node.kubernetes.io/unreachable";
export const UNSCHEDULABLE = "node.kubernetes.io/unschedulable";
export const MEMORY_PRESSURE = "node.kubernetes.io/memory-pressure";
export const DISK_PRESSURE = "node.kubernetes.io/disk-pressure";
export const NETWORK_UNAVAILABLE = "node.kubernetes.io/network-unavailable";
export const PID_PRESSURE = "node.kubernetes.io/pid-pressure";
export const OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";
