import type { Adapters } from "../adapters.ts";
import { defaultProfile } from "./default-profile.ts";
import { interPodTables } from "./inter-pod.ts";
import { miscTables } from "./misc.ts";
import { nodeAffinityTables } from "./node-affinity.ts";
import { nodeResources } from "./node-resources.ts";
import { insufficient, keptApart, spreadOverZones, unequalNodes } from "./placement-traces.ts";
import { taintTolerationTables } from "./taint-toleration.ts";
import { topologySpreadTables } from "./topology-spread.ts";

export const ADAPTERS: Adapters = {
  "antiaffinity-": keptApart,
  insufficient,
  "sched-interpodaffinity": interPodTables,
  "sched-misc": miscTables,
  "sched-nodeaffinity": nodeAffinityTables,
  "sched-noderesources": nodeResources,
  "sched-oracle-default-profile": defaultProfile,
  "sched-podtopologyspread": topologySpreadTables,
  "sched-tainttoleration": taintTolerationTables,
  "spread3-": spreadOverZones,
  "unequal5-": unequalNodes,
};
