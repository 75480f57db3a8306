/** The beta labels of a node's system follow the stable ones. Kubernetes 1.36, pkg/controller/nodelifecycle/node_lifecycle_controller.go (reconcileNodeLabels). */
import type { Node } from "../api/core.ts";

const PAIRS = [
  ["kubernetes.io/os", "beta.kubernetes.io/os"],
  ["kubernetes.io/arch", "beta.kubernetes.io/arch"],
] as const;

/** The same object when there is nothing to change. */
export function withBetaLabels(node: Node): Node {
  const labels = { ...node.metadata.labels };
  let isChanged = false;
  for (const [stable, beta] of PAIRS) {
    const value = labels[stable];
    if (value === undefined || labels[beta] === value) continue;
    labels[beta] = value;
    isChanged = true;
  }
  return isChanged ? { ...node, metadata: { ...node.metadata, labels } } : node;
}
