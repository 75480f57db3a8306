/** Replays labs on a thread of its own, so that a long one never holds up an answer. The thread is started by the first lab. */
import { Worker } from "node:worker_threads";
import type { LabView } from "./lab/view.ts";
import type { Replay } from "./school/lab.ts";

export type Replayer = { replay: Replay; stop(): Promise<void> };

type Job = { scenario: Parameters<Replay>[0]; seed: string; commands: string[]; wish: Parameters<Replay>[3] };
type Reply = { view?: LabView; error?: string };

/** No shipped scenario takes a hundredth of this; a replay that does is given up, and its thread with it. */
const TIMEOUT_MS = 10_000;

/**
 * Megabytes. A small nursery keeps what a replay throws away from growing the process (`npm run bench` has the figure); a lab that grows beyond
 * the rest ends the thread, and the others are replayed on a new one.
 */
const LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 };

export function createReplayer(): Replayer {
  let worker: Worker | undefined;
  // One job at a time: a stuck one fails alone, and its time is its own.
  let queue: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = new Worker(new URL("./replay-worker.ts", import.meta.url), { resourceLimits: LIMITS });
    started.unref();
    return started;
  }

  async function run(job: Job): Promise<LabView> {
    worker ??= start();
    const used = worker;
    try {
      const { view, error } = await ask(used, job);
      if (view) return view;
      throw new Error(error);
    } catch (error) {
      // After a time-out or a crash the thread is not trusted any more.
      if (!(error instanceof Error && error.message.startsWith("replay: "))) throw error;
      worker = undefined;
      await used.terminate();
      throw error;
    }
  }

  return {
    replay: (scenario, seed, commands, wish) => {
      const result = queue.then(() => run({ scenario, seed, commands, wish }));
      queue = result.catch(() => {});
      return result;
    },
    stop: async () => {
      await worker?.terminate();
    },
  };
}

/** Rejects with "replay: ..." when the thread itself failed. */
function ask(worker: Worker, job: Job): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      settle();
    };
    const onMessage = (reply: Reply) => end(() => resolve(reply));
    const onError = (error: Error) => end(() => reject(new Error(`replay: ${error.message}`, { cause: error })));
    const onExit = () => end(() => reject(new Error("replay: the thread ended")));
    const onTime = () =>
      end(() =>
        reject(new Error(`replay: ${job.scenario.id} with ${job.commands.length} commands took over ${TIMEOUT_MS} ms`)),
      );
    const timer = setTimeout(onTime, TIMEOUT_MS);
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(job);
  });
}
