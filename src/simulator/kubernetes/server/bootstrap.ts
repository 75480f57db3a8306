/** What the API server makes sure of when it starts. Kubernetes 1.36, pkg/controlplane/controller/systemnamespaces and pkg/registry/scheduling/rest. */
import type { World } from "../world.ts";

const NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** By name, with their values. */
const PRIORITY_CLASSES = { "system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000 };

export function bootstrap({ api }: World): void {
  for (const name of NAMESPACES) api.create({ kind: "Namespace", metadata: { name } });
  for (const [name, value] of Object.entries(PRIORITY_CLASSES)) {
    api.create({ kind: "PriorityClass", metadata: { name }, value, preemptionPolicy: "PreemptLowerPriority" });
  }
}
