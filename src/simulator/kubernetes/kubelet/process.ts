/** A container's processes: they start, end by themselves, and end when they are told to. Kubernetes 1.36, pkg/kubelet/kuberuntime/kuberuntime_container.go. */
import { quantityOf } from "../api/quantity.ts";
import type { Container, Pod } from "../api/pod.ts";
import type { ContainerBehaviour, ProbeKind } from "./behaviour.ts";
import { behaviourIn, containerNamed, podOf, tellOf, type Kubelet } from "./context.ts";
import { expandAll } from "./expand.ts";
import { hexOf } from "./container-status.ts";
import type { ContainerRecord, Instance, PodRecord } from "./records.ts";

/** Killed by SIGKILL: 128 + 9. */
const SIGKILLED = 137;

type End = { exitCode: number; reason: string };
type OwnEnd = { afterMs: number; end: End };

const endOf = (exitCode: number): End => ({ exitCode, reason: exitCode === 0 ? "Completed" : "Error" });

/** Whether the instance answers nothing now. */
export function hangs({ hang }: ContainerBehaviour, { startedAt }: Instance, now: number, probe?: ProbeKind): boolean {
  if (!hang || (probe && hang.probes && !hang.probes.includes(probe))) return false;
  const since = startedAt + hang.afterMs;
  return now >= since && (hang.forMs === undefined || now < since + hang.forMs);
}

/** The main process ends: with the next of the codes at each run, the last one stays. */
function exitOf({ exit }: ContainerBehaviour, run: number): OwnEnd | undefined {
  return exit && { afterMs: exit.afterMs, end: endOf(exit.codes[Math.min(run, exit.codes.length - 1)] ?? 0) };
}

/** It takes more memory than its limit. */
function oomOf(container: Container, { memory }: ContainerBehaviour): OwnEnd | undefined {
  const limit = quantityOf(container.resources?.limits?.["memory"]);
  const over = limit > 0 ? memory?.find(({ bytes }) => bytes > limit) : undefined;
  return over && { afterMs: over.afterMs, end: { exitCode: SIGKILLED, reason: "OOMKilled" } };
}

/** How the run will end by itself: whatever comes first. */
function ownEnd(container: Container, behaviour: ContainerBehaviour, run: number): OwnEnd | undefined {
  const exit = exitOf(behaviour, run);
  const oom = oomOf(container, behaviour);
  return oom && (!exit || oom.afterMs <= exit.afterMs) ? oom : exit;
}

function finish(kubelet: Kubelet, record: PodRecord, own: ContainerRecord, instance: Instance, end: End): void {
  if (instance.end || own.instance !== instance) return;
  const finishedAt = kubelet.world.loop.now();
  instance.end = { ...end, startedAt: instance.startedAt, finishedAt, containerID: instance.id };
  kubelet.ended(record, own.name);
}

/** Without a readiness probe the container is ready as soon as its application can serve. */
export function readyByItself(kubelet: Kubelet, record: PodRecord, instance: Instance): void {
  const { loop } = kubelet.world;
  const now = loop.now();
  const { servesAt } = instance;
  instance.results.readiness = servesAt !== undefined && servesAt <= now ? "success" : "failure";
  if (servesAt === undefined || servesAt <= now) return;
  loop.at(servesAt, () => {
    if (instance.end) return;
    instance.results.readiness = "success";
    kubelet.report(record);
  });
}

/** Every change in how much the container uses may bring its node under pressure. */
function useResources(kubelet: Kubelet, record: PodRecord, instance: Instance, behaviour: ContainerBehaviour): void {
  const { memory = [], disk = [] } = behaviour;
  for (const { afterMs } of [...memory, ...disk])
    kubelet.world.loop.after(afterMs, () => {
      if (!instance.end) kubelet.usageChanged(record.node);
    });
}

export function startContainer(
  kubelet: Kubelet,
  pod: Pod,
  record: PodRecord,
  own: ContainerRecord,
  container: Container,
): void {
  const { loop, random } = kubelet.world;
  const now = loop.now();
  const behaviour = behaviourIn(kubelet, pod, container);
  const { readyMs } = behaviour;
  const run = own.runs++;
  const instance: Instance = {
    id: `containerd://${hexOf(`${record.uid} ${own.name} ${run}`)}`,
    image: container.image,
    startedAt: now,
    servesAt: readyMs === "never" ? undefined : now + random.between(...readyMs),
    results: {},
  };
  if (own.instance?.end) own.lastEnd = own.instance.end;
  own.instance = instance;
  delete own.waiting;
  if (!container.readinessProbe && behaviour.readyOnceRunning) instance.results.readiness = "success";
  else if (!container.readinessProbe) readyByItself(kubelet, record, instance);
  const fate = ownEnd(container, behaviour, run);
  if (fate) loop.after(fate.afterMs, () => finish(kubelet, record, own, instance, fate.end));
  useResources(kubelet, record, instance, behaviour);
  tellOf(kubelet, pod, container, { reason: "Created", message: "Container created" });
  tellOf(kubelet, pod, container, { reason: "Started", message: "Container started" });
  kubelet.started(record, own.name);
}

/** How long the preStop hook takes: what it sleeps, as a hook of its own or in a command. */
function preStopMs({ lifecycle, env }: Container): number {
  const { sleep, exec } = lifecycle?.preStop ?? {};
  if (sleep) return (sleep.seconds ?? 0) * 1_000;
  const slept = /\bsleep (\d+)/.exec(expandAll(exec?.command ?? [], env).join(" "))?.[1];
  return Number(slept ?? 0) * 1_000;
}

export function announceStop(
  kubelet: Kubelet,
  pod: Pod,
  own: ContainerRecord,
  container: Container,
  message?: string,
): void {
  const { instance } = own;
  if (!instance || instance.end || instance.isAnnounced) return;
  instance.isAnnounced = true;
  tellOf(kubelet, pod, container, { reason: "Killing", message: message ?? `Stopping container ${own.name}` });
}

/** preStop hook, SIGTERM, and SIGKILL when it still runs at `deadline`. A second, earlier deadline shortens the first. */
export function stopContainer(
  kubelet: Kubelet,
  pod: Pod,
  record: PodRecord,
  own: ContainerRecord,
  container: Container,
  { from, deadline }: { from: number; deadline: number },
): void {
  const { instance } = own;
  if (!instance || instance.end) return;
  const { loop } = kubelet.world;
  const behaviour = behaviourIn(kubelet, pod, container);
  const byItself = hangs(behaviour, instance, loop.now()) ? Infinity : from + preStopMs(container) + behaviour.stopMs;
  const endsAt = Math.max(loop.now(), Math.min(byItself, deadline, instance.endsAt ?? Infinity));
  if (endsAt === instance.endsAt) return;
  instance.endsAt = endsAt;
  const end = byItself <= deadline ? endOf(0) : endOf(SIGKILLED);
  loop.at(endsAt, () => {
    if (instance.endsAt === endsAt) finish(kubelet, record, own, instance, end);
  });
}

/** How many bytes of memory or disk the container uses now. */
export function usageOf(kubelet: Kubelet, record: PodRecord, own: ContainerRecord, what: "memory" | "disk"): number {
  const pod = podOf(kubelet, record);
  const container = pod && containerNamed(pod, own.name);
  const { instance } = own;
  if (!container || !instance || instance.end) return 0;
  const ranMs = kubelet.world.loop.now() - instance.startedAt;
  return behaviourIn(kubelet, pod, container)[what]?.findLast(({ afterMs }) => afterMs <= ranMs)?.bytes ?? 0;
}
