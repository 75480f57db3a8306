/** What the lab's own words are for each orchestrator. */
import type { Orchestrator } from "../../knowledge/scenario/format.ts";
import type { Tool } from "../command.ts";

export type Words = {
  name: string;
  /** What people type here. */
  tools: readonly Tool[];
  typed: string;
  /** One of what runs, as the orchestrator calls it. */
  instance: "pod" | "task" | "instance";
  /** What is said of one that waits for a place. */
  pending: string;
  /** What shows those that are not ready. */
  look: string;
};

export const WORDS: Readonly<Record<Orchestrator, Words>> = {
  kubernetes: {
    name: "Kubernetes",
    tools: ["kubectl"],
    typed: "type kubectl commands",
    instance: "pod",
    pending: "Pending",
    look: "kubectl get pods",
  },
  swarm: {
    name: "Docker Swarm",
    tools: ["docker"],
    typed: "type docker commands, such as docker service ls",
    instance: "task",
    pending: "pending",
    look: "docker service ls",
  },
  mesos: {
    name: "Mesos with Marathon",
    tools: ["dcos", "request"],
    typed: "type dcos commands, such as dcos marathon app list",
    instance: "instance",
    pending: "waiting",
    look: "dcos marathon app list",
  },
};
