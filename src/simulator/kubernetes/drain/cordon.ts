/** kubectl cordon and uncordon: whether new pods may come to a node. Kubernetes 1.36, kubectl, pkg/drain/cordon.go and pkg/cmd/drain/drain.go. */
import type { Node } from "../api/core.ts";
import type { Answer } from "../api-server.ts";
import { granted, notFound, refused } from "../server/errors.ts";
import type { World } from "../world.ts";

/** What kubectl says after the node's name. */
export type CordonAnswer = "cordoned" | "already cordoned" | "uncordoned" | "already uncordoned";

export function setUnschedulable({ store, api }: World, name: string, wanted: boolean): Answer<CordonAnswer> {
  const node = store.get("Node", name);
  if (!node) return refused(notFound("Node", name));
  if ((node.spec.unschedulable ?? false) === wanted) return granted(wanted ? "already cordoned" : "already uncordoned");
  const { unschedulable: _, ...spec } = node.spec;
  const after: Node = { ...node, spec: wanted ? { ...spec, unschedulable: true } : spec };
  const answer = api.update(after);
  return answer.ok ? granted(wanted ? "cordoned" : "uncordoned") : answer;
}
