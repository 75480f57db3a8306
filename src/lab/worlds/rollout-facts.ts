/** How the rollouts and updates of a lab are getting on, as passages: what `why rollout` and `why update` are answered from. */
import type { Passage } from "../../ask/answer.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import type { Swarm } from "../../simulator/swarm/swarm-api.ts";
import { count } from "../words-of.ts";
import { fact } from "./fact.ts";
import { type Stall, tellStall } from "./stalls.ts";

const MOST = 20;

const passage = (noun: Stall["noun"], name: string, text: string) =>
  fact(`simulation#${noun}-${name}`, `The ${noun} ${name}`, text);

const stallOf = (stalls: readonly Stall[], name: string) => stalls.find((each) => each.name === name);

export function rolloutFacts(cluster: Cluster, stalls: readonly Stall[]): Passage[] {
  return cluster
    .list("Deployment")
    .slice(0, MOST)
    .map(({ metadata: { name }, spec, status }) => {
      const stall = stallOf(stalls, name);
      if (stall) return passage("rollout", name, tellStall(stall));
      const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
      const old = replicas - updatedReplicas;
      const of = `${updatedReplicas} of ${count(spec.replicas ?? 0, "pod")}`;
      const text =
        old > 0
          ? `The rollout of \`${name}\` comes on: ${of} are of the newest template, and ${count(old, "old one")} ${old === 1 ? "is" : "are"} still there.`
          : `The rollout of \`${name}\` has replaced all that was to be replaced: ${of} are of the newest template, and ${availableReplicas} are available.`;
      return passage("rollout", name, text);
    });
}

export function updateFacts(swarm: Swarm, stalls: readonly Stall[]): Passage[] {
  return swarm
    .services()
    .slice(0, MOST)
    .map(({ spec: { name }, updateStatus }) => {
      const stall = stallOf(stalls, name);
      if (stall) return passage("update", name, tellStall(stall));
      const text = updateStatus
        ? `The last update of \`${name}\` is ${updateStatus.state.replace("_", " ")}: ${updateStatus.message}.`
        : `The service \`${name}\` was not updated yet.`;
      return passage("update", name, text);
    });
}
