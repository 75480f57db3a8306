/** What the lab sees of a simulated Kubernetes cluster: it is set up, commanded, let run, and read. */
import type { RollingUpdate } from "./api/apps.ts";
import type { HorizontalPodAutoscaler } from "./api/autoscaling.ts";
import type { Kind, ObjectOf } from "./api/kinds.ts";
import type { Labels } from "./api/meta.ts";
import type { NodeGroupSpec } from "./cluster-autoscaler/cloud.ts";
import type { Behaviour } from "./kubelet/behaviour.ts";
import type { Kubernetes } from "./kubernetes.ts";
import type { JsonMap } from "./patch/json.ts";
import type { PodUsage } from "./service/metrics-server.ts";

/** `cpu` in millicores, `memory` in bytes. */
export type Resources = { cpu?: number; memory?: number };

/** How the processes in a Deployment's pods behave: what no manifest says. Times in milliseconds. */
export type Workload = {
  /** From being bound to a node to the readiness probe's success, drawn evenly from this range. */
  startMs: [from: number, to: number];
  /** From SIGTERM to the end. */
  stopMs: number;
  /** CPU time that one request takes, in milliseconds of one core. */
  cpuPerRequestMs: number;
  /** CPU that a pod uses when idle, in millicores. */
  idleCpu: number;
  /** How much CPU a pod can use at most when it has no limit, in millicores (its threads). */
  parallelism: number;
};

/** Requests a second that clients want, over simulated time. Open loop: clients do not wait for each other. */
export type Traffic =
  | { kind: "steady"; rps: number }
  | { kind: "ramp"; from: number; to: number; startMs: number; endMs: number }
  /** `base`, but `peak` from startMs to endMs, reached and left over `edgeMs`. */
  | { kind: "spike"; base: number; peak: number; startMs: number; endMs: number; edgeMs: number }
  | { kind: "diurnal"; low: number; high: number; periodMs: number }
  /** Straight lines between points, flat after the last. */
  | { kind: "points"; points: [atMs: number, rps: number][] };

export type ClusterSetup = {
  /** Nodes that come and go as the cluster autoscaler decides; none without groups. */
  nodeGroups?: readonly NodeGroupSpec[];
  nodes: { name: string; cpu: number; memory: number; pods?: number; labels?: Labels }[];
  deployments: {
    name: string;
    replicas: number;
    image: string;
    labels?: Labels;
    requests: Resources;
    limits?: Resources;
    strategy?: RollingUpdate;
    /** More of the pods' spec, and more of their one container, as a manifest has it. */
    pod?: JsonMap;
    container?: JsonMap;
    workload: Workload;
  }[];
  services: { name: string; deployment: string; port: number; traffic: Traffic }[];
  /** Manifests (YAML) of what is there before the Deployments are, long since settled when the scenario begins. */
  standing?: string;
  /** Without a readiness probe containers count as ready as soon as they run (kubelet/behaviour.ts); otherwise they know when they can serve. */
  readyOnceRunning?: boolean;
  /** Whether an image can be pulled; any can when nothing is said. */
  hasImage?: (image: string) => boolean;
  /** What pods whose first container has this image do otherwise than their Deployment's workload says. */
  images?: Readonly<Record<string, Partial<Behaviour>>>;
};

/** One reading of a Service's world, every SAMPLE_MS of simulated time. */
export type Sample = {
  at: number;
  /** Requests a second that clients sent, and that were answered. */
  rps: number;
  served: number;
  /** Share of requests that failed (no ready pod, or queue overflow), 0 to 1. */
  errorRate: number;
  /** Milliseconds; 0 while nothing is served. */
  p50: number;
  p95: number;
  desiredReplicas: number;
  replicas: number;
  readyReplicas: number;
  /**
   * So many requests a second one of those that answer can work off: its processes' doing and its CPU limit's, never that of what it requests
   * or reserves, which only places it. Absent while none answers.
   */
  eachAnswers?: number;
  /** So many of those that requests went to answered at the last tick: of one that hangs its probe finds out later. */
  answering?: number;
  pendingPods: number;
  /** Of the pods' CPU use, in percent of what they request (what the HPA sees, without its delay). */
  cpuUtilization: number;
  nodes: number;
};

export const SAMPLE_MS = 5_000;

/** What a command did, in words that kubectl prints: `changed` to standard output, `refused` to standard error. */
export type Outcome = { kind: "changed"; text: string } | { kind: "refused"; text: string };

export type AutoscaleWish = { deployment: string; name?: string; min: number; max: number; cpuPercent?: number };

/** Monday, 2 November 2026, 09:00:00 UTC, in Unix milliseconds: when every scenario begins. */
export const SCENARIO_EPOCH = 1_793_610_000_000;

export type Cluster = {
  /** The cluster itself, which commands are carried out on. */
  kubernetes: Kubernetes;
  /** What the metrics server last measured of each pod. */
  usage(): PodUsage[];
  /** Simulated milliseconds since the scenario began. */
  now(): number;
  /** Lets simulated time pass up to `until` (never backwards). Bounded: throws RangeError past the limits of span and events. */
  run(until: number): void;
  list<K extends Kind>(kind: K): ObjectOf<K>[];
  get<K extends Kind>(kind: K, name: string): ObjectOf<K> | undefined;
  /** `kubectl scale`: text as kubectl prints it, e.g. `deployment.apps/web scaled`. */
  scale(kind: "Deployment" | "ReplicaSet", name: string, replicas: number, currentReplicas?: number): Outcome;
  /** `kubectl autoscale deployment`. */
  autoscale(wish: AutoscaleWish): Outcome;
  /** `kubectl delete hpa NAME`. */
  deleteHpa(name: string): Outcome;
  /** `kubectl set image deployment/NAME CONTAINER=IMAGE`. */
  setImage(deployment: string, container: string, image: string): Outcome;
  hpa(name: string): HorizontalPodAutoscaler | undefined;
  /** Readings of the first Service, oldest first. */
  samples(): Sample[];
  /** Node-milliseconds and pod-milliseconds (bound pods) used so far. */
  cost(): { nodeMs: number; podMs: number };
  /** How many events the simulation took so far. */
  events(): number;
  /** A hash of everything that happened: the same setup, seed and commands at the same times give the same. */
  hash(): string;
};
