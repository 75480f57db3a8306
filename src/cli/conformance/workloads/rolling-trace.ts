/** rolling-*: a Deployment is updated (and perhaps scaled, rolled back, ...) on a real control plane; what its ReplicaSets went through. */
import type { Deployment, ReplicaSet } from "../../../simulator/kubernetes/api/apps.ts";
import { desiredOf, maxSurgeOf, minAvailableOf } from "../../../simulator/kubernetes/deployment/fenceposts.ts";
import { pause, restart, resume, undo, type Told } from "../../../simulator/kubernetes/deployment/rollout.ts";
import type { Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import { isActive, isAvailable } from "../../../simulator/kubernetes/pods.ts";
import type { Sheet } from "../sheet.ts";
import type { Raw } from "./objects.ts";
import { applyHere, BEFORE_MS, deploymentOf, nodesIn, startCluster } from "./trace-cluster.ts";

/** By revision: [spec, replicas, ready, available]. */
type State = Record<string, number[]>;
type Step = { t: number; rs: State };

/** A state that lasts this long is compared. */
const PLATEAU_MS = 500;
/** The same state of the lab must last at least as long: half of it, for a state that barely was one. */
const LAB_PLATEAU_MS = 250;
const TOLERANCE_MS = 1_000;
/** The lab goes on this long after the trace's last line, for it may be later by as much. */
const AFTER_MS = TOLERANCE_MS;

const REVISION = "deployment.kubernetes.io/revision";

const projection = ({ spec, status }: ReplicaSet): number[] => [
  spec.replicas ?? 0,
  status.replicas,
  status.readyReplicas ?? 0,
  status.availableReplicas ?? 0,
];

/** As the trace was written down: a ReplicaSet is in it from its first change on, under the revision that it has. */
function recordSteps({ store, loop }: Kubernetes, start: number): Step[] {
  const steps: Step[] = [];
  const known = new Map(store.list("ReplicaSet").map((one) => [one.metadata.uid, describe(one)]));
  let state: State = {};
  store.watch(({ object, verb }) => {
    if (object.kind !== "ReplicaSet" || verb === "deleted") return;
    const revision = object.metadata.annotations?.[REVISION] ?? "";
    if (known.get(object.metadata.uid) === describe(object)) return;
    known.set(object.metadata.uid, describe(object));
    state = { ...state, [revision]: projection(object) };
    steps.push({ t: loop.now() - start, rs: state });
  });
  return steps;
}

const describe = (one: ReplicaSet) => `${one.metadata.annotations?.[REVISION]} ${projection(one)}`;

type Plateau = Step & { lasts: number };

const withDurations = (steps: Step[], end: number): Plateau[] =>
  steps.map((step, i) => ({ ...step, lasts: (steps[i + 1]?.t ?? end + PLATEAU_MS) - step.t }));

const same = (a: State, b: State) =>
  JSON.stringify(Object.entries(a).toSorted()) === JSON.stringify(Object.entries(b).toSorted());

/** The number of replicas that a scaling action asks for. */
function targetOf(msg: string, { case: scenario, log }: Raw, t: number): number {
  const [, said] = /(?:->|\bto)\s*(\d+)/.exec(msg) ?? [];
  if (said !== undefined) return Number(said);
  const named = Object.entries<Raw>(scenario).find(([key, value]) => /scale/i.test(key) && typeof value === "number");
  return named?.[1] ?? log.find((line: Raw) => line.kind === "Deployment" && line.t >= t).spec;
}

/** What the action does to the Deployment. */
function act(kubernetes: Kubernetes, file: Raw, { msg, t }: Raw): Told {
  const { world } = kubernetes;
  const deployment = deploymentOf(kubernetes, file.manifest.metadata.name);
  if (/roll ?back|undo/i.test(msg)) return undo(world, deployment);
  if (/scale/i.test(msg)) return patch(kubernetes, deployment, { spec: { replicas: targetOf(msg, file, t) } });
  if (/pause/i.test(msg)) return pause(world, deployment);
  if (/resume/i.test(msg)) return resume(world, deployment);
  if (/restart/i.test(msg)) return restart(world, deployment, String(t));
  if (/update/i.test(msg)) return patch(kubernetes, deployment, file.patch);
  return { ok: false, text: `unknown action "${msg}"` };
}

function patch(kubernetes: Kubernetes, { metadata }: Deployment, change: Raw): Told {
  const answer = kubernetes.patch("Deployment", metadata.name, change);
  return answer.ok ? { ok: true, text: "patched" } : { ok: false, text: answer.error.message };
}

type Bounds = { least: number; most: number; available: number; pods: number };

/** At every change: the fewest available pods above what must be, and the most pods below what may be, by the sizes asked for so far. */
function watchBounds(kubernetes: Kubernetes, name: string): Bounds {
  const { store, loop } = kubernetes;
  const sizes = { least: Number.POSITIVE_INFINITY, most: 0, available: Number.POSITIVE_INFINITY, pods: 0 };
  const look = () => {
    const deployment = deploymentOf(kubernetes, name);
    sizes.least = Math.min(sizes.least, minAvailableOf(deployment));
    sizes.most = Math.max(sizes.most, desiredOf(deployment) + maxSurgeOf(deployment));
    const pods = store.list("Pod").filter(isActive);
    const { minReadySeconds = 0 } = deployment.spec;
    sizes.pods = Math.max(sizes.pods, pods.length);
    sizes.available = Math.min(
      sizes.available,
      pods.filter((pod) => isAvailable(pod, minReadySeconds, loop.now())).length,
    );
  };
  look();
  store.watch(({ object }) => {
    if (object.kind === "Pod" || object.kind === "Deployment") look();
  });
  return sizes;
}

function comparePlateaus(sheet: Sheet, expected: Plateau[], actual: Plateau[]): void {
  let from = 0;
  for (const plateau of expected.filter(({ lasts }) => lasts >= PLATEAU_MS))
    sheet.row(`plateau at ${plateau.t} ms: ${JSON.stringify(plateau.rs)}`, (check) => {
      const at = actual.findIndex((one, i) => i >= from && one.lasts >= LAB_PLATEAU_MS && same(one.rs, plateau.rs));
      const found = actual[at];
      if (!found) {
        const meanwhile = actual.findLast(({ t }) => t <= plateau.t + TOLERANCE_MS);
        return check.equal(meanwhile?.rs, plateau.rs, `at ${meanwhile?.t} ms`);
      }
      from = at + 1;
      check.within(found.t, plateau.t, TOLERANCE_MS, "start");
    });
}

/** The conditions as the trace writes them. */
const conditionsOf = ({ status }: Deployment) =>
  (status.conditions ?? []).map(({ type, status: value, reason }) => `${type}=${value}:${reason}`);

function compareConditions(sheet: Sheet, log: Raw[], deployment: Deployment): void {
  const last = log.findLast(({ kind, conds }) => kind === "Deployment" && conds);
  for (const expected of last.conds)
    sheet.row(`condition at the end: ${expected}`, (check) =>
      check.ok(conditionsOf(deployment).includes(expected), `among ${conditionsOf(deployment).join(", ")}`),
    );
  sheet.row("the Deployment's counts at the end", (check) => {
    const { replicas, updatedReplicas, readyReplicas, availableReplicas, unavailableReplicas } = deployment.status;
    check.equal(
      [replicas, updatedReplicas, readyReplicas, availableReplicas, unavailableReplicas].map((count) => count ?? 0),
      [last.replicas, last.updated, last.ready, last.available, last.unavailable],
    );
  });
}

/** A state in which the lab stays that long is one of the recording's. */
function compareOthers(sheet: Sheet, expected: Plateau[], actual: Plateau[]): void {
  sheet.row("no further plateaus", (check) => {
    const others = actual.filter(({ rs, lasts }) => lasts >= TOLERANCE_MS && !expected.some((one) => same(one.rs, rs)));
    check.equal(others, []);
  });
}

export function rollingTrace(file: Raw, sheet: Sheet): void {
  const { manifest, log, replicaSetSequence } = file;
  const { name } = manifest.metadata;
  const nodes = Object.fromEntries(nodesIn(log).map((node) => [node, {}]));
  const kubernetes = startCluster(file.case.id, nodes);
  applyHere(kubernetes, manifest);
  kubernetes.run(BEFORE_MS);
  const steps = recordSteps(kubernetes, BEFORE_MS);
  const bounds = watchBounds(kubernetes, name);
  for (const action of log.filter(({ kind }: Raw) => kind === "ACTION")) {
    kubernetes.run(BEFORE_MS + action.t);
    sheet.row(`action at ${action.t} ms: ${action.msg}`, (check) => {
      const told = act(kubernetes, file, action);
      check.ok(told.ok, told.text);
    });
  }
  const end = log.at(-1).t;
  kubernetes.run(BEFORE_MS + end + AFTER_MS);
  const plateaus = withDurations(replicaSetSequence.steps, end);
  const own = withDurations(steps, end + AFTER_MS);
  comparePlateaus(sheet, plateaus, own);
  compareOthers(sheet, plateaus, own);
  sheet.row("never too few available pods", (check) =>
    check.ok(bounds.available >= bounds.least, `${bounds.available} available, ${bounds.least} or more wanted`),
  );
  sheet.row("never too many pods", (check) =>
    check.ok(bounds.pods <= bounds.most, `${bounds.pods} pods, ${bounds.most} or fewer wanted`),
  );
  compareConditions(sheet, log, deploymentOf(kubernetes, name));
}
