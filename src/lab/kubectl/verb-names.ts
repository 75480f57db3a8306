// kubectl's verbs by name alone, for who only wants to know a command when they see one: the verbs themselves are most of the lab.

/** Every verb of kubectl 1.36, in the order of its help. */
export const KUBECTL_VERBS: readonly string[] = (
  "create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon drain taint " +
  "describe logs attach exec port-forward proxy cp auth debug events diff apply patch replace wait kustomize label annotate completion " +
  "api-resources api-versions config plugin version"
).split(" ");
