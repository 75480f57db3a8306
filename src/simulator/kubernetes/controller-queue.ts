/** The work queue of a controller whose keys are "namespace/name". */
import { createQueue, type Queue } from "../kernel/queue.ts";
import { splitKey } from "./keys.ts";
import type { World } from "./world.ts";

export function createControllerQueue(
  { loop }: World,
  sync: (name: string, namespace: string, key: string) => void,
): Queue {
  return createQueue(loop, (key) => sync(...splitKey(key), key));
}
