/** What a kubectl command is carried out on. */
import type { Pod } from "../../simulator/kubernetes/api/pod.ts";
import type { Kubernetes } from "../../simulator/kubernetes/kubernetes.ts";
import type { Outcome } from "../shell/outcome.ts";

/** What the metrics server last measured: CPU in millicores, memory in bytes. */
export type ContainerUsage = { namespace: string; pod: string; container: string; cpu: number; memory: number };
export type NodeUsage = { node: string; cpu: number; memory: number };
export type Usage = { containers: readonly ContainerUsage[]; nodes: readonly NodeUsage[] };

export type KubectlContext = {
  world: Kubernetes;
  /** What is piped in or pasted below the command: the file "-". */
  stdin: string;
  /** Files by name: what `-f NAME` means. */
  files: Readonly<Record<string, string>>;
  /** Simulated milliseconds. */
  now(): number;
  /** The namespace of commands that name none; "default" unless said otherwise. */
  namespace?: string;
  /** Told of every pod whose eviction its budget refused. */
  noteRefused?: (pod: Pod) => void;
  /** The Metrics API; absent while no metrics server runs. */
  usage?: () => Usage;
};

/** One verb of kubectl: the words behind it, flags among them. */
export type Verb = (context: KubectlContext, args: string[]) => Outcome;
