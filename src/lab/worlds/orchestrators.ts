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
  /** A question about one thing of the lab, and a command that there is help on. */
  asks: string;
  helps: string;
};

export const WORDS: Readonly<Record<Orchestrator, Words>> = {
  kubernetes: {
    name: "Kubernetes",
    tools: ["kubectl"],
    typed: "type kubectl commands",
    instance: "pod",
    pending: "Pending",
    look: "kubectl get pods",
    asks: "why pod NAME is Pending",
    helps: "help kubectl scale",
  },
  swarm: {
    name: "Docker Swarm",
    tools: ["docker"],
    typed: "type docker commands, such as docker service ls",
    instance: "task",
    pending: "pending",
    look: "docker service ls",
    asks: "why tasks are pending",
    helps: "help docker service scale",
  },
  mesos: {
    name: "Mesos with Marathon",
    tools: ["dcos", "request"],
    typed: "type dcos commands, such as dcos marathon app list",
    instance: "instance",
    pending: "waiting",
    look: "dcos marathon app list",
    asks: "why instances are waiting",
    helps: "help dcos",
  },
};
