// Which orchestrator a text is about, so that a question on one is not answered with the ways of another.

export type Family = "kubernetes" | "swarm" | "mesos" | "nomad" | "ecs" | "docker";

const SIGNS: Record<Family, RegExp> = {
  kubernetes:
    /\b(kubernetes|k8s|kube[a-z-]*|pods?|replica ?sets?|daemon ?sets?|stateful ?sets?|deployments?|hpa|vpa|horizontal ?pod ?autoscaler|etcd|namespaces?|config ?maps?|ingress|helm|crds?|endpoint ?slices?|node ?port|cluster ?ip|load ?balancer service)\b/i,
  swarm:
    /\b(swarms?|docker (service|stack|node|swarm|secret|config)s?|stack (deploy|files?)|routing mesh|(worker|manager) nodes?)\b/i,
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

/** Is a text about `mine` beside the point of a question about `asked`? A text of no family suits every question. */
export function isForeign(mine: Set<Family>, asked: Set<Family>): boolean {
  if (mine.size === 0 || asked.size === 0 || !mine.isDisjointFrom(asked)) return false;
  return !(asked.has("docker") && mine.has("swarm")) && !(asked.has("kubernetes") && mine.has("docker"));
}
