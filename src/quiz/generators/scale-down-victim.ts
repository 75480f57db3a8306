// Which pod a ReplicaSet deletes first.
import type { Pod } from "../../simulator/kubernetes/api/pod.ts";
import { podsToDelete } from "../../simulator/kubernetes/replicaset/victims.ts";
import { type Random, shuffled } from "../random.ts";
import { between, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { podOf, runningStatus } from "./objects.ts";

const rule = {
  id: "computed-scale-down-victim",
  lesson: "replicasets",
  section: "replicasets#scale-down",
  objective: "rs-scale-down",
  difficulty: 4,
};

const HOUR = 3_600_000;
const NOW = 1_000 * HOUR;

/** Ready for `hours`; ages differ by factors, since the controller compares them by their logarithms. */
type Row = { name: string; node: string; ready: boolean; hours: number; cost: number };

const podOfRow = ({ name, node, ready, hours, cost }: Row): Pod =>
  podOf(name, { nodeName: node }, runningStatus(NOW - hours * HOUR, ready), {
    creationTimestamp: NOW - hours * HOUR,
    annotations: cost === 0 ? {} : { "controller.kubernetes.io/pod-deletion-cost": String(cost) },
  });

/** Four pods, and one circumstance or two that tell them apart. */
function drawRows(random: Random): Row[] {
  const suffixes = shuffled(4, random).map((index) => ["b7x2k", "f4m9q", "k8t5w", "z6p3d"][index] ?? "");
  const hours = shuffled(4, random).map((index) => [1, 6, 40, 300][index] ?? 1);
  const rows = suffixes.map((suffix, index) => ({
    name: `web-${suffix}`,
    node: `node-${index + 1}`,
    ready: true,
    hours: hours[index] ?? 1,
    cost: 0,
  }));
  const circumstance = oneOf(random, ["ready", "cost", "node", "age"] as const);
  const at = between(random, 0, 3);
  return rows.map((row, index): Row => {
    if (circumstance === "ready" && index === at) return { ...row, ready: false };
    if (circumstance === "cost" && index === at) return { ...row, cost: -10 };
    if (circumstance === "node" && index < 2) return { ...row, node: "node-1" };
    return row;
  });
}

const whyOf = (rows: Row[], victim: Row): string => {
  if (!victim.ready) return "a pod that is not ready goes before ready ones";
  if (victim.cost < 0) return "the lowest pod-deletion-cost goes first";
  if (rows.some((row) => row !== victim && row.node === victim.node))
    return "pods that share a node with another of the ReplicaSet go before single ones, the younger of the two first";
  return "among equals the pod that became ready last goes first";
};

const describe = ({ name, node, ready, hours, cost }: Row) =>
  `\`${name}\` on ${node}, ${ready ? "ready" : "not ready"}, ${hours} h old${cost === 0 ? "" : `, pod-deletion-cost ${cost}`}`;

export const scaleDownVictim = generatorOf(rule, (random) => {
  const rows = drawRows(random);
  const pods = rows.map(podOfRow);
  const [first] = podsToDelete(pods, pods, 1, NOW);
  const victim = rows.find(({ name }) => name === first?.metadata.name);
  if (!victim) throw new Error("a ReplicaSet of four pods scaled to three deletes none");
  const reason = whyOf(rows, victim);
  const oldest = rows.toSorted((a, b) => b.hours - a.hours)[0];
  return {
    stem: `A ReplicaSet is scaled from 4 to 3. Its pods:\n${rows.map((row) => `• ${describe(row)}`).join("\n")}\nWhich one is deleted?`,
    answer: { text: `\`${victim.name}\`` },
    right: `Right: ${reason}.`,
    working: [
      "The order is: unassigned, Pending, not ready, lower deletion cost, more pods on the same node, ready for a shorter time, more restarts, younger.",
      `Here ${reason}.`,
      `So \`${victim.name}\` goes.`,
    ],
    wrong: rows
      .filter((row) => row !== victim)
      .map((row) => ({
        text: `\`${row.name}\``,
        why:
          row === oldest
            ? "The oldest pod does not go first; a pod that has proved itself is kept."
            : `It stays: ${reason}.`,
      })),
  };
});
