/** The default profile: which plugins are run, in which order and with which weights. Kubernetes 1.36, pkg/scheduler/apis/config/v1/default_plugins.go; those for volumes and for devices are not simulated. */
import type { Profile } from "./framework.ts";
import { balancedAllocation } from "./plugins/balanced-allocation.ts";
import { imageLocality } from "./plugins/image-locality.ts";
import { interPodAffinity } from "./plugins/inter-pod-affinity.ts";
import { nodeAffinity } from "./plugins/node-affinity.ts";
import { nodeName } from "./plugins/node-name.ts";
import { nodePorts } from "./plugins/node-ports.ts";
import { nodeUnschedulable } from "./plugins/node-unschedulable.ts";
import { podTopologySpread } from "./plugins/pod-topology-spread.ts";
import { nodeResourcesFit } from "./plugins/resources-fit.ts";
import { taintToleration } from "./plugins/taint-toleration.ts";

export const DEFAULT_PROFILE: Profile = {
  plugins: [
    nodeUnschedulable,
    nodeName,
    taintToleration,
    nodeAffinity(),
    nodePorts,
    nodeResourcesFit(),
    podTopologySpread(),
    interPodAffinity(),
    balancedAllocation(),
    imageLocality,
  ],
};
