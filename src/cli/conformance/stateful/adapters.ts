import type { Adapters } from "../adapters.ts";
import { daemonSetVectors } from "./daemonset.ts";
import { statefulSetVectors } from "./statefulset.ts";
import { daemonSetTrace, statefulSetTrace } from "./trace-sets.ts";

export const ADAPTERS: Adapters = {
  statefulset: statefulSetVectors,
  "statefulset-": statefulSetTrace,
  "daemonset-": daemonSetTrace,
  "daemonset-util": daemonSetVectors,
};
