// Players who have learned nothing and come to every scenario: none of them may pass.
import type { Scenario } from "../knowledge/scenario.ts";

/** More than any scenario's budget has room for. */
const MANY = 100;

function scaleToMany(scenario: Scenario): string {
  switch (scenario.orchestrator) {
    case "kubernetes":
      return `kubectl scale deployment ${scenario.cluster.services[0]?.deployment} --replicas=${MANY}`;
    case "swarm":
      return `docker service scale -d ${scenario.cluster.load[0]?.service}=${MANY}`;
    case "mesos":
      return `dcos marathon app update ${scenario.cluster.services[0]?.app} instances=${MANY}`;
  }
}

export function standingPlayers(scenario: Scenario): Scenario["traps"] {
  return [
    { name: "the player who only waits", expect: "fail", commands: ["finish"] },
    { name: "the player who scales to the maximum", expect: "fail", commands: [scaleToMany(scenario), "finish"] },
  ];
}
