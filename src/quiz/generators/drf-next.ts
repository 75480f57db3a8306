// Dominant resource fairness: whoever has the smallest dominant share is offered resources next.
import { quantities } from "../../simulator/mesos/quantities.ts";
import { createSorter } from "../../simulator/mesos/sorter/drf.ts";
import { shuffled } from "../random.ts";
import { between, counted, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-drf-next",
  lesson: "mesos-and-marathon",
  section: "mesos-and-marathon#sharing",
  objective: "mesos-sharing",
  difficulty: 4,
};

type Row = { name: string; cpus: number; gib: number };

export const drfNext = generatorOf(rule, (random) => {
  const [cpus, gib] = [oneOf(random, [20, 40, 50]), oneOf(random, [80, 100, 200])];
  const names = shuffled(3, random).map((index) => ["analytics", "marathon", "spark"][index] ?? "");
  const rows = names.map((name): Row => ({
    name,
    cpus: between(random, 1, cpus / 4),
    gib: between(random, 2, gib / 4),
  }));
  const sorter = createSorter();
  sorter.addAgent("all", quantities({ cpus, mem: gib * 1024 }));
  for (const { name, cpus: some, gib: memory } of rows) {
    sorter.add(name);
    sorter.activate(name);
    sorter.allocated(name, quantities({ cpus: some, mem: memory * 1024 }));
  }
  const [first] = sorter.sorted();
  const shares = new Map(rows.map(({ name }) => [name, sorter.share(name)]));
  // Shares that look alike would be settled by a rule that is not asked about.
  const sorted = [...shares.values()].toSorted((a, b) => a - b);
  if (first === undefined || (sorted[1] ?? 0) - (sorted[0] ?? 0) < 0.01) return undefined;
  const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
  const least = (of: (row: Row) => number) => rows.toSorted((a, b) => of(a) - of(b))[0]?.name;
  const why = (name: string) => {
    if (name === least((row) => row.cpus)) return "It has the fewest CPUs, but its dominant share is larger.";
    if (name === least((row) => row.gib)) return "It has the least memory, but its dominant share is larger.";
    return "Its dominant share is larger.";
  };
  return {
    stem: `A Mesos cluster has ${cpus} CPUs and ${gib} GiB of memory. Its roles, of equal weight, hold:\n${rows
      .map((row) => `• \`${row.name}\`: ${counted(row.cpus, "CPUs")}, ${row.gib} GiB`)
      .join("\n")}\nWhich one gets the next offer?`,
    answer: { text: `\`${first}\`` },
    right: "Right: the smallest dominant share comes first.",
    working: [
      "A role's dominant share is the larger of its shares of CPU and memory.",
      rows
        .map(
          (row) =>
            `${row.name}: max(${percent(row.cpus / cpus)}, ${percent(row.gib / gib)}) = ${percent(shares.get(row.name) ?? 0)}`,
        )
        .join("; "),
      `The smallest is that of \`${first}\`.`,
    ],
    wrong: rows.filter(({ name }) => name !== first).map(({ name }) => ({ text: `\`${name}\``, why: why(name) })),
  };
});
