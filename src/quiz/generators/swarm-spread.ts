// Where Swarm's scheduler puts the next tasks of a service: on the nodes with the fewest of them.
import { createRandom } from "../../simulator/kernel/random.ts";
import type { Node, Task } from "../../simulator/swarm/objects.ts";
import { createNodeInfo } from "../../simulator/swarm/scheduler/node-info.ts";
import { placeTasks } from "../../simulator/swarm/scheduler/place.ts";
import { between, counted, joined } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-swarm-spread",
  lesson: "docker-swarm",
  section: "docker-swarm#scheduling",
  objective: "swarm-services",
  difficulty: 3,
};

const NEW = { version: 0, createdAt: 0, updatedAt: 0 };

function nodeOf(id: string): Node {
  return {
    ...NEW,
    kind: "node",
    id,
    hostname: id,
    role: "worker",
    availability: "active",
    labels: {},
    engineLabels: {},
    platform: { os: "linux", architecture: "x86_64" },
    engineVersion: "28.2.2",
    resources: { nanoCpus: 64e9, memoryBytes: 2 ** 37 },
    addr: "10.0.0.7",
    status: { state: "ready", message: "" },
  };
}

function taskOf(id: string, serviceId: string, nodeId?: string): Task {
  return {
    ...NEW,
    kind: "task",
    id,
    serviceId,
    slot: 1,
    ...(nodeId === undefined ? {} : { nodeId }),
    spec: { image: serviceId },
    specVersion: 0,
    specPorts: [],
    ports: [],
    status: { state: nodeId === undefined ? "pending" : "running", at: 0, message: "" },
    desiredState: "running",
  };
}

type Row = { name: string; web: number; others: number };

/** How many tasks of `web` each node has after `more` were placed; the seed settles what is equal. */
function spread(rows: Row[], more: number, seed: string): number[] {
  const infos = rows.map(({ name, web, others }) => {
    const own = Array.from({ length: web }, (_, index) => taskOf(`${name}-web-${index}`, "web", name));
    const rest = Array.from({ length: others }, (_, index) => taskOf(`${name}-db-${index}`, "db", name));
    return createNodeInfo(nodeOf(name), [...own, ...rest]);
  });
  const tasks = Array.from({ length: more }, (_, index) => taskOf(`new-${index}`, "web"));
  const { placed } = placeTasks(infos, tasks, 0, createRandom(seed));
  return rows.map(({ name, web }) => web + placed.filter(({ nodeId }) => nodeId === name).length);
}

/** Enough to see that chance has no part in it. */
const SEEDS = ["one", "two", "three", "four"];

export const swarmSpread = generatorOf(rule, (random) => {
  const names = ["worker-1", "worker-2", "worker-3"];
  const rows = names.map((name): Row => ({ name, web: between(random, 0, 4), others: between(random, 0, 6) }));
  const more = between(random, 2, 7);
  const [after = [], ...again] = SEEDS.map((seed) => spread(rows, more, seed));
  if (again.some((other) => other.join() !== after.join())) return undefined;
  const at = between(random, 0, 2);
  const [row, value] = [rows[at], after[at]];
  if (!row || value === undefined) throw new Error("a node was drawn that is not there");
  const total = rows.reduce((sum, { web }) => sum + web, 0);
  return {
    stem: `The service \`web\` runs ${joined(rows.map(({ name, web }) => `${counted(web, "tasks")} on ${name}`))}; other services run ${joined(rows.map(({ name, others }) => `${counted(others, "tasks")} on ${name}`))}. \`docker service scale web=${total + more}\` adds ${counted(more, "tasks")}; every node has room. How many tasks of \`web\` does ${row.name} run then?`,
    answer: { value, unit: "tasks" },
    right: "Right: each new task goes to the node with the fewest tasks of the service.",
    working: [
      "The scheduler looks at the tasks of the same service first; the number of all tasks only decides between equals. Running tasks are never moved.",
      `The ${more} new tasks level the nodes: ${names.map((name, index) => `${name} ${rows[index]?.web ?? 0} to ${after[index] ?? 0}`).join(", ")}.`,
      `${row.name} runs ${counted(value, "tasks")}.`,
    ],
    wrong: [
      {
        value: row.web + Math.floor(more / 3),
        why: "The new tasks are not dealt out evenly; nodes with fewer tasks of the service get more.",
      },
      { value: row.web, why: "This node is among those with the fewest tasks of the service." },
      { value: Math.round((total + more) / 3), why: "Tasks that run are not moved to even things out." },
      { value: row.web + more, why: "The new tasks do not all go to one node." },
      { value: value + 1, why: "Another node has fewer tasks of the service and gets that one." },
      { value: value - 1, why: "This node is one with the fewest tasks of the service when that one is placed." },
    ],
  };
});
