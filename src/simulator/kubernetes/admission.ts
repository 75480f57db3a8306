/** The admission plugins, in the order in which the API server runs them. Kubernetes 1.36, pkg/kubeapiserver/options/plugins.go (AllOrderedPlugins). */
import { admitNode } from "./node-lifecycle/admit-node.ts";
import { admitLimitDefaults, admitLimits } from "./quota/admit-limits.ts";
import { admitPriority } from "./quota/admit-priority.ts";
import { admitQuota } from "./quota/admit-quota.ts";
import { admitTopology } from "./scheduler/topology-labels.ts";
import { admitDefaultTolerations } from "./taint-eviction/default-tolerations.ts";
import type { World } from "./world.ts";

/** Those that change objects come before those that only check them; the quota last, as it counts what will be stored. */
export function registerAdmission(world: World): void {
  const { api } = world;
  api.admit(admitLimitDefaults(world));
  api.admit(admitNode);
  api.admit(admitPriority(world));
  api.admit(admitDefaultTolerations);
  api.admit(admitTopology(world));
  api.admit(admitLimits(world));
  api.admit(admitQuota(world));
}
