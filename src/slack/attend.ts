/** Keeps an acknowledgement back until the work is done and its person was told, for as long as a person can be kept waiting. */
import type { ReceiverEvent } from "@slack/bolt";
import type { Log } from "../log.ts";
import type { ActName, Following } from "../school/private-words.ts";
import type { Acts } from "./acts.ts";

/** Slack shows a failure after three seconds. */
const PATIENCE_MS = 2_500;

export type Attend = (
  key: string,
  event: ReceiverEvent,
  work: (event: ReceiverEvent) => Promise<void>,
) => Promise<void>;

/** `follow` follows the private words that an act is answered with. When the work fails, nothing is acknowledged. */
export function createAttend(acts: Acts, follow: (act: ActName) => Following, log: Log): Attend {
  return async (key, event, work) => {
    const act = acts.begin(key, event);
    const words = follow(act);
    const end = () => {
      words.end();
      act.end();
    };
    const began = performance.now();
    try {
      const done = work({ ...event, ack: act.ack });
      if (await isDoneWithin(PATIENCE_MS, done)) {
        if (await words.told(PATIENCE_MS - (performance.now() - began))) await act.acknowledge();
        else log.warn({ key }, "its words did not arrive: left unacknowledged, so that Slack shows that it failed");
        return end();
      }
      await act.promise();
      await done;
    } catch (error) {
      end();
      throw error;
    }
    // Its words follow in their own time, and are promised for as long as they are owed.
    void words.told().finally(end);
  };
}

async function isDoneWithin(ms: number, done: Promise<void>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), ms);
  try {
    return await Promise.race([done.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
