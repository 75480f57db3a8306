// On which node a pod fits: by what is requested there, not by what is used, and by taints.
import { countTexts } from "../../simulator/kubernetes/scheduler/fit-error.ts";
import { createPodInfo } from "../../simulator/kubernetes/scheduler/pod-info.ts";
import { DEFAULT_PROFILE } from "../../simulator/kubernetes/scheduler/profile.ts";
import { NOBODY, findFeasible } from "../../simulator/kubernetes/scheduler/schedule-one.ts";
import { prepare } from "../../simulator/kubernetes/scheduler/framework.ts";
import { shuffled } from "../random.ts";
import { between, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { infoOf, nodeOf, podOf, snapshotOf, withResources } from "./objects.ts";

const rule = {
  id: "computed-node-fit",
  lesson: "placing-pods",
  section: "placing-pods#scheduler-steps",
  objective: "scheduler-steps",
  difficulty: 3,
};

type Row = { name: string; cpu: number; memory: number; askedCpu: number; askedMemory: number; taint: boolean };

const infoOfRow = ({ name, cpu, memory, askedCpu, askedMemory, taint }: Row) => {
  const resources = { cpu: `${cpu}m`, memory: `${memory}Mi` };
  const taints = taint ? [{ key: "dedicated", value: "batch", effect: "NoSchedule" as const }] : [];
  const busy = podOf(`on-${name}`, withResources({ requests: { cpu: `${askedCpu}m`, memory: `${askedMemory}Mi` } }));
  return infoOf(nodeOf(name, resources, taints), [busy]);
};

export const nodeFit = generatorOf(rule, (random) => {
  const [cpu, memory] = [oneOf(random, [500, 750, 1000]), oneOf(random, [512, 1024])];
  const order = shuffled(4, random);
  const rows = order.map((kind, index): Row => {
    const room = between(random, 1, 5) * 50;
    const base = { name: `node-${index + 1}`, cpu: 4000, memory: 8192, taint: kind === 3 };
    return {
      ...base,
      askedCpu: base.cpu - (kind === 1 ? cpu - room : cpu + room),
      askedMemory: base.memory - (kind === 2 ? memory - room : memory + room),
    };
  });
  const pod = createPodInfo(podOf("new", withResources({ requests: { cpu: `${cpu}m`, memory: `${memory}Mi` } })));
  const cycle = prepare(pod, snapshotOf(rows.map(infoOfRow)), DEFAULT_PROFILE);
  const { feasible, rejected } = findFeasible(cycle, { start: 0, nominated: NOBODY });
  const [fits] = feasible;
  if (!fits || feasible.length > 1) throw new Error(`a drawn pod fits on ${feasible.length} nodes`);
  const told = rows.map(
    (row) =>
      `• \`${row.name}\`: allocatable ${row.cpu}m CPU and ${row.memory}Mi, requested ${row.askedCpu}m and ${row.askedMemory}Mi, in use ${between(random, 10, 40)} %${row.taint ? ", taint `dedicated=batch:NoSchedule`" : ""}`,
  );
  const reasons = rejected.map(({ node, rejection }) => ({ name: node.name, reason: rejection.reasons.join(", ") }));
  return {
    stem: `A pod without tolerations requests ${cpu}m CPU and ${memory}Mi memory. The nodes:\n${told.join("\n")}\nOn which node can it be scheduled?`,
    answer: { text: `\`${fits.name}\`` },
    right: "Right: what is free of requests has room for both, and no taint keeps it away.",
    working: [
      "Free is allocatable minus the sum of requests; how busy a node is does not count.",
      ...rows.map(
        (row) =>
          `${row.name}: ${row.cpu - row.askedCpu}m CPU and ${row.memory - row.askedMemory}Mi are free${row.taint ? ", but the pod does not tolerate its taint" : ""}.`,
      ),
      `The scheduler would say of the others: ${countTexts(reasons.map(({ reason }) => reason))}. It fits on \`${fits.name}\`.`,
    ],
    wrong: reasons.map(({ name, reason }) => ({ text: `\`${name}\``, why: `The scheduler rejects it: ${reason}.` })),
  };
});
