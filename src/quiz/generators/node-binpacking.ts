// How many nodes the cluster autoscaler adds for pods that are pending.
import { estimate } from "../../simulator/kubernetes/cluster-autoscaler/estimator.ts";
import { createLimiter } from "../../simulator/kubernetes/cluster-autoscaler/limits.ts";
import { createSimulation } from "../../simulator/kubernetes/cluster-autoscaler/simulation.ts";
import { between, counted, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { infoOf, nodeOf, podOf, snapshotOf, withResources } from "./objects.ts";

const rule = {
  id: "computed-node-binpacking",
  lesson: "autoscaling",
  section: "autoscaling#node-autoscaling",
  objective: "choose-autoscaler",
  difficulty: 4,
};

export function nodesFor(
  count: number,
  pod: { cpu: string; memory: string },
  node: { cpu: string; memory: string },
): number {
  const template = infoOf(nodeOf("template", node));
  const pods = Array.from({ length: count }, (_, index) => podOf(`p${index}`, withResources({ requests: pod })));
  return estimate(createSimulation([], snapshotOf([]).listers), [{ pods }], template, createLimiter([0])).nodes;
}

export const nodeBinpacking = generatorOf(rule, (random) => {
  const count = between(random, 6, 24);
  const cpu = oneOf(random, [600, 700, 900, 1100, 1300]);
  const memory = oneOf(random, [512, 1024, 1536, 3072]);
  const [cores, gib] = [oneOf(random, [2, 4]), oneOf(random, [4, 8])];
  const value = nodesFor(count, { cpu: `${cpu}m`, memory: `${memory}Mi` }, { cpu: `${cores}`, memory: `${gib}Gi` });
  const [byCpu, byMemory] = [Math.floor((cores * 1000) / cpu), Math.floor((gib * 1024) / memory)];
  const each = Math.min(byCpu, byMemory);
  return {
    stem: `${count} pods are Pending, each requesting ${cpu}m CPU and ${memory}Mi memory; the existing nodes are full. The only node group has nodes with ${cores} CPU and ${gib}Gi allocatable. How many nodes does the cluster autoscaler add?`,
    answer: { value, unit: "nodes" },
    right: "Right: whole pods per node, by the scarcer resource, then rounded up.",
    working: [
      `By CPU ${counted(byCpu, "pods")} fit on a node: ${cores * 1000} / ${cpu}, rounded down.`,
      `By memory ${counted(byMemory, "pods")} fit: ${gib * 1024} / ${memory}, rounded down.`,
      `So ${each} on each, and ceil(${count} / ${each}) = ${counted(value, "nodes")}.`,
    ],
    wrong: [
      {
        value: Math.ceil((count * cpu) / (cores * 1000)),
        why: "Pods cannot be cut: the sum of the CPU leaves out what stays unused on each node, and the memory.",
      },
      { value: Math.ceil(count / byMemory), why: "By memory alone that would do; CPU is scarcer here." },
      { value: Math.ceil(count / byCpu), why: "By CPU alone that would do; memory is scarcer here." },
      { value: Math.floor(count / each), why: "The last pods need a node too: round up." },
      {
        value: count,
        why: "The autoscaler packs pods together by the scheduler's own filters; it does not add a node a pod.",
      },
      { value: value + 1, why: "All pods fit on one fewer." },
    ],
  };
});
