/** A lab's cluster -> what its kubectl commands are carried out on. */
import type { Api } from "../simulator/kubernetes/api-server.ts";
import type { Cluster } from "../simulator/kubernetes/cluster-api.ts";
import { unitsOf } from "../simulator/kubernetes/api/quantity.ts";
import { isStopped } from "../simulator/kubernetes/kubelet/nodes.ts";
import { boundedApi } from "./bounded-api.ts";
import type { ToolCall } from "./command.ts";
import type { KubectlContext, Usage } from "./kubectl/context.ts";

/** What the simulated processes use. A pod's first container is taken to use all of it; a node whose kubelet is gone cannot be asked. */
function usageOf(cluster: Cluster): Usage {
  const pods = cluster.usage();
  const bound = new Map(cluster.list("Pod").map((pod) => [`${pod.metadata.namespace}/${pod.metadata.name}`, pod]));
  const podOf = ({ name, namespace }: (typeof pods)[number]) => bound.get(`${namespace}/${name}`);
  const containers = pods.map((usage) => ({
    namespace: usage.namespace,
    pod: usage.name,
    container: podOf(usage)?.spec.containers[0]?.name ?? "",
    cpu: usage.cpu,
    memory: unitsOf(usage.memory),
  }));
  const asked = cluster.list("Node").filter(({ metadata }) => !isStopped(cluster.kubernetes.store, metadata.name));
  const nodes = asked.map(({ metadata }) => {
    const own = pods.filter((usage) => podOf(usage)?.spec.nodeName === metadata.name);
    const sum = (part: "cpu" | "memory") => own.reduce((all, usage) => all + usage[part], 0);
    return { node: metadata.name, cpu: sum("cpu"), memory: unitsOf(sum("memory")) };
  });
  return { containers, nodes };
}

/** `run` is how the lab lets time pass up to an instant, which may be past; `through` what people's requests to the API go through. */
type Ways = { run: (until: number) => void; through: (api: Api) => Api };

export function kubectlContext(
  cluster: Cluster,
  { stdin, files = {} }: Pick<ToolCall, "stdin" | "files">,
  { run, through }: Ways,
): KubectlContext {
  const { kubernetes } = cluster;
  const api = through(boundedApi(kubernetes.world));
  return {
    world: { ...kubernetes, run, api, world: { ...kubernetes.world, api } },
    stdin,
    files,
    now: cluster.now,
    usage: () => usageOf(cluster),
  };
}
