/** Taints keep pods off, or (PreferNoSchedule) make a node less wanted. Kubernetes 1.36, plugins/tainttoleration. */
import type { Node } from "../../api/core.ts";
import type { Pod } from "../../api/pod.ts";
import type { Plugin, Status } from "../framework.ts";
import { proportional } from "../normalize.ts";
import { bearsTaints, toleratesTaint } from "../tolerations.ts";

const REJECTED: Status = { code: "UnschedulableAndUnresolvable", reasons: ["node(s) had untolerated taint(s)"] };

/** How many PreferNoSchedule taints of the node the pod does not bear. */
export const untoleratedPreferences = ({ spec }: Pod, node: Node, numbers = false) =>
  (node.spec?.taints ?? []).filter(
    (taint) => taint.effect === "PreferNoSchedule" && !toleratesTaint(spec.tolerations, taint, numbers),
  ).length;

/** `numbers` switches the alpha operators Lt and Gt on. */
export const createTaintToleration = (numbers = false): Plugin => ({
  name: "TaintToleration",
  weight: 3,
  preFilter: ({ pod }) => ({
    filter: ({ node }) => (bearsTaints(pod.spec.tolerations, node.spec?.taints, numbers) ? undefined : REJECTED),
  }),
  preScore: ({ pod }) => ({
    score: ({ node }) => untoleratedPreferences(pod, node, numbers),
    normalize: (scores) => proportional(scores, true),
  }),
});

export const taintToleration = createTaintToleration();
