/** scaledown-victims: a Deployment grows in steps, then shrinks by one pod at a time; which one goes each time. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import type { Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import { isActive } from "../../../simulator/kubernetes/pods.ts";
import type { Check, Sheet } from "../sheet.ts";
import type { Raw } from "./objects.ts";
import { applyHere, startCluster } from "./trace-cluster.ts";

/** After this long a step of the lab is over. */
const STEP_MS = 1_000;

const COST = "controller.kubernetes.io/pod-deletion-cost";

/**
 * Gives the pods the names and nodes of the trace's, in the order of their creation. The trace is silent about uids, which decide between pods
 * of about the same age: one that went earlier had the smaller.
 */
function nameAsTraced({ world }: Kubernetes, { log, steps }: Raw): void {
  const lines: Raw[] = log.filter(({ kind }: Raw) => kind === "Pod");
  const names: string[] = lines.filter(({ ev }) => ev === "ADDED").map(({ name }) => name);
  const gone: string[] = steps.flatMap(({ victims }: Raw) => victims);
  const uidOf = (name: string) =>
    `uid-${String((gone.indexOf(name) + 1 || names.length) - 1).padStart(4, "0")}-${name}`;
  const next = names.values();
  world.api.admit((object) => {
    const name = object.kind === "Pod" ? next.next().value : undefined;
    if (object.kind !== "Pod" || name === undefined) return { ok: true, object };
    const nodeName = lines.find((line) => line.name === name && line.node)?.node;
    const metadata = { ...object.metadata, name, uid: uidOf(name) };
    return { ok: true, object: { ...object, metadata, spec: { ...object.spec, nodeName } } };
  });
}

const podOf = ({ store }: Kubernetes, name: string): Pod => {
  const pod = store.get("Pod", name);
  if (!pod) throw new Error(`There is no pod ${name}.`);
  return pod;
};

const scaleTo = (kubernetes: Kubernetes, name: string, replicas: number) =>
  kubernetes.patch("Deployment", name, { spec: { replicas } }).ok;

function markNotReady(kubernetes: Kubernetes, pod: Pod): boolean {
  const now = kubernetes.loop.now();
  const conditions = (pod.status.conditions ?? []).map((condition) =>
    condition.type === "Ready" ? { ...condition, status: "False" as const, lastTransitionTime: now } : condition,
  );
  return kubernetes.api.updateStatus(pod, { ...pod.status, conditions }) !== undefined;
}

/** Does what an ACTION line says; answers whether it could. */
function act(kubernetes: Kubernetes, name: string, msg: string): boolean {
  const [, replicas] = /^scale \d+->(\d+)/.exec(msg) ?? [];
  if (replicas !== undefined) return scaleTo(kubernetes, name, Number(replicas));
  const [, cost, costly = ""] = /pod-deletion-cost (-?\d+) on .*?(\S+)$/.exec(msg) ?? [];
  if (cost !== undefined) return kubernetes.patch("Pod", costly, { metadata: { annotations: { [COST]: cost } } }).ok;
  const [, unready] = /NotReady (\S+)$/.exec(msg) ?? [];
  return unready !== undefined && markNotReady(kubernetes, podOf(kubernetes, unready));
}

const active = ({ store }: Kubernetes) =>
  store
    .list("Pod")
    .filter(isActive)
    .map(({ metadata }) => metadata.name)
    .toSorted();

function compareStep(kubernetes: Kubernetes, name: string, step: Raw, check: Check): void {
  const before = active(kubernetes);
  check.equal(before, step.before.map((pod: Raw) => pod.name).toSorted(), "before");
  check.ok(scaleTo(kubernetes, name, step.to), `scaled to ${step.to}`);
  kubernetes.run(kubernetes.loop.now() + STEP_MS);
  const after = new Set(active(kubernetes));
  const removed = before.filter((one) => !after.has(one));
  check.equal(removed, step.victims.toSorted(), "victims");
}

export function scaledownTrace(file: Raw, sheet: Sheet): void {
  const { log, manifests, steps } = file;
  const kubernetes = startCluster(file.id, file.nodes);
  nameAsTraced(kubernetes, file);
  const deployments: Raw[] = log.filter(({ kind }: Raw) => kind === "Deployment");
  const { name } = manifests[0].metadata;
  kubernetes.run(deployments[0].t);
  for (const manifest of manifests) applyHere(kubernetes, manifest);
  let last = deployments[0].t;
  for (const { t, msg } of log.filter(({ kind }: Raw) => kind === "ACTION")) {
    kubernetes.run(t);
    last = t;
    sheet.row(`action at ${t} ms: ${msg}`, (check) => check.ok(act(kubernetes, name, msg), "done"));
  }
  for (const step of steps) {
    const { t } = deployments.find((line) => line.t > last && line.spec === step.to) ?? { t: last + STEP_MS };
    kubernetes.run(Math.max(t, kubernetes.loop.now()));
    last = t;
    sheet.row(`to ${step.to}`, (check) => compareStep(kubernetes, name, step, check));
  }
}
