/** Replays labs on a thread of its own, so that a long one never holds up an answer. The thread is started by the first lab. */
import { Worker } from "node:worker_threads";
import type { LabView } from "./lab/view.ts";
import type { Replay } from "./school/lab.ts";

export type Replayer = { replay: Replay; stop(): Promise<void> };

type Job = { scenario: Parameters<Replay>[0]; seed: string; commands: string[]; wish: Parameters<Replay>[3] };
type Reply = { view?: LabView; error?: string };

/**
 * Milliseconds of the processor's time. No shipped scenario takes a hundredth of it; a replay that does is given up, and its thread with
 * it. By the clock on the wall, a busy machine would give up what is well.
 */
const MOST_CPU_MS = 10_000;
const LOOK_EVERY_MS = 500;

/**
 * Megabytes. A small nursery keeps what a replay throws away from growing the process (`npm run bench` has the figure); a lab that grows beyond
 * the rest ends the thread, and the others are replayed on a new one.
 */
const LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 };

export function createReplayer({ mostCpuMs = MOST_CPU_MS, lookEveryMs = LOOK_EVERY_MS } = {}): Replayer {
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
      const { view, error } = await ask(used, job, { mostCpuMs, lookEveryMs });
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
function ask(worker: Worker, job: Job, limit: { mostCpuMs: number; lookEveryMs: number }): Promise<Reply> {
  const before = cpuMs(worker);
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearInterval(timer);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      settle();
    };
    const onMessage = (reply: Reply) => end(() => resolve(reply));
    const onError = (error: Error) => end(() => reject(new Error(`replay: ${error.message}`, { cause: error })));
    const onExit = () => end(() => reject(new Error("replay: the thread ended")));
    const look = async () => {
      const used = (await cpuMs(worker)) - (await before);
      if (used <= limit.mostCpuMs) return;
      const what = `${job.scenario.id} with ${job.commands.length} commands`;
      end(() => reject(new Error(`replay: ${what} took over ${limit.mostCpuMs} ms of the processor's time`)));
    };
    const timer = setInterval(() => void look(), limit.lookEveryMs);
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(job);
  });
}

/** What a thread has used so far, in milliseconds; nothing while it does not run. */
async function cpuMs(worker: Worker): Promise<number> {
  const { user, system } = await worker.cpuUsage().catch(() => ({ user: 0, system: 0 }));
  return (user + system) / 1000;
}
