/**
 * The load of one service: every TICK_MS its clients' requests are spread evenly over the tasks that the ingress network knows (IPVS, round robin),
 * each of which works as queueing.ts says. What goes to a machine that is gone fails until the others have heard of it.
 */
import type { Traffic, Workload } from "../../kubernetes/cluster-api.ts";
import { type Answering, meanResponseMs, serve, serverOf, type Response } from "../../kubernetes/service/queueing.ts";
import { rpsAt } from "../../traffic.ts";
import type { Agents } from "../agent/agents.ts";
import type { Task } from "../objects.ts";

export const TICK_MS = 1_000;

/** A task that answers: its CPU limit and use in millicores, and the requests that it holds. */
type TaskLoad = { limit: number | undefined; backlog: number; cpu: number };

/** What a share of the requests does to a task that begins with this backlog under this limit. */
type Work = {
  limit: number | undefined;
  begun: number;
  after: TaskLoad;
  served: number;
  failed: number;
  rate: number;
  response: Response;
};

/** Since the last reading: numbers of requests, and of the last tick how long tasks took and which answered. */
type Reading = {
  offered: number;
  served: number;
  failed: number;
  responses: Response[];
  answering: Answering;
  ms: number;
};

export type Load = {
  /** Lets `ms` go by that end now. */
  tick(now: number, ms: number): void;
  read(): Reading;
  /** What a task uses now, in millicores. */
  cpuOf(taskId: string): number;
};

/** Whose load it is: its tasks, asked for when agents or store changed. */
type LoadWish = {
  agents: Agents;
  tasks(): Task[];
  storeVersion(): number;
  traffic: Traffic;
  workload: Workload;
};

const nobody = (): Answering => ({ count: 0, rate: 0 });
const empty = (): Reading => ({ offered: 0, served: 0, failed: 0, responses: [], answering: nobody(), ms: 0 });

const limitOf = ({ spec }: Task) => (spec.limits?.nanoCpus ? spec.limits.nanoCpus / 1e6 : undefined);

export function createLoad({ agents, tasks, storeVersion, traffic, workload }: LoadWish): Load {
  let loads = new Map<string, TaskLoad>();
  let lost = 0;
  let seen = "";
  let reading = empty();

  /** Which tasks answer and how many requests' worth of them are lost; what they hold is carried over. */
  const refresh = () => {
    const version = `${storeVersion()} ${agents.version()}`;
    if (version === seen) return;
    seen = version;
    const before = loads;
    loads = new Map();
    lost = 0;
    for (const task of tasks()) {
      const state = agents.servingState(task.id);
      if (state === "lost") lost++;
      if (state !== "answers") continue;
      const backlog = before.get(task.id)?.backlog ?? 0;
      loads.set(task.id, { limit: limitOf(task), backlog, cpu: workload.idleCpu });
    }
  };

  const work = (limit: number | undefined, begun: number, rps: number, ms: number): Work => {
    const server = serverOf(workload, limit);
    const { served, failed, backlog } = serve(server, begun, rps, ms);
    const cpu = workload.idleCpu + (served * 1_000 * workload.cpuPerRequestMs) / ms;
    const response = { delayMs: (backlog / server.rate) * 1_000, meanMs: meanResponseMs(server, rps), weight: 0 };
    if (served > 0) reading.responses.push(response);
    return { limit, begun, after: { limit, backlog, cpu }, served, failed, rate: server.rate, response };
  };

  return {
    tick(now, ms) {
      refresh();
      const total = (rpsAt(traffic, Math.max(0, now - ms / 2)) * ms) / 1_000;
      const targets = loads.size + lost;
      const share = total / Math.max(1, targets);
      reading.offered += total;
      reading.ms += ms;
      reading.responses = [];
      reading.answering = nobody();
      reading.failed += targets === 0 ? total : share * lost;
      // Most tasks stand as the one before them does: what that one's share came to is theirs too.
      let last: Work | undefined;
      for (const load of loads.values()) {
        const isAlike = last?.limit === load.limit && last?.begun === load.backlog;
        last = last && isAlike ? last : work(load.limit, load.backlog, (share * 1_000) / ms, ms);
        load.backlog = last.after.backlog;
        load.cpu = last.after.cpu;
        reading.served += last.served;
        reading.failed += last.failed;
        last.response.weight += last.served;
        reading.answering.count++;
        reading.answering.rate += last.rate;
      }
    },
    read() {
      const read = reading;
      reading = empty();
      return read;
    },
    cpuOf: (taskId) => loads.get(taskId)?.cpu ?? 0,
  };
}
