// Which of the things that a question names can only be ours, and which names are everyday words as well (a pod of whales).
import { type Entity, phrase } from "./lexicon.ts";

/** Names of ours that people also use for other things. Names of two words and more are ours alone. */
const EVERYDAY = new Set(
  (
    "pod container node cluster service image volume swarm marathon helm secret port host network replica label task stack operator controller " +
    "scheduler manager worker job role user group team mode event state status application app server machine process file disk memory cpu storage " +
    "data database load traffic request limit resource quota policy rule token key certificate password login version release update upgrade scale " +
    "scaling deploy deployment environment configuration config log metric trace monitoring alert backup command cloud company production platform " +
    "program system name address client agent driver plugin package repository registry layer tag pipeline git workload schedule probe health " +
    "gateway proxy route router mesh domain dns record leader member vote master slave offer framework weight nomad ecs compose chart template " +
    "value patch overlay base rollback history revision canary blue green recreate namespace annotation owner finalizer spec kind object field " +
    "security permission access identity account audit encryption vulnerability root kernel linux capability cookie interface bridge monolith " +
    "microservice mount snapshot claim class disruption drain taint priority eviction preemption affinity zone region vm hypervisor digest cow " +
    "profile provenance orchestration reconcile spreading ha prune quorum raft drift lease manifest heartbeat watch watche informer conflict admission " +
    "sidecar pending selector phase adoption hook ordinal stateless stateful completion parallelism generation egress skew throttling privileged " +
    "isolation impersonation impersonate tenant auditing auditing authentication authorization tls firewall cidr nat nf filesystem flux envoy calico " +
    "orphan batch context scheduling debug debugging troubleshoot forbidden baseline restricted maintenance logging alerting crd script copy metadata " +
    "incubating graduated build signing scanning declarative imperative conditional parallel partition rollout shadowing binpack ingress ds sc cm sa cr 4c " +
    "rs idempotent idempotency idempotence subchart retry timeout default"
  ).split(" "),
);

/** Of the named things, how many go by a name that means nothing else, and how many by an everyday word. */
export function anchorsIn(text: string, entities: Entity[]): { anchors: number; homonyms: number } {
  const said = ` ${phrase(text)} `;
  const isOurs = ({ phrases, kind }: Entity) =>
    phrases.some(
      (each) => said.includes(` ${each} `) && (each.includes(" ") || (kind !== "side" && !EVERYDAY.has(each))),
    );
  const anchors = entities.filter(isOurs).length;
  return { anchors, homonyms: entities.length - anchors };
}
