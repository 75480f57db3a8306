// What keeps a service's tasks from running, as the managers know it.
import type { Task } from "../../simulator/swarm/objects.ts";
import type { Swarm } from "../../simulator/swarm/swarm-api.ts";
import { countReasons, inBrackets, onDeadNode, type Missing } from "./missing.ts";
import { isPending } from "./swarm-news.ts";

/** `off` are the nodes that have lost their power. */
export function swarmMissing(swarm: Swarm, name: string, off: ReadonlySet<string>): Missing[] {
  const service = swarm.service(name);
  if (!service) return [];
  const nodes = new Map(swarm.nodes().map((node) => [node.id, node]));
  const wanted = swarm.tasks(name).filter(({ desiredState }) => desiredState === "running" || desiredState === "ready");
  const reasons = wanted.flatMap((task) => {
    const node = nodes.get(task.nodeId ?? "");
    if (node && off.has(node.hostname)) return [onDeadNode(node.hostname, node.status.state !== "ready")];
    return keptFromRunning(task) ?? [];
  });
  const unmade = Math.max(0, service.desired - wanted.length);
  return [...countReasons(reasons), ...(unmade > 0 ? [{ count: unmade, why: "not created yet" }] : [])];
}

/** What keeps one from running; nothing for one that does. */
export function keptFromRunning(task: Task): string | undefined {
  const { state, err = "" } = task.status;
  if (isPending(task)) return `pending${inBrackets(err)}`;
  if (state === "running") return undefined;
  return ["assigned", "accepted", "preparing", "ready", "starting"].includes(state)
    ? "starting"
    : `${state}${inBrackets(err)}`;
}
