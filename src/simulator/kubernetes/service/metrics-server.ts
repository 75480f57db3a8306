/**
 * The metrics pipeline: metrics-server asks every kubelet each 15 s (--metric-resolution) for the CPU time that each container has used since it
 * started, and reports the rate between its last two readings (kubernetes-sigs/metrics-server, pkg/storage/pod.go). So a new pod has no metrics
 * before its second reading, and every number is a mean over a window that is 0 to 15 s past. Each round replaces what the one before it brought:
 * of a kubelet that does not answer nothing is kept, and its pods have no metrics until they have been read twice again.
 */
import type { Pod } from "../api/pod.ts";
import { isStopped } from "../kubelet/nodes.ts";
import type { Processes } from "../kubelet/processes.ts";
import { requestsOf } from "../requests.ts";
import type { Store } from "../store.ts";

export const SCRAPE_MS = 15_000;

/** Of what nothing is said: a running pod is taken to use this share of its memory request, or this much. */
const MEMORY_SHARE = 0.6;
const MEMORY_UNKNOWN = 64 * 1024 * 1024;

/** What a pod used: `cpu` millicores as a mean over the window that ends at `at`, `memory` bytes. */
export type PodUsage = { name: string; namespace: string; at: number; windowMs: number; cpu: number; memory: number };

type Counter = { cpuMs: number; previous?: { at: number; cpuMs: number }; usage?: PodUsage };

export type MetricsServer = {
  /** Counts CPU time of running pods: `ms` at what `cpuOf` says, in millicores. */
  count(ms: number, cpuOf: (pod: Pod) => number): void;
  scrape(now: number): void;
  /** Of those of the pods that were read twice. */
  usageOf(pods: Pod[]): PodUsage[];
};

const guessedMemory = ({ spec }: Pod) => requestsOf(spec).memory * MEMORY_SHARE || MEMORY_UNKNOWN;

export function createMetricsServer(store: Store, memoryOf: Processes["memoryOf"]): MetricsServer {
  const counters = new Map<string, Counter>();

  let running: { pod: Pod; counter: Counter }[] = [];
  let seen = -1;

  const counterOf = (pod: Pod) => {
    let counter = counters.get(pod.metadata.uid);
    if (!counter) counters.set(pod.metadata.uid, (counter = { cpuMs: 0 }));
    return counter;
  };
  const refresh = () => {
    if (seen === store.changes("Pod")) return;
    seen = store.changes("Pod");
    const pods = store.list("Pod").filter(({ status }) => status.phase === "Running");
    running = pods.map((pod) => ({ pod, counter: counterOf(pod) }));
  };

  const scrapePod = (pod: Pod, counter: Counter, now: number) => {
    const { previous, cpuMs } = counter;
    counter.previous = { at: now, cpuMs };
    if (!previous || previous.at === now) return;
    const windowMs = now - previous.at;
    const cpu = Math.round(((cpuMs - previous.cpuMs) * 1_000) / windowMs);
    const { name, namespace } = pod.metadata;
    counter.usage = { name, namespace, at: now, windowMs, cpu, memory: memoryOf(pod) ?? guessedMemory(pod) };
  };

  const forget = (counter: Counter) => {
    delete counter.previous;
    delete counter.usage;
  };

  store.watch(({ verb, object }) => {
    if (object.kind === "Pod" && verb === "deleted") counters.delete(object.metadata.uid);
  });

  return {
    count(ms, cpuOf) {
      refresh();
      for (const { pod, counter } of running) counter.cpuMs += (cpuOf(pod) * ms) / 1_000;
    },
    scrape(now) {
      for (const pod of store.list("Pod")) {
        const counter = counters.get(pod.metadata.uid);
        if (!counter) continue;
        if (isStopped(store, pod.spec.nodeName ?? "")) forget(counter);
        else scrapePod(pod, counter, now);
      }
    },
    usageOf: (pods) => pods.flatMap(({ metadata }) => counters.get(metadata.uid)?.usage ?? []),
  };
}
