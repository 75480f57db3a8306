import type { Scenario } from "../../knowledge/scenario.ts";
import { createKubernetesWorld } from "./kubernetes.ts";
import { createMesosWorld } from "./mesos.ts";
import { createSwarmWorld } from "./swarm.ts";
import type { World } from "./world.ts";

/** A scenario's cluster as it begins. Throws RangeError for one that its orchestrator would refuse, in words for the author. */
export function createWorld(scenario: Scenario, seed: string): World {
  switch (scenario.orchestrator) {
    case "kubernetes":
      return createKubernetesWorld(scenario, seed);
    case "swarm":
      return createSwarmWorld(scenario, seed);
    case "mesos":
      return createMesosWorld(scenario, seed);
  }
}
