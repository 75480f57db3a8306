/** Replaying a lab: an HPA spike of two simulated hours, 30 commands. */
import { resolve } from "node:path";
import { readLibrary } from "../../knowledge/read.ts";
import { replay } from "../../lab/replay.ts";
import { type Row, percentile } from "./row.ts";

const ROUNDS = 50;

/** The named lab: 20 pods at most, 5 nodes, 30 commands over 2 simulated hours. */
export function measureReplay(): Promise<Row[]> {
  const library = readLibrary(resolve(import.meta.dirname, "../../../knowledge"));
  const shipped = library.scenarios.find(({ id }) => id === "hpa-spike");
  if (!shipped) throw new Error("the scenario hpa-spike is gone");
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
  const warm = Array.from({ length: ROUNDS }, run).slice(ROUNDS / 2);
  return Promise.resolve([
    { name: "replay of a lab (HPA spike, 5 nodes, 30 commands), cold", value: cold, unit: "ms" },
    { name: "replay of a lab (HPA spike, 5 nodes, 30 commands), warm", value: percentile(warm, 0.5), unit: "ms" },
  ]);
}
