/** Replays labs on a thread of its own, so that a long one never holds up an answer. The thread is started by the first lab. */
import { Worker } from "node:worker_threads";
import type { LabView } from "./lab/view.ts";
import type { Replay } from "./school/lab.ts";

export type Replayer = { replay: Replay; stop(): Promise<void> };

type Waiting = { resolve(view: LabView): void; reject(error: Error): void; timer: NodeJS.Timeout };
type Reply = { id: number; view?: LabView; error?: string };

/** No shipped scenario takes a hundredth of this; a replay that does is given up, and its thread with it. */
const TIMEOUT_MS = 10_000;

export function createReplayer(): Replayer {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;

  function settle(id: number, end: (waiting: Waiting) => void): void {
    const entry = waiting.get(id);
    if (!entry) return;
    clearTimeout(entry.timer);
    waiting.delete(id);
    end(entry);
  }

  function fail(error: Error): void {
    worker = undefined;
    for (const id of waiting.keys()) settle(id, ({ reject }) => reject(error));
  }

  function start(): Worker {
    const started = new Worker(new URL("./replay-worker.ts", import.meta.url));
    started.unref();
    started.on("message", ({ id, view, error }: Reply) =>
      settle(id, ({ resolve, reject }) => (view ? resolve(view) : reject(new Error(error)))),
    );
    started.on("error", fail);
    return started;
  }

  return {
    replay: (scenario, seed, commands) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        const id = (lastId += 1);
        const timer = setTimeout(() => {
          void worker?.terminate();
          fail(new Error(`replaying ${commands.length} commands of ${scenario.id} took longer than ${TIMEOUT_MS} ms`));
        }, TIMEOUT_MS);
        waiting.set(id, { resolve, reject, timer });
        worker.postMessage({ id, scenario, seed, commands });
      }),
    stop: async () => {
      await worker?.terminate();
      fail(new Error("Shipmate is stopping"));
    },
  };
}
