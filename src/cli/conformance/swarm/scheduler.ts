// swarm-oracle-scheduler: one round of the scheduler over a cluster, many times over, because chance decides among equals.
import { createRandom } from "../../../simulator/kernel/random.ts";
import type { Node, Task } from "../../../simulator/swarm/objects.ts";
import { createNodeInfo } from "../../../simulator/swarm/scheduler/node-info.ts";
import { placeTasks } from "../../../simulator/swarm/scheduler/place.ts";
import type { Check, Sheet } from "../sheet.ts";

type Reservations = { nanoCPUs: number; memoryBytes: number };

type OracleCase = {
  seed: number;
  nodes: (Reservations & { id: string; availability: string; state: string; labels: Record<string, string> | null })[];
  existing: (Reservations & { node: string; service: string })[] | null;
  service: {
    id: string;
    newTasks: number;
    maxReplicasPerNode: number;
    constraints: string[] | null;
    spreadOver: string[] | null;
    reservations: Reservations;
  };
  expectAnyOf: Record<string, number>[];
};

/** So many rounds at least, and at most while one of upstream's outcomes has not come up yet. */
const TRIES = { least: 200, most: 4_000 };

const META = { version: 0, createdAt: 0, updatedAt: 0 };

function nodeOf(row: OracleCase["nodes"][number]): Node {
  return {
    ...META,
    kind: "node",
    id: row.id,
    hostname: row.id,
    role: "worker",
    availability: row.availability.toLowerCase() as Node["availability"],
    labels: row.labels ?? {},
    engineLabels: {},
    platform: { os: "linux", architecture: "x86_64" },
    engineVersion: "",
    resources: { nanoCpus: row.nanoCPUs, memoryBytes: row.memoryBytes },
    addr: "",
    status: { state: row.state.toLowerCase() as Node["status"]["state"], message: "" },
  };
}

function taskOf(id: string, serviceId: string, reservations: Reservations, state: Task["status"]["state"]): Task {
  const { nanoCPUs: nanoCpus, memoryBytes } = reservations;
  return {
    ...META,
    kind: "task",
    id,
    serviceId,
    slot: 0,
    spec: { image: "app", reservations: { nanoCpus, memoryBytes } },
    specVersion: 0,
    specPorts: [],
    ports: [],
    status: { state, at: 0, message: "" },
    desiredState: "running",
  };
}

function newTaskOf({ service }: OracleCase, index: number): Task {
  const { id, reservations, constraints, spreadOver, maxReplicasPerNode } = service;
  const task = taskOf(`new${index}`, id, reservations, "pending");
  const placement = { constraints: constraints ?? [], spreadOver: spreadOver ?? [], maxReplicas: maxReplicasPerNode };
  return { ...task, spec: { ...task.spec, placement } };
}

/** New tasks by node, in the order of the nodes' names, as text. */
const textOf = (counts: Record<string, number>) =>
  JSON.stringify(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));

function outcomeOf(row: OracleCase, seed: string): string {
  const existing = (row.existing ?? []).map((task, index) => ({
    ...taskOf(`old${index}`, task.service, task, "running"),
    nodeId: task.node,
  }));
  const infos = row.nodes.map((node) =>
    createNodeInfo(
      nodeOf(node),
      existing.filter(({ nodeId }) => nodeId === node.id),
    ),
  );
  const tasks = Array.from({ length: row.service.newTasks }, (_, index) => newTaskOf(row, index));
  const { placed, left } = placeTasks(infos, tasks, 0, createRandom(seed));
  const counts: Record<string, number> = left.length > 0 ? { "<pending>": left.length } : {};
  for (const { nodeId } of placed) counts[nodeId] = (counts[nodeId] ?? 0) + 1;
  return textOf(counts);
}

function outcomesOf(row: OracleCase, expected: string[]): Set<string> {
  const outcomes = new Set<string>();
  for (let round = 0; round < TRIES.most; round++) {
    if (round >= TRIES.least && expected.every((outcome) => outcomes.has(outcome))) break;
    outcomes.add(outcomeOf(row, `${row.seed} ${round}`));
  }
  return outcomes;
}

/** The numbers alone, in order, with what stays pending. */
function numbersOf(text: string): string {
  const outcome = JSON.parse(text) as [node: string, count: number][];
  const pending = outcome.find(([node]) => node === "<pending>")?.[1];
  return JSON.stringify([pending, ...outcome.map(([, count]) => count).toSorted((a, b) => a - b)]);
}

/**
 * Upstream's 25 runs need not show every outcome that chance allows, so a row with several is held to two things: each outcome that upstream had
 * can come here, and every one that comes here is one of upstream's or, where upstream's list may be short, has the same numbers on other nodes.
 */
function compare(row: OracleCase, check: Check) {
  const expected = row.expectAnyOf.map(textOf);
  const outcomes = outcomesOf(row, expected);
  if (expected.length === 1) return check.equal([...outcomes], expected, "the only outcome");
  for (const outcome of expected) check.ok(outcomes.has(outcome), `upstream's outcome ${outcome} comes here too`);
  const numbers = new Set(expected.map(numbersOf));
  for (const outcome of outcomes)
    check.ok(numbers.has(numbersOf(outcome)), `${outcome} is one of ${expected.join(" ")} or like one`);
}

export function adaptScheduler(file: { cases: OracleCase[] }, sheet: Sheet): void {
  for (const row of file.cases) sheet.row(`seed ${row.seed}`, (check) => compare(row, check));
}
