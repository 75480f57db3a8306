import type { Adapters } from "../adapters.ts";
import { adaptDisruption, adaptPdbOracle } from "./disruption.ts";
import { adaptNodeLifecycle } from "./node-lifecycle.ts";
import { adaptPodGc } from "./pod-gc.ts";
import { adaptTaintEviction } from "./taint-eviction.ts";
import { adaptNodefail } from "./trace-nodefail.ts";
import { adaptPdbDrain } from "./trace-pdb-drain.ts";
import { adaptTaints } from "./trace-taints.ts";

export const ADAPTERS: Adapters = {
  "pdb-oracle": adaptPdbOracle,
  disruption: adaptDisruption,
  "node-lifecycle": adaptNodeLifecycle,
  podgc: adaptPodGc,
  "taint-eviction": adaptTaintEviction,
  nodefail: adaptNodefail,
  "pdb-drain": adaptPdbDrain,
  taints: adaptTaints,
};
