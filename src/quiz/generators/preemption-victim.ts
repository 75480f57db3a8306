// Which pods a pod of higher priority drives from a node: as few as possible, the least important first.
import { prepare } from "../../simulator/kubernetes/scheduler/framework.ts";
import { createPodInfo } from "../../simulator/kubernetes/scheduler/pod-info.ts";
import { isVictims, selectVictims } from "../../simulator/kubernetes/scheduler/preemption/victims.ts";
import { DEFAULT_PROFILE } from "../../simulator/kubernetes/scheduler/profile.ts";
import { NOBODY } from "../../simulator/kubernetes/scheduler/schedule-one.ts";
import { between, joined, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { infoOf, nodeOf, podOf, runningStatus, snapshotOf, withResources } from "./objects.ts";

const rule = {
  id: "computed-preemption-victim",
  lesson: "taints-and-priority",
  section: "taints-and-priority#preemption",
  objective: "priority-preemption",
  difficulty: 4,
};

type Row = { name: string; cpu: number; priority: number };

const NODE_CPU = 4000;

export const preemptionVictim = generatorOf(rule, (random) => {
  const rows = ["api", "batch", "cache", "report"].map((name): Row => ({
    name,
    cpu: oneOf(random, [500, 1000, 1500]),
    priority: oneOf(random, [0, 100, 200, 500, 2000]),
  }));
  const taken = rows.reduce((sum, { cpu }) => sum + cpu, 0);
  const wanted = oneOf(random, [1000, 1500, 2000]);
  if (taken > NODE_CPU || taken + wanted <= NODE_CPU || new Set(rows.map(({ priority }) => priority)).size < 4)
    return undefined;
  const podOfRow = ({ name, cpu, priority }: Row) =>
    podOf(
      name,
      { ...withResources({ requests: { cpu: `${cpu}m` } }), priority },
      runningStatus(between(random, 0, 50)),
    );
  const info = infoOf(nodeOf("node-1", { cpu: `${NODE_CPU}m`, memory: "8Gi" }), rows.map(podOfRow));
  const preemptor = podOf("checkout", { ...withResources({ requests: { cpu: `${wanted}m` } }), priority: 1000 });
  const cycle = prepare(createPodInfo(preemptor), snapshotOf([info]), DEFAULT_PROFILE);
  const outcome = selectVictims(cycle, info, { nominated: NOBODY, budgets: [], now: 100 });
  if (!isVictims(outcome)) return undefined;
  const print = (names: string[]) => joined(names.toSorted().map((name) => `\`${name}\``));
  const victims = outcome.victims.map(({ pod }) => pod.metadata.name);
  const lower = rows.filter(({ priority }) => priority < 1000).toSorted((a, b) => a.priority - b.priority);
  const free = NODE_CPU - taken;
  const biggest = lower.toSorted((a, b) => b.cpu - a.cpu)[0]?.name ?? "";
  return {
    stem: `\`checkout\` (priority 1000) requests ${wanted}m CPU and fits on no node. On the only node, of ${NODE_CPU}m, run:\n${rows
      .map(({ name, cpu, priority }) => `• \`${name}\`: ${cpu}m, priority ${priority}`)
      .join("\n")}\nWhich pods are preempted?`,
    answer: { text: print(victims) },
    right: "Right: pods of lower priority are put back from the most important on, as long as there is room.",
    working: [
      `Free: ${NODE_CPU}m - ${taken}m = ${free}m; \`checkout\` needs ${wanted}m.`,
      "All pods of lower priority are taken away in thought, then put back from the highest priority down while `checkout` still fits.",
      `What cannot be put back is preempted: ${print(victims)}.`,
    ],
    wrong: [
      { text: print(lower.map(({ name }) => name)), why: "Only as many go as make room; the others are spared." },
      {
        text: print(lower.slice(0, 1).map(({ name }) => name)),
        why: "The lowest priority alone is not the measure: room is.",
      },
      { text: print([biggest]), why: "Size does not choose: pods are put back in order of priority." },
      {
        text: print(rows.filter(({ priority }) => priority > 1000).map(({ name }) => name)),
        why: "A pod of higher priority is never preempted.",
      },
      {
        text: print(lower.slice(0, 2).map(({ name }) => name)),
        why: "Priority decides who is put back first, and fewer or others go.",
      },
      {
        text: print(lower.slice(-1).map(({ name }) => name)),
        why: "The most important of the lower pods is the first to be spared.",
      },
    ].filter(({ text }) => text !== ""),
  };
});
