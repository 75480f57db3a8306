/** Renders pictures on a thread of its own: it takes a tenth of a second, and answers must not wait for it. A thread lives for one picture. */
import { Worker } from "node:worker_threads";
import type { Picture } from "../lab/picture.ts";

/** A picture -> a PNG; rejects when it cannot be drawn. */
export type Render = (picture: Picture) => Promise<Uint8Array>;

export type Reply = { png: Uint8Array } | { error: string };

/** Many times what the largest picture takes. */
const TIMEOUT_MS = 10_000;

/** One after the other: a picture takes some megabytes while it is drawn. */
export function createRenderer(): Render {
  let queue: Promise<unknown> = Promise.resolve();
  return (picture) => {
    const result = queue.then(() => renderOnThread(picture));
    queue = result.catch(() => {});
    return result;
  };
}

async function renderOnThread(picture: Picture): Promise<Uint8Array> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: picture });
  worker.unref();
  try {
    const reply = await replyOf(worker);
    if ("error" in reply) throw new Error(`picture: ${reply.error}`);
    return reply.png;
  } finally {
    await worker.terminate();
  }
}

function replyOf(worker: Worker): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`picture: it took over ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
    worker.once("message", (reply: Reply) => {
      clearTimeout(timer);
      resolve(reply);
    });
    worker.once("error", (error) => {
      clearTimeout(timer);
      reject(new Error(`picture: ${error.message}`, { cause: error }));
    });
  });
}
