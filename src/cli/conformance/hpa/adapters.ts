/** The HorizontalPodAutoscaler's vectors and trace. */
import type { Adapters } from "../adapters.ts";
import { behaviorOracle, scalingRules, stabilizeOracle } from "./behavior.ts";
import { replicaCalculator, replicaCalculatorOracle } from "./calculator.ts";
import { closedLoop } from "./closed-loop.ts";
import { controller } from "./controller.ts";
import { hpaTrace } from "./trace.ts";

export const ADAPTERS: Adapters = {
  "hpa-oracle-behavior": behaviorOracle,
  "hpa-oracle-stabilize": stabilizeOracle,
  "hpa-oracle-replicacalc": replicaCalculatorOracle,
  "hpa-oracle-closedloop": closedLoop,
  "hpa-replica-calculator": replicaCalculator,
  "hpa-scaling-rules": scalingRules,
  "hpa-controller": controller,
  hpa: hpaTrace,
};
