// What keeps an app's instances from serving, as Marathon knows it.
import type { InstanceView, Mesos } from "../../simulator/mesos/mesos-api.ts";
import { isWaiting } from "./mesos-news.ts";
import { countReasons, onDeadNode, type Missing } from "./missing.ts";

/** `off` are the agents that have lost their power. */
export function mesosMissing(mesos: Mesos, id: string, off: ReadonlySet<string>): Missing[] {
  const wanted = mesos.app(id)?.instances ?? 0;
  const agents = new Map(mesos.agents().map((agent) => [agent.name, agent]));
  const own = mesos.instances(id).filter(({ goal }) => goal === "Running");
  const reasons = own.flatMap((instance) => {
    const { agent = "" } = instance;
    if (off.has(agent)) return [onDeadNode(agent, agents.get(agent)?.state !== "registered")];
    return reasonOf(instance) ?? [];
  });
  const unmade = Math.max(0, wanted - own.length);
  return [...countReasons(reasons), ...(unmade > 0 ? [{ count: unmade, why: "not launched yet" }] : [])];
}

/** Nothing for one that serves. */
function reasonOf(instance: InstanceView): string | undefined {
  const { condition, healthy } = instance;
  if (isWaiting(instance)) return "waiting for an offer with enough resources";
  if (condition !== "Running") return condition.startsWith("Unreachable") ? "unreachable" : "starting";
  return healthy === false ? "running and not healthy" : undefined;
}
