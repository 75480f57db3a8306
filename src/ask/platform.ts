// The platforms, which say where and not what.
import type { Entity } from "./lexicon.ts";

const PLATFORM = /^(?:kubernetes|docker|docker swarm|apache mesos|nomad|cluster)$/i;

/** "What do people use for K8s?" is no question on Kubernetes as such. */
export function isPlatform({ names }: Entity): boolean {
  return PLATFORM.test(names[0] ?? "");
}
