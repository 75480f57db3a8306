// Which names of a scenario must be those of something else in it.
import type { Written } from "./format.ts";

/** A name that is used, where it is used, and the names that there are. */
export type Use = { path: PropertyKey[]; what: string; kind: string; name: string; known: string[] };

const namesOf = (all: readonly { name: string }[]) => all.map(({ name }) => name);

/** What the service level is held against, and whatever else is under load. */
function loads(scenario: Written): Use[] {
  switch (scenario.orchestrator) {
    case "kubernetes": {
      const known = namesOf(scenario.cluster.deployments);
      return scenario.cluster.services.map(({ name, deployment }, at) => {
        const path = ["cluster", "services", at, "deployment"];
        return { path, what: `service "${name}"`, kind: "deployment", name: deployment, known };
      });
    }
    case "swarm": {
      const known = namesOf(scenario.cluster.services);
      return scenario.cluster.load.map(({ service }, at) => {
        return { path: ["cluster", "load", at, "service"], what: "load", kind: "service", name: service, known };
      });
    }
    case "mesos": {
      const known = scenario.cluster.apps.map(({ id }) => id);
      return scenario.cluster.services.map(({ name, app }, at) => {
        return { path: ["cluster", "services", at, "app"], what: `service "${name}"`, kind: "app", name: app, known };
      });
    }
  }
}

function machines(scenario: Written): string[] {
  return scenario.orchestrator === "mesos" ? namesOf(scenario.cluster.agents) : namesOf(scenario.cluster.nodes);
}

/** Every name that is used. */
export function usesOf(scenario: Written): Use[] {
  const known = machines(scenario);
  const faults = scenario.faults.flatMap((fault, at) => {
    if (!("node" in fault)) return [];
    return [{ path: ["faults", at, "node"], what: "a fault", kind: "node", name: fault.node, known }];
  });
  const drained = scenario.orchestrator === "kubernetes" ? scenario.drained : undefined;
  const wanted =
    drained === undefined ? [] : [{ path: ["drained"], what: "drained", kind: "node", name: drained, known }];
  return [...loads(scenario), ...faults, ...wanted];
}
