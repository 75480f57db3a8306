/**
 * The probes of running containers, on their tickers. Kubernetes 1.36, pkg/kubelet/prober (worker.go run, prober_manager.go). A container that has
 * passed is not asked again before its answer can be another, at the tick that would find it so: a success changes and says nothing.
 */
import type { Container, Pod, Probe } from "../api/pod.ts";
import { answerOf, nextChange, outputOf } from "./answers.ts";
import type { ProbeKind } from "./behaviour.ts";
import { behaviourIn, containerNamed, podOf, tellOf, type Kubelet } from "./context.ts";
import { isStopped } from "./nodes.ts";
import { createWorker, INITIAL, probeOf, probeOnce, type Worker } from "./prober.ts";
import { isRunning, type ContainerRecord, type Instance, type PodRecord, type ProbeResult } from "./records.ts";

const KINDS: ProbeKind[] = ["startup", "liveness", "readiness"];

/** `tickAt` is one of the ticker's instants; `turn` counts what has been planned, so that of several plans only the last holds. */
type Ticker = { worker: Worker; tickAt: number; turn: number };

export type Probing = {
  /** A container has been started. */
  begin(record: PodRecord, name: string): void;
  /** The pod's status has been written: what waited for it is tried at once. */
  look(record: PodRecord): void;
  /** The kubelet was started again: its probes begin anew, each somewhere within its period, so that they do not come all at once. */
  resume(record: PodRecord): void;
};

type Target = {
  record: PodRecord;
  own: ContainerRecord;
  instance: Instance;
  pod: Pod;
  container: Container;
  probe: Probe;
};

const CAPITAL: Record<ProbeKind, string> = { startup: "Startup", liveness: "Liveness", readiness: "Readiness" };

/** The first of the ticker's instants that is not before `at`. */
function tickFrom({ tickAt }: Ticker, periodMs: number, at: number): number {
  return at <= tickAt
    ? tickAt - Math.floor((tickAt - at) / periodMs) * periodMs
    : tickAt + Math.ceil((at - tickAt) / periodMs) * periodMs;
}

const periodOf = ({ periodSeconds }: Probe) => (periodSeconds || 10) * 1_000;

/** Whether the worker has nothing to find out: another answer is needed first. */
function isSettled({ worker }: Ticker, instance: Instance, { successThreshold = 1 }: Probe): boolean {
  return (
    worker.lastResult === "success" &&
    worker.resultRun >= successThreshold &&
    instance.results[worker.kind] === "success"
  );
}

export function createProbing(kubelet: Kubelet): Probing {
  const { loop, store, random } = kubelet.world;
  const tickers = new WeakMap<ContainerRecord, Map<ProbeKind, Ticker>>();

  const targetOf = (record: PodRecord, own: ContainerRecord, kind: ProbeKind): Target | undefined => {
    const { instance } = own;
    const pod = podOf(kubelet, record);
    const container = pod && containerNamed(pod, own.name);
    const probe = container && probeOf(container, kind);
    if (!instance || !isRunning(instance) || !probe) return undefined;
    return { record, own, instance, pod, container, probe };
  };
  const tickerOf = ({ own, record }: Target, kind: ProbeKind): Ticker => {
    let kinds = tickers.get(own);
    if (!kinds) tickers.set(own, (kinds = new Map()));
    let ticker = kinds.get(kind);
    if (!ticker) kinds.set(kind, (ticker = { worker: createWorker(kind), tickAt: record.acceptedAt, turn: 0 }));
    return ticker;
  };

  const ask = ({ record, instance, pod, container, probe }: Target, kind: ProbeKind): ProbeResult => {
    const answer = answerOf(behaviourIn(kubelet, pod, container), instance, kind, loop.now());
    if (answer === "ok") return "success";
    const output = outputOf(probe, container, record.podIP ?? "", answer);
    tellOf(kubelet, pod, container, {
      type: "Warning",
      reason: "Unhealthy",
      message: `${CAPITAL[kind]} probe failed: ${output}`,
    });
    return "failure";
  };

  /** The instant at which the probe can find something out next; nothing while it has to wait for another event. */
  const dueAt = (target: Target, ticker: Ticker): number | undefined => {
    const { instance, pod, container, probe } = target;
    const now = loop.now();
    const isFinal = ticker.worker.isOnHold && ticker.worker.containerID === instance.id;
    const isUp = !container.startupProbe || instance.results.startup === "success";
    if (isFinal || isUp === (ticker.worker.kind === "startup")) return undefined;
    const open = instance.startedAt + (probe.initialDelaySeconds ?? 0) * 1_000;
    if (!isSettled(ticker, instance, probe)) return Math.max(now + 1, open);
    return nextChange(behaviourIn(kubelet, pod, container), instance, now);
  };
  const plan = (target: Target, ticker: Ticker): void => {
    const turn = ++ticker.turn;
    const due = dueAt(target, ticker);
    if (due === undefined) return;
    const at = tickFrom(ticker, periodOf(target.probe), due);
    loop.at(at, () => {
      if (ticker.turn === turn) turnOf(target.record, target.own, ticker);
    });
  };
  const turnOf = (record: PodRecord, own: ContainerRecord, ticker: Ticker): void => {
    const { kind } = ticker.worker;
    const target = targetOf(record, own, kind);
    if (!target || isStopped(store, record.node)) return;
    const { pod, container, instance } = target;
    const { resumedAt } = record;
    const looked = probeOnce(ticker.worker, {
      pod,
      status: pod.status,
      container,
      now: loop.now(),
      ask: () => ask(target, kind),
      ...(resumedAt === undefined ? {} : { kubeletSince: resumedAt }),
    });
    ticker.worker = looked.worker;
    const before = instance.results[kind] ?? INITIAL[kind];
    if (looked.verdict?.containerID === instance.id) instance.results[kind] = looked.verdict.result;
    if (looked.keepGoing) plan(target, ticker);
    if ((instance.results[kind] ?? before) !== before) kubelet.sync(record);
  };
  /** Runs it now and counts its ticks from now on (the manual trigger of UpdatePodStatus). */
  const trigger = (target: Target, ticker: Ticker): void => {
    const turn = ++ticker.turn;
    ticker.tickAt = loop.now();
    loop.after(0, () => {
      if (ticker.turn === turn) turnOf(target.record, target.own, ticker);
    });
  };

  const eachProbe = (record: PodRecord, own: ContainerRecord, visit: (target: Target, ticker: Ticker) => void) => {
    for (const kind of KINDS) {
      const target = targetOf(record, own, kind);
      if (target) visit(target, tickerOf(target, kind));
    }
  };
  const restart = (target: Target, ticker: Ticker): void => {
    const { kind } = ticker.worker;
    ticker.worker = createWorker(kind);
    ticker.tickAt = loop.now() + random.below(periodOf(target.probe));
    plan(target, ticker);
  };
  return {
    resume(record) {
      for (const own of record.containers.values()) eachProbe(record, own, restart);
    },
    begin(record, name) {
      const own = record.containers.get(name);
      if (own) eachProbe(record, own, plan);
    },
    look(record) {
      for (const own of record.containers.values())
        eachProbe(record, own, (target, ticker) => {
          const { container, instance } = target;
          const isUp = !container.startupProbe || instance.results.startup === "success";
          if (!isUp) return;
          if (ticker.worker.kind === "readiness" && instance.results.readiness !== "success") trigger(target, ticker);
          else if (ticker.worker.kind === "liveness" && ticker.worker.containerID !== instance.id) plan(target, ticker);
        });
    },
  };
}
