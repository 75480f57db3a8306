/** A cordoned node takes only pods that tolerate being put there. Kubernetes 1.36, plugins/nodeunschedulable. */
import type { Taint } from "../../api/core.ts";
import type { Plugin, Status } from "../framework.ts";
import { toleratesTaint } from "../tolerations.ts";

/** What a cordon amounts to. */
export const UNSCHEDULABLE_TAINT: Taint = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };

const REJECTED: Status = { code: "UnschedulableAndUnresolvable", reasons: ["node(s) were unschedulable"] };

export const nodeUnschedulable: Plugin = {
  name: "NodeUnschedulable",
  preFilter: ({ pod }) => ({
    filter: ({ node }) =>
      !node.spec?.unschedulable || toleratesTaint(pod.spec.tolerations, UNSCHEDULABLE_TAINT) ? undefined : REJECTED,
  }),
};
