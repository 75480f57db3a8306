/** The thread that renders one picture: the picture in, its PNG out. */
import { parentPort, workerData } from "node:worker_threads";
import type { Picture } from "../lab/picture.ts";
import type { Reply } from "./off-thread.ts";
import { renderPicture } from "./render.ts";

function reply(): Reply {
  try {
    return { png: new Uint8Array(renderPicture(workerData as Picture).png) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.postMessage(reply());
