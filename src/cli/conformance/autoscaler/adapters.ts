/** The cluster-autoscaler's vectors. */
import type { Adapters } from "../adapters.ts";
import { binpackingOracle } from "./binpacking.ts";
import { drain } from "./drain.ts";
import { estimator } from "./estimator.ts";
import { clusterState, expander, misc } from "./parts.ts";
import { scaleDown } from "./scale-down.ts";
import { scaleUp } from "./scale-up.ts";

export const ADAPTERS: Adapters = {
  "ca-oracle-binpacking": binpackingOracle,
  "ca-estimator": estimator,
  "ca-scaleup": scaleUp,
  "ca-scaledown": scaleDown,
  "ca-simulator": drain,
  "ca-expander": expander,
  "ca-clusterstate": clusterState,
  "ca-misc": misc,
};
