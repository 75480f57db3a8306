/** What the docker command line asks of a daemon. The simulator answers it (simulated.ts); everything printed comes through here. */
import type { DaemonFacts } from "./facts.ts";
import type { ApiNetwork, ApiNode, ApiNodeSpec, ApiService, ApiServiceSpec, ApiTask } from "./objects.ts";

/** Nothing when it was done, or the daemon's error as the client prints it. */
export type Refusal = string | undefined;

export type SwarmState = "active" | "inactive";

export type Engine = {
  /** Unix milliseconds of simulated time. */
  now(): number;
  /** Lets simulated time pass. */
  wait(ms: number): void;
  /** Why the client reaches no daemon. */
  unreachable(): Refusal;
  /** Why this daemon answers nothing about the swarm: it is no manager, in no swarm, or there is no leader. */
  unavailable(): Refusal;
  facts(): DaemonFacts;
  swarmState(): SwarmState;
  /** Whether the daemon's node is one of the managers. */
  isManager(): boolean;
  /** The daemon's own node; empty in no swarm. */
  selfId(): string;

  nodes(): ApiNode[];
  /** By name. */
  services(): ApiService[];
  /** Newest first. */
  tasks(): ApiTask[];
  /** Those of a service that are what it wishes now. */
  upToDateTasks(serviceId: string): ApiTask[];
  networks(): ApiNetwork[];

  createService(spec: ApiServiceSpec): { id: string } | { error: string };
  updateService(serviceId: string, spec: ApiServiceSpec): Refusal;
  rollBackService(serviceId: string): Refusal;
  removeService(serviceId: string): Refusal;
  updateNode(nodeId: string, spec: ApiNodeSpec): Refusal;
  removeNode(nodeId: string, force: boolean): Refusal;
  /** The image's reference with the digest that a registry would give for it. */
  pinned(image: string): string;
  /** What `docker swarm update` may change of a swarm that runs. */
  setTaskHistoryLimit(limit: number): void;
  taskHistoryLimit(): number;
};
