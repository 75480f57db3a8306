/** From starting, which takes much memory for a moment, to standing for days with little. */
import { setFlagsFromString } from "node:v8";

/**
 * Gives back what reading and indexing the lessons has left, half of the heap, and lets the heap grow only a little from then on: what V8 would
 * else keep for as long as the bot runs is 60 MB. So little room while the bot starts would cost a second. It is launch.js that exposes `gc`.
 */
export async function settle(): Promise<void> {
  setFlagsFromString("--memory-saver-mode");
  await globalThis.gc?.({ type: "major", execution: "async", flavor: "last-resort" });
}
