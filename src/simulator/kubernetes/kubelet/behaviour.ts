/** How the processes in a pod behave: what no manifest says. Times in milliseconds. */
import type { Container, Pod } from "../api/pod.ts";

/** Evenly from this range. */
export type Span = [from: number, to: number];

export type ProbeKind = "liveness" | "readiness" | "startup";

/** What one container's processes do, counted from each of its starts. */
export type ContainerBehaviour = {
  /**
   * From running until the application can serve; "never" when it never will (it lives, but is not ready). Its probes are answered from then
   * on. A container without a readiness probe is ready from then on too: simulated applications know when they can serve.
   */
  readyMs: Span | "never";
  /** A container without a readiness probe counts as ready as soon as it runs (pkg/kubelet/prober/prober_manager.go, UpdatePodStatus), whether it can serve or not. */
  readyOnceRunning?: boolean | undefined;
  /** From SIGTERM to the end; what exceeds the grace period is cut off by SIGKILL. */
  stopMs: number;
  /** The main process ends by itself this long after it runs, each time with the next of these codes (the last one stays). */
  exit?: { afterMs: number; codes: number[] } | undefined;
  /** How much memory it uses, in bytes, from each of these instants on. More than its limit and it is killed. */
  memory?: { afterMs: number; bytes: number }[] | undefined;
  /** How much it keeps in its own file system and logs, in bytes, from each of these instants on. */
  disk?: { afterMs: number; bytes: number }[] | undefined;
  /** From `afterMs` on, for `forMs` or for good, it answers none of these probes (all unless said) and no SIGTERM. */
  hang?: { afterMs: number; forMs?: number; probes?: ProbeKind[] } | undefined;
  /** Its image cannot be pulled: what the runtime says (that there is none, unless said), for so many pulls or always. */
  pullError?: { message?: string; times?: number } | undefined;
};

export type Behaviour = ContainerBehaviour & {
  /** From binding to the first containers running: the sandbox is made, and unless `pullMs` says how long that takes, images are pulled. */
  startMs: Span;
  /** What a pull adds to that where the node lacks an image; nothing does where it has them. */
  pullMs?: Span;
  /** What single containers do otherwise, by name. */
  containers?: Record<string, Partial<ContainerBehaviour>>;
};

/** Steady and quick, the same for each. */
export const QUIET: Behaviour = { startMs: [1_000, 1_000], readyMs: [0, 0], stopMs: 500 };

/**
 * What a pod of a cluster does when nobody said otherwise: it runs within a moment where its node has the image, and a small image is pulled
 * otherwise. The kubelet sees a start and an end up to a second late, as it asks the runtime once a second, so that no two pods take equally long.
 */
export const USUAL: Behaviour = { ...QUIET, startMs: [200, 1_200], pullMs: [700, 1_000], stopMs: 1_000 };

/** What an init container does when nobody said otherwise: its work is done after a second. */
const INIT: ContainerBehaviour = { readyMs: [0, 0], stopMs: 500, exit: { afterMs: 1_000, codes: [0] } };

export const isSidecar = ({ restartPolicy }: Container) => restartPolicy === "Always";

/** The pod's behaviour is that of its main containers; init containers and sidecars have their own. */
export function containerBehaviour(behaviour: Behaviour, pod: Pod, container: Container): ContainerBehaviour {
  const isInit = pod.spec.initContainers?.some(({ name }) => name === container.name) ?? false;
  const own = behaviour.containers?.[container.name];
  if (!isInit) return { ...behaviour, ...own };
  return isSidecar(container) ? { ...QUIET, ...own } : { ...INIT, ...own };
}

function numberOf(text: string | undefined): number | undefined {
  const number = text === undefined || text === "" ? Number.NaN : Number(text);
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** The exit code of each run: `failTimes` failures first, then success; without them always the one code. */
function exitCodes(code: number, failTimes: number | undefined): number[] {
  if (failTimes === undefined) return [code];
  return [...Array.from({ length: failTimes }, () => code || 1), 0];
}

/**
 * A pod that says in its annotations how it behaves, as those of ../shared/traces: sim/startMs, sim/readyMs ("never" or ms after running),
 * sim/stopMs, sim/exitMs, sim/exitCode, sim/failTimes.
 */
export function annotatedBehaviour({ metadata }: Pod): Behaviour {
  const said = (name: string) => metadata.annotations?.[`sim/${name}`];
  const startMs = numberOf(said("startMs")) ?? 0;
  const readyMs = numberOf(said("readyMs")) ?? 0;
  const exitMs = numberOf(said("exitMs"));
  const codes = exitCodes(numberOf(said("exitCode")) ?? 0, numberOf(said("failTimes")));
  return {
    startMs: [startMs, startMs],
    readyMs: said("readyMs") === "never" ? "never" : [readyMs, readyMs],
    stopMs: numberOf(said("stopMs")) ?? QUIET.stopMs,
    ...(exitMs === undefined ? {} : { exit: { afterMs: exitMs, codes } }),
  };
}
