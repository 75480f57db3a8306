/**
 * The load of one service: its clients' requests are spread evenly over the app's tasks that Marathon takes for healthy, and each works as
 * kubernetes/service/queueing.ts says. Without health checks a task is sent requests as soon as it runs: until its process answers, they fail.
 */
import type { Traffic } from "../kubernetes/cluster-api.ts";
import { type Answering, meanResponseMs, serve, serverOf, type Response } from "../kubernetes/service/queueing.ts";
import { rpsAt } from "../traffic.ts";
import type { MesosWorkload } from "./mesos-api.ts";

/** `limit` in millicores, if there is one. */
export type Endpoint = { task: string; answers: boolean; workload: MesosWorkload; limit: number | undefined };

/** Since the last reading: numbers of requests, and of the last tick how long the tasks took and which answered. CPU in millicores. */
export type Reading = {
  offered: number;
  served: number;
  failed: number;
  responses: Response[];
  answering: Answering;
  ms: number;
  cpu: number;
};

export type Load = { tick(now: number, ms: number): void; read(): Reading };

const nobody = (): Answering => ({ count: 0, rate: 0 });
const empty = (): Reading => ({ offered: 0, served: 0, failed: 0, responses: [], answering: nobody(), ms: 0, cpu: 0 });

export function createLoad(traffic: Traffic, endpoints: () => Endpoint[]): Load {
  const backlogs = new Map<string, number>();
  let reading = empty();

  const work = ({ task, workload, limit }: Endpoint, rps: number, ms: number) => {
    const server = serverOf(workload, limit);
    reading.answering.count++;
    reading.answering.rate += server.rate;
    const done = serve(server, backlogs.get(task) ?? 0, rps, ms);
    backlogs.set(task, done.backlog);
    reading.served += done.served;
    reading.failed += done.failed;
    reading.cpu += workload.idleCpu + (done.served * 1_000 * workload.cpuPerRequestMs) / ms;
    if (done.served === 0) return;
    const delayMs = (done.backlog / server.rate) * 1_000;
    reading.responses.push({ delayMs, meanMs: meanResponseMs(server, rps), weight: done.served });
  };

  return {
    tick(now, ms) {
      const rps = rpsAt(traffic, Math.max(0, now - ms / 2));
      const all = endpoints();
      const there = new Set(all.map(({ task }) => task));
      for (const task of backlogs.keys()) if (!there.has(task)) backlogs.delete(task);
      reading.offered += (rps * ms) / 1_000;
      reading.ms += ms;
      reading.responses = [];
      reading.answering = nobody();
      reading.cpu = 0;
      if (all.length === 0) reading.failed += (rps * ms) / 1_000;
      for (const endpoint of all) {
        if (endpoint.answers) work(endpoint, rps / all.length, ms);
        else reading.failed += ((rps / all.length) * ms) / 1_000;
      }
    },
    read() {
      const read = reading;
      reading = empty();
      return read;
    },
  };
}
