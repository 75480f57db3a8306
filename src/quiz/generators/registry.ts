// Every rule that questions are computed by, one a file.
import { crashLoopWait } from "./crash-loop-wait.ts";
import { cronMissed } from "./cron-missed.ts";
import { cronNext } from "./cron-next.ts";
import { drfNext } from "./drf-next.ts";
import { evictionOrder } from "./eviction-order.ts";
import type { Generator } from "./generator.ts";
import { hpaPolicies } from "./hpa-policies.ts";
import { hpaRatio } from "./hpa-ratio.ts";
import { hpaStabilization } from "./hpa-stabilization.ts";
import { hpaTolerance } from "./hpa-tolerance.ts";
import { hpaUnready } from "./hpa-unready.ts";
import { jobBackoff } from "./job-backoff.ts";
import { marathonUpgrade } from "./marathon-upgrade.ts";
import { nodeBinpacking } from "./node-binpacking.ts";
import { nodeFit } from "./node-fit.ts";
import { pdbAllowance } from "./pdb-allowance.ts";
import { preemptionVictim } from "./preemption-victim.ts";
import { qosClass } from "./qos-class.ts";
import { quotaRoom } from "./quota-room.ts";
import { raftQuorum } from "./raft-quorum.ts";
import { rolloutBounds } from "./rollout-bounds.ts";
import { rolloutStuck } from "./rollout-stuck.ts";
import { scaleDownVictim } from "./scale-down-victim.ts";
import { spreadSkew } from "./spread-skew.ts";
import { statefulSetPartition } from "./statefulset-partition.ts";
import { swarmSpread } from "./swarm-spread.ts";
import { tolerationEviction } from "./toleration-eviction.ts";

export const generators: Generator[] = [
  crashLoopWait,
  cronMissed,
  cronNext,
  drfNext,
  evictionOrder,
  hpaPolicies,
  hpaRatio,
  hpaStabilization,
  hpaTolerance,
  hpaUnready,
  jobBackoff,
  marathonUpgrade,
  nodeBinpacking,
  nodeFit,
  pdbAllowance,
  preemptionVictim,
  qosClass,
  quotaRoom,
  raftQuorum,
  rolloutBounds,
  rolloutStuck,
  scaleDownVictim,
  spreadSkew,
  statefulSetPartition,
  swarmSpread,
  tolerationEviction,
];
