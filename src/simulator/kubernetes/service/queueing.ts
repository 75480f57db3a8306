/**
 * How a pod answers requests. Two parts:
 *
 * 1. In equilibrium the pod is an M/M/k queue with k = its usable cores: mean wait by Sakasegawa's formula,
 *    Wq = S * r^(sqrt(2(k+1)) - 1) / (k (1 - r)) (H. Sakasegawa, Annals of the Institute of Statistical Mathematics 29, 1977), which takes
 *    any k of 1 or more and is exact for k = 1, where Wq + S = S / (1 - r) is also the mean of processor sharing. Response times are taken
 *    as exponential with that mean (exact for M/M/1): p50 = T ln 2, p95 = T ln 20.
 * 2. Over capacity a fluid backlog builds up, what comes in less what is worked off, and drains later (G. F. Newell, Applications of Queueing
 *    Theory, 1982). Clients give up after CLIENT_TIMEOUT_MS, so the backlog is never longer than what is worked off in that time.
 *
 * Below one core (a limit of 500m, say) a request takes longer by as much: the kernel's quota lets it run a part of the time.
 */
import type { Workload } from "../cluster-api.ts";

export const CLIENT_TIMEOUT_MS = 5_000;

/** Beyond this share of the capacity the equilibrium is never reached in the time that loads last; the backlog takes over. */
const HIGHEST_LOAD = 0.98;

/** `cores` that requests can use, `rate` of requests a second that they can work off, `serviceMs` that one takes alone. */
export type Server = { cores: number; rate: number; serviceMs: number };

/** Delay in milliseconds from the backlog, then an exponential time of this mean; the same for `weight` requests. */
export type Response = { delayMs: number; meanMs: number; weight: number };

/** A pod with a CPU limit (millicores; nothing means none). */
export function serverOf(workload: Workload, limit: number | undefined): Server {
  const usable = Math.min(limit ?? Number.POSITIVE_INFINITY, workload.parallelism);
  const cores = Math.max(1, usable - workload.idleCpu) / 1_000;
  return {
    cores,
    rate: (cores * 1_000) / workload.cpuPerRequestMs,
    serviceMs: workload.cpuPerRequestMs / Math.min(1, cores),
  };
}

/** Of those that answered at the last tick: how many, and how many requests a second they can work off together. */
export type Answering = { count: number; rate: number };

/** How many they are and what one of them can work off, for a reading: of the latter nothing while none answers. */
export const eachOf = ({ count, rate }: Answering): { answering: number; eachAnswers?: number } =>
  count > 0 ? { answering: count, eachAnswers: rate / count } : { answering: 0 };

/** Mean time of a request in equilibrium at `rps`, in milliseconds. */
export function meanResponseMs({ cores, rate, serviceMs }: Server, rps: number): number {
  const k = Math.max(1, cores);
  const load = Math.min(rps / rate, HIGHEST_LOAD);
  return serviceMs + (serviceMs * load ** (Math.sqrt(2 * (k + 1)) - 1)) / (k * (1 - load));
}

/** What `ms` of arrivals at `rps` do to a pod with this backlog: all in numbers of requests. */
export function serve(
  server: Server,
  backlog: number,
  rps: number,
  ms: number,
): { served: number; failed: number; backlog: number } {
  const waiting = backlog + (rps * ms) / 1_000;
  const served = Math.min(waiting, (server.rate * ms) / 1_000);
  const left = waiting - served;
  const kept = Math.min(left, (server.rate * CLIENT_TIMEOUT_MS) / 1_000);
  return { served, failed: left - kept, backlog: kept };
}

/** The time within which `share` of the requests are answered, in milliseconds, never more than the clients' timeout. */
export function percentileMs(responses: Response[], share: number): number {
  const [first] = responses;
  if (!first) return 0;
  if (responses.length === 1) return Math.min(CLIENT_TIMEOUT_MS, first.delayMs - first.meanMs * Math.log(1 - share));
  const total = responses.reduce((sum, { weight }) => sum + weight, 0);
  const slower = (ms: number) =>
    responses.reduce(
      (sum, { delayMs, meanMs, weight }) => sum + weight * (ms < delayMs ? 1 : Math.exp((delayMs - ms) / meanMs)),
      0,
    ) / total;
  let low = 0;
  let high = CLIENT_TIMEOUT_MS;
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2;
    if (slower(middle) > 1 - share) low = middle;
    else high = middle;
  }
  return high;
}
