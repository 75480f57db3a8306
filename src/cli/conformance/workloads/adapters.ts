/** Deployments and ReplicaSets. */
import type { Adapters } from "../adapters.ts";
import { controllerUtils } from "./controller-utils.ts";
import { fenceposts, proportion, scale, step } from "./deployment-oracles.ts";
import { rolling } from "./deployment-rolling.ts";
import { util } from "./deployment-util.ts";
import { replicaSet, victims } from "./replicaset.ts";
import { rollingTrace } from "./rolling-trace.ts";
import { scaledownTrace } from "./scaledown-trace.ts";

export const ADAPTERS: Adapters = {
  "controller-utils": controllerUtils,
  "deployment-oracle-fenceposts": fenceposts,
  "deployment-oracle-proportion": proportion,
  "deployment-oracle-scale": scale,
  "deployment-oracle-step": step,
  "deployment-rolling": rolling,
  "deployment-util": util,
  replicaset: replicaSet,
  "replicaset-oracle-victims": victims,
  "rolling-": rollingTrace,
  "scaledown-victims": scaledownTrace,
};
