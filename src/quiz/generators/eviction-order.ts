// Whom a node that runs out of memory evicts first.
import { rankForEviction } from "../../simulator/kubernetes/kubelet/eviction/ranking.ts";
import { shuffled } from "../random.ts";
import { between, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { podOf, withResources } from "./objects.ts";

const rule = {
  id: "computed-eviction-order",
  lesson: "taints-and-priority",
  section: "taints-and-priority#node-pressure",
  objective: "eviction-kinds",
  difficulty: 4,
};

const MIB = 1024 * 1024;

type Row = { name: string; request: number; use: number; priority: number };

export const evictionOrder = generatorOf(rule, (random) => {
  const names = shuffled(4, random).map((index) => ["api", "cache", "cart", "search"][index] ?? "");
  const rows = names.map((name): Row => {
    const request = oneOf(random, [100, 200, 400, 800]);
    const use = Math.max(50, request + oneOf(random, [-60, -40, 50, 150, 300]) + between(random, 0, 3) * 10);
    return { name, request, use, priority: oneOf(random, [0, 0, 100, 1000]) };
  });
  const candidates = rows.map((row) => ({
    row,
    pod: podOf(row.name, { ...withResources({ requests: { memory: `${row.request}Mi` } }), priority: row.priority }),
    usage: [{ name: "app", bytes: row.use * MIB }],
  }));
  const [first, second] = rankForEviction("memory", candidates).map(({ row }) => row);
  if (!first || !second) throw new Error("four pods were ranked and some are missing");
  const over = ({ use, request }: Row) => use - request;
  const above = rows.filter((row) => over(row) > 0);
  // With fewer than two above their requests, or two that are alike, there is nothing to think about.
  if (
    above.length < 2 ||
    above.some((row) => row !== first && row.priority === first.priority && over(row) === over(first))
  )
    return undefined;
  const reason = (row: Row) => {
    if (over(row) <= 0) return "it uses no more than it requests, and others do";
    return row.priority > first.priority ? "its priority is higher" : "it is less above its request";
  };
  const list = rows.map(
    ({ name, request, use, priority }) => `• \`${name}\`: requests ${request}Mi, uses ${use}Mi, priority ${priority}`,
  );
  return {
    stem: `A node is under memory pressure. Its pods:\n${list.join("\n")}\nWhich one does the kubelet evict first?`,
    answer: { text: `\`${first.name}\`` },
    right: "Right: above its request first, then the lower priority, then the most above.",
    working: [
      "Pods that use more than they request come first; among them the lower priority; among those who is the most above its request.",
      `Above their requests: ${above.map((row) => `${row.name} (+${over(row)}Mi, priority ${row.priority})`).join(", ")}.`,
      `So \`${first.name}\` goes first, then \`${second.name}\`.`,
    ],
    wrong: rows
      .filter((row) => row !== first)
      .map((row) => ({ text: `\`${row.name}\``, why: `Not yet: ${reason(row)}.` })),
  };
});
