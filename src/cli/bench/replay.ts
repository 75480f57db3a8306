/** Replaying a lab: an HPA spike of two simulated hours, 30 commands. */
import { resolve } from "node:path";
import { readLibrary } from "../../knowledge/read.ts";
import type { ScenarioOn } from "../../knowledge/scenario.ts";
import { play } from "../../lab/play.ts";
import { replay } from "../../lab/replay.ts";
import { playedOn } from "../../lab/worlds/kubernetes.ts";
import { kubernetesSetup } from "../../lab/worlds/kubernetes-setup.ts";
import { createLoop } from "../../simulator/kernel/loop.ts";
import { createCluster } from "../../simulator/kubernetes/cluster.ts";
import { type Row, percentile } from "./row.ts";

const ROUNDS = 50;

/** The named lab: 20 pods at most, 5 nodes, 30 commands over 2 simulated hours. */
export function measureReplay(): Promise<Row[]> {
  const library = readLibrary(resolve(import.meta.dirname, "../../../knowledge"));
  const shipped = library.scenarios.find(({ id }) => id === "hpa-spike");
  if (shipped?.orchestrator !== "kubernetes") throw new Error("the scenario hpa-spike is gone");
  const nodes = ["a", "b", "c", "d", "e"].map((name) => ({ ...shipped.cluster.nodes[0]!, name: `worker-${name}` }));
  const scenario = { ...shipped, span: 2 * 3600_000, cluster: { ...shipped.cluster, nodes } };
  const commands = [
    "kubectl autoscale deployment web --min=2 --max=20 --cpu=50%",
    ...Array.from({ length: 28 }, (_, index) => (index % 2 ? "kubectl get hpa" : "wait 8m")),
    "kubectl get pods",
  ];
  const run = () => {
    const began = performance.now();
    replay(scenario, "bench", commands);
    return performance.now() - began;
  };
  const cold = run();
  const warm = percentile(Array.from({ length: ROUNDS }, run).slice(ROUNDS / 2), 0.5);
  const empty = measureEmptyLoop(countEvents(scenario, commands));
  return Promise.resolve([
    { name: "replay of a lab (HPA spike, 5 nodes, 30 commands), cold", value: cold, unit: "ms" },
    {
      name: "replay of a lab (HPA spike, 5 nodes, 30 commands), warm",
      value: warm,
      unit: "ms",
      baseline: empty,
      ratio: warm / empty,
      beside: "the empty event loop, as many events",
    },
    measureDay(),
  ]);
}

/** How many events the simulation of these commands takes. */
function countEvents(scenario: ScenarioOn<"kubernetes">, commands: string[]): number {
  const cluster = createCluster(kubernetesSetup(scenario), "bench");
  play(scenario, "bench", commands, playedOn(scenario, cluster));
  return cluster.events();
}

/** Events that do nothing, each of which sets the next: what the loop itself costs. */
function measureEmptyLoop(events: number): number {
  const once = () => {
    const loop = createLoop({ events: 2 * events, spanMs: 2 * events });
    const turn = () => loop.after(1, turn);
    turn();
    const began = performance.now();
    loop.run(events);
    return performance.now() - began;
  };
  return percentile(Array.from({ length: ROUNDS }, once).slice(ROUNDS / 2), 0.5);
}

const DAY_MS = 24 * 3_600_000;

/** A day of diurnal load with an HPA, from the first request to the last decision. */
function measureDay(): Row {
  const cluster = createCluster(
    {
      nodes: Array.from({ length: 5 }, (_, i) => ({ name: `n${i}`, cpu: 4_000, memory: 16 * 2 ** 30 })),
      deployments: [
        {
          name: "web",
          replicas: 2,
          image: "web:1",
          requests: { cpu: 200, memory: 64 * 2 ** 20 },
          workload: { startMs: [4_000, 8_000], stopMs: 1_000, cpuPerRequestMs: 10, idleCpu: 5, parallelism: 2_000 },
        },
      ],
      services: [
        {
          name: "web",
          deployment: "web",
          port: 80,
          traffic: { kind: "diurnal", low: 10, high: 250, periodMs: DAY_MS },
        },
      ],
    },
    "bench",
  );
  cluster.autoscale({ deployment: "web", min: 2, max: 40, cpuPercent: 50 });
  const before = cluster.events();
  const began = performance.now();
  cluster.run(DAY_MS);
  const value = performance.now() - began;
  const empty = measureEmptyLoop(cluster.events() - before);
  const beside = "the empty event loop, as many events";
  return {
    name: "24 hours of a closed HPA loop (2 to 40 pods)",
    value,
    unit: "ms",
    baseline: empty,
    ratio: value / empty,
    beside,
  };
}
