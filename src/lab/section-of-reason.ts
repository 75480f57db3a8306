/** Which section of a lesson explains what keeps replicas from serving: data, by orchestrator, the first that fits a reason as `Missing` words it. */
import type { Orchestrator } from "../knowledge/scenario/format.ts";

type Row = readonly [why: RegExp, section: string];

export const SECTION_OF: Readonly<Record<Orchestrator, readonly Row[]>> = {
  kubernetes: [
    [/no power/, "node-components#dead-node"],
    [/quota/, "requests-and-limits#quota"],
    [/^Pending .*topology spread/, "placing-pods#spread"],
    [/^Pending/, "requests-and-limits#requests-limits"],
    [/^in (?:ErrImagePull|ImagePullBackOff)/, "rolling-updates#mechanics"],
    [/^in OOMKilled/, "requests-and-limits#memory-limit"],
    [/^in (?:CrashLoopBackOff|Error)/, "probes#liveness-fails"],
    [/^running and not yet ready/, "probes#readiness-fails"],
  ],
  swarm: [
    [/no power/, "docker-swarm#maintenance"],
    [/^pending/, "docker-swarm#scheduling"],
    [/^(?:failed|rejected)/, "docker-swarm#updates"],
  ],
  mesos: [
    [/no power|^unreachable/, "mesos-and-marathon#availability"],
    [/^waiting for an offer/, "mesos-and-marathon#sharing"],
    [/not healthy/, "mesos-and-marathon#deployments"],
  ],
};

/** The section of the first reason that has one: the commonest stands first. */
export function sectionOfReason(reasons: readonly string[], orchestrator: Orchestrator): string | undefined {
  for (const reason of reasons) {
    const row = SECTION_OF[orchestrator].find(([pattern]) => pattern.test(reason));
    if (row) return row[1];
  }
  return undefined;
}
