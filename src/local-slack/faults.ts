// Faults on request: what tests of retries and kills need a Slack to do wrong.
import { z } from "zod";

export const faultSchema = z.strictObject({
  /** A method's name, or "*" for any. */
  method: z.string().min(1),
  count: z.number().int().min(1).default(1),
  fault: z.enum(["rate-limited", "500-before", "500-after", "drop-after", "hang"]),
  /** Seconds, for rate-limited. */
  retry_after: z.number().int().min(0).default(1),
});

export type Fault = z.infer<typeof faultSchema>;

export type Faults = {
  add(fault: Fault): void;
  clear(): void;
  /** The next fault meant for this method, used up by asking. */
  take(method: string): Fault | null;
  left(): Fault[];
};

/** Makes the list of faults that are still to happen, oldest first. */
export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => void faults.push({ ...fault }),
    clear: () => void (faults = []),
    take(method) {
      const found = faults.find((fault) => fault.method === method || fault.method === "*");
      if (!found) return null;
      found.count -= 1;
      faults = faults.filter(({ count }) => count > 0);
      return found;
    },
    left: () => faults.map((fault) => ({ ...fault })),
  };
}
