// Which orchestrator a text is about, so that a question on one is not answered with the ways of another.

export type Family = "kubernetes" | "swarm" | "mesos" | "nomad" | "ecs" | "docker";

/** A question on orchestrators as such is on all of them. */
const ALL = /\borchestrat(ors?|ion)\b/i;

const SIGNS: Record<Family, RegExp> = {
  kubernetes:
    /\b(kubernetes|k8s|kube[a-z-]*|pods?|replica ?sets?|daemon ?sets?|stateful ?sets?|deployments?|hpa|vpa|horizontal ?pod ?autoscaler|etcd|namespaces?|config ?maps?|ingress|helm|crds?|endpoint ?slices?|node ?port|cluster ?ip|load ?balancer service)\b/i,
  swarm:
    /\b(swarms?|docker (service|stack|node|swarm|secret|config)s?|stack (deploy|files?)|routing mesh|manager nodes?)\b/i,
  mesos: /\b(mesos|marathon|drf|dominant resource|chronos|dc\/os|mesosphere|resource offers?)\b/i,
  nomad: /\b(nomad|hashicorp)\b/i,
  ecs: /\b(ecs|fargate|elastic container service|ecr)\b/i,
  docker: /\b(docker|dockerfile|compose|containerd|podman)\b/i,
};

/** The families that a text names. */
export function familiesOf(text: string): Set<Family> {
  const names = (Object.keys(SIGNS) as Family[]).filter((family) => SIGNS[family].test(text));
  return new Set(names);
}

/** The families that the lessons of a question's things belong to, by their ids, and all of them when it asks for orchestrators. */
export function familiesNear(text: string, lessons: string[]): Set<Family> {
  return ALL.test(text)
    ? new Set(Object.keys(SIGNS) as Family[])
    : new Set(lessons.flatMap((id) => [...familiesOf(id)]));
}

/** What a text loses that is about another orchestrator; about Docker alone, which is under most of them; about one of several, when the question names none. */
export const FOREIGN = 1.2;
const BELOW = 0.5;
const UNNAMED = 1;
/** What a name also means elsewhere ("join token") is meant of Kubernetes, when its lessons have an answer. */
const NEARBY = 0.15;

/**
 * How far a text about `mine` is beside the point of a question about `asked`: 0 when it names none of the families or one that was asked for.
 * A question that names none is taken to be on Kubernetes, on containers as such, or on what its things belong to (`near`).
 */
export function strangeness(mine: Set<Family>, asked: Set<Family>, near: Set<Family>): number {
  if (mine.size === 0 || !mine.isDisjointFrom(asked)) return 0;
  if (asked.size === 0) return strangenessOfAll(mine, near);
  if (asked.has("docker") && mine.has("swarm")) return 0;
  return asked.has("kubernetes") && mine.isSubsetOf(CONTAINERS) ? BELOW : FOREIGN;
}

function strangenessOfAll(mine: Set<Family>, near: Set<Family>): number {
  if (mine.has("kubernetes") || mine.isSubsetOf(CONTAINERS)) return 0;
  return mine.isSubsetOf(near.union(CONTAINERS)) ? NEARBY : UNNAMED;
}

const CONTAINERS = new Set<Family>(["docker"]);
