/** The trace pdb-drain: a node is drained while a budget protects the pods on it. */
import type { Answer } from "../../../simulator/kubernetes/api-server.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { startDrain } from "../../../simulator/kubernetes/drain/drain.ts";
import type { Adapt } from "../adapters.ts";
import { addNodes, applyManifest, createCluster, firstTime, podsPerNode, settled, TOLERANCE_MS } from "./trace.ts";
import type { Foreign } from "./values.ts";

/** Long enough for the nodes to be there; then the manifests are applied. */
const APPLIED_AT = 10_000;
/** How long the trace goes on after the drain has begun. */
const AFTER_MS = 20_000;

/** The trace's script asks for one pod after the other. */
const SPACING_MS = 40;

type Asked = { t: number; pod: string; status: number; message?: string; cause?: string };

function askedOf(t: number, pod: Pod, answer: Answer<Pod>): Asked {
  const { name } = pod.metadata;
  if (answer.ok) return { t, pod: name, status: 201 };
  const { code, message, causes } = answer.error;
  return { t, pod: name, status: code, message, ...(causes?.[0] ? { cause: causes[0].message } : {}) };
}

/** "cordon n1 and drain ..." */
function drainedNode({ log }: Foreign): string {
  const action = log.find((line: Foreign) => line.kind === "ACTION");
  const [, node] = /cordon (\S+) and drain/.exec(action?.msg ?? "") ?? [];
  if (node === undefined) throw new Error("The log does not say which node is drained.");
  return node;
}

/** Pods by the order in which they are first asked for: names are random. */
const numbered = (evictions: { pod: string }[]) => {
  const names = [...new Set(evictions.map(({ pod }) => pod))];
  return evictions.map(({ pod }) => names.indexOf(pod));
};

export const adaptPdbDrain: Adapt = (file, sheet) => {
  const cluster = createCluster(file);
  const { world, store, loop } = cluster;
  addNodes(cluster, file.nodes);
  cluster.run(APPLIED_AT);
  const appliedAt = firstTime(file.log, "Deployment");
  const actsAt = firstTime(file.log, "ACTION") - appliedAt + APPLIED_AT;

  const states: Foreign[] = [];
  store.watch(({ object, verb }) => {
    if (object.kind !== "PodDisruptionBudget" || verb === "deleted") return;
    const {
      expectedPods: expected,
      currentHealthy: healthy,
      desiredHealthy,
      disruptionsAllowed: allowed,
    } = object.status;
    states.push({ t: loop.now() - APPLIED_AT + appliedAt, expected, healthy, desiredHealthy, allowed });
  });
  for (const manifest of file.manifests) applyManifest(cluster, manifest);
  cluster.run(actsAt);
  const before = podsPerNode(cluster);

  const asked: Asked[] = [];
  startDrain(world, {
    nodes: [drainedNode(file)],
    spacingMs: SPACING_MS,
    say: () => {},
    asked: (pod, answer) => asked.push(askedOf(loop.now() - actsAt, pod, answer)),
    done: () => {},
  });
  cluster.run(actsAt + AFTER_MS);

  sheet.row("pods per node before", (check) => check.equal(before, file.before));
  const expected: Foreign[] = file.evictions;
  sheet.row("evictions: how many, of which pods", (check) => check.equal(numbered(asked), numbered(expected)));
  for (const [i, { t, status, message, cause }] of expected.entries()) {
    sheet.row(`eviction ${i}`, (check) => {
      const one = asked[i];
      check.equal([one?.status, one?.message, one?.cause], [status, message, cause]);
      check.within(one?.t, t, TOLERANCE_MS, "when");
    });
  }
  const [actual, wanted] = [settled(states), settled(file.pdbSeq as Foreign[])];
  sheet.row("settled states of the budget: how many", (check) => check.equal(actual.length, wanted.length));
  for (const [i, { t, ...numbers }] of wanted.entries()) {
    sheet.row(`settled state ${i}`, (check) => {
      const { t: at, ...own } = actual[i] ?? {};
      check.equal(own, numbers);
      check.within(at, t, TOLERANCE_MS, "since");
    });
  }
  sheet.row("pods per node after", (check) => check.equal(podsPerNode(cluster), file.after));
};
