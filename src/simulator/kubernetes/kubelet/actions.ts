/** What a kubelet does next for a pod. Kubernetes 1.36, pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions) and kuberuntime_container.go (computeInitContainerActions). */
import type { Container, Pod } from "../api/pod.ts";
import { isSidecar, type ProbeKind } from "./behaviour.ts";
import { isRunning, type Instance } from "./records.ts";
import { isRestarted } from "./restart-policy.ts";

export type Kill = { name: string; message: string; because?: ProbeKind; isReplaced: boolean };

type Actions = {
  /** Nothing is left to run: what still runs (sidecars) is stopped, and the pod is over. */
  isOver: boolean;
  kill: Kill[];
  /** Names, init containers first. */
  start: string[];
};

type InstanceOf = (name: string) => Instance | undefined;

/** The probe that says that the running container must go. */
function failedProbe({ results }: Instance): "liveness" | "startup" | undefined {
  if (results.liveness === "failure") return "liveness";
  return results.startup === "failure" ? "startup" : undefined;
}

const hasChanged = (container: Container, { image }: Instance) => image !== container.image;

type Init = { isOver: boolean; hasInitialized: boolean; kill: Kill[]; start: number[] };

const OVER: Init = { isOver: true, hasInitialized: false, kill: [], start: [] };

function killOf(name: string, what: string, because?: ProbeKind): Kill {
  return { name, message: `Init container ${name} ${what}`, isReplaced: true, ...(because ? { because } : {}) };
}

/** What becomes of a running sidecar; it lets the next container start as soon as its startup probe has passed. */
function runningSidecar(container: Container, instance: Instance): { isUp: boolean; kill?: Kill } {
  const { name } = container;
  if (container.startupProbe && instance.results.startup !== "success") {
    const hasFailed = instance.results.startup === "failure";
    return hasFailed ? { isUp: false, kill: killOf(name, "failed startup probe", "startup") } : { isUp: false };
  }
  if (hasChanged(container, instance)) return { isUp: true, kill: killOf(name, "definition changed") };
  if (instance.results.liveness === "failure")
    return { isUp: true, kill: killOf(name, "failed liveness probe", "liveness") };
  return { isUp: true };
}

type Seen = { isUp: boolean; kill?: Kill; starts: boolean; isOver?: boolean };

/** One init container that has been started before. */
function seenInit(pod: Pod, container: Container, instance: Instance): Seen {
  if (isRunning(instance)) {
    if (!isSidecar(container)) return { isUp: false, starts: false };
    const { isUp, kill } = runningSidecar(container, instance);
    return { isUp, starts: kill !== undefined, ...(kill ? { kill } : {}) };
  }
  if (isSidecar(container)) return { isUp: false, starts: true };
  const exitCode = instance.end?.exitCode ?? 0;
  if (exitCode === 0) return { isUp: true, starts: false };
  const isAgain = isRestarted(container, pod.spec, exitCode);
  return { isUp: false, starts: isAgain, isOver: !isAgain };
}

/** What the walk over the init containers has found so far. */
type Walk = Init & { isFollowed: boolean; last: number };

/** One init container that has been started, seen from the end: `isFollowed` once a later one, or a main container, has been started. */
function visitSeen(walk: Walk, i: number, seen: Seen): void {
  if (seen.isUp && i === walk.last) walk.hasInitialized = true;
  else if (seen.isUp && !walk.isFollowed) walk.start.push(i + 1);
  if (seen.kill) walk.kill.push(seen.kill);
  if (seen.starts) walk.start.push(i);
  walk.isOver ||= seen.isOver === true;
  walk.isFollowed = true;
}

/** After the pod's initialization only sidecars count. */
function visitInit(walk: Walk, pod: Pod, container: Container, i: number, instance: Instance | undefined): void {
  if (walk.isFollowed && !isSidecar(container)) return;
  if (instance) visitSeen(walk, i, seenInit(pod, container, instance));
  else if (walk.isFollowed) walk.start.push(i);
}

/** From the last init container backwards: the last that has been started says how far the pod is; sidecars before it are kept running. */
function initActions(pod: Pod, instanceOf: InstanceOf): Init {
  const inits = pod.spec.initContainers ?? [];
  const isPast = pod.spec.containers.some(({ name }) => isRunning(instanceOf(name)));
  if (inits.length === 0) return { isOver: false, hasInitialized: true, kill: [], start: [] };
  const last = inits.length - 1;
  const walk: Walk = { isOver: false, hasInitialized: isPast, kill: [], start: [], isFollowed: isPast, last };
  for (let i = last; i >= 0 && !walk.isOver; i--) {
    const container = inits[i] as Container;
    visitInit(walk, pod, container, i, instanceOf(container.name));
  }
  if (walk.isOver) return OVER;
  if (!walk.isFollowed) walk.start.push(0);
  return { ...walk, start: walk.start.toReversed() };
}

type Main = { isKept: boolean; starts: boolean; kill?: Kill };

/** A running container has to go: because of a probe, or because it is not the one that is asked for. */
function killMain(pod: Pod, { name, restartPolicy }: Container, because: ProbeKind | undefined): Main {
  // A container that runs has no exit code yet: rules about exit codes are not asked.
  const isReplaced = !because || (restartPolicy ?? pod.spec.restartPolicy) !== "Never";
  const what = because ? `Container ${name} failed ${because} probe` : `Container ${name} definition changed`;
  const message = isReplaced ? `${what}, will be restarted` : what;
  return { isKept: false, starts: isReplaced, kill: { name, message, isReplaced, ...(because ? { because } : {}) } };
}

function mainAction(pod: Pod, container: Container, instance: Instance | undefined): Main {
  if (!instance) return { isKept: false, starts: true };
  if (instance.end) return { isKept: false, starts: isRestarted(container, pod.spec, instance.end.exitCode) };
  if (hasChanged(container, instance)) return killMain(pod, container, undefined);
  const because = failedProbe(instance);
  return because ? killMain(pod, container, because) : { isKept: true, starts: false };
}

export function podActions(pod: Pod, instanceOf: InstanceOf): Actions {
  const inits = initActions(pod, instanceOf);
  const initNames = inits.start.map((i) => pod.spec.initContainers?.[i]?.name ?? "");
  if (inits.isOver) return { isOver: true, kill: [], start: [] };
  if (!inits.hasInitialized) return { isOver: false, kill: inits.kill, start: initNames };
  const mains = pod.spec.containers.map((container) => ({
    name: container.name,
    ...mainAction(pod, container, instanceOf(container.name)),
  }));
  const starts = mains.filter((main) => main.starts).map(({ name }) => name);
  const kill = [...inits.kill, ...mains.flatMap((main) => main.kill ?? [])];
  const isOver = starts.length === 0 && !mains.some(({ isKept }) => isKept);
  return { isOver, kill, start: isOver ? [] : [...initNames, ...starts] };
}
