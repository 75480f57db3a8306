// Faults: what tests of retries and kills need a Slack to do wrong. Asked for one by one, or drawn by chance from a seed.
import { z } from "zod";

/** To calls of the Web API. Nothing happened after the first two; the others happened, and all but `slow` go unheard. */
const API_FAULTS = ["rate-limited", "500-before", "500-after", "drop-after", "hang", "slow"] as const;
/** To what is sent to the app. */
const DELIVERY_FAULTS = ["redeliver", "late-ack", "disconnect", "kill", "clock-jump"] as const;

const name = z.enum([...API_FAULTS, ...DELIVERY_FAULTS]);

export type FaultName = z.infer<typeof name>;

const sizes = {
  /** Seconds, for rate-limited. */
  retry_after: z.number().int().min(0).default(1),
  /** Milliseconds, for slow. */
  delay_ms: z.number().int().min(0).max(60_000).default(1000),
  /** How far clock-jump moves the control clock. */
  advance_ms: z.number().int().min(0).default(60_000),
};

export const faultSchema = z.strictObject({
  /** A method's name, or events_api, interactive, slash_commands for what goes to the app; "*" for any. */
  method: z.string().min(1),
  count: z.number().int().min(1).default(1),
  fault: name,
  ...sizes,
});

export const chaosSchema = z.strictObject({
  seed: z.number().int(),
  /** How often each fault is to happen, from 0 to 1. */
  rates: z.partialRecord(name, z.number().min(0).max(1)),
  /** Methods that stay well. */
  spare: z.array(z.string()).default([]),
  ...sizes,
});

export type Fault = z.infer<typeof faultSchema>;
export type Chaos = z.infer<typeof chaosSchema>;
export type Domain = "api" | "delivery";

export type Faults = {
  add(fault: Fault): void;
  clear(): void;
  /** From now on chance decides too; null: no longer. */
  chance(chaos: Chaos | null): void;
  /** The next fault meant for this method or envelope, used up by asking. */
  take(domain: Domain, method: string): Fault | null;
  left(): Fault[];
  chaos(): Chaos | null;
};

const OF: Record<Domain, readonly FaultName[]> = { api: API_FAULTS, delivery: DELIVERY_FAULTS };

/** Makes the list of faults that are still to happen, oldest first. */
export function createFaults(): Faults {
  let faults: Fault[] = [];
  let chaos: Chaos | null = null;
  let draws = new Map<string, number>();

  function draw(domain: Domain, method: string): Fault | null {
    if (!chaos || chaos.spare.includes(method)) return null;
    const { seed, rates, retry_after, delay_ms, advance_ms } = chaos;
    // Numbered by method, so that calls that overtake each other do not change what happens to the others.
    const count = (draws.get(method) ?? 0) + 1;
    draws.set(method, count);
    let rest = chanceOf(`${seed} ${method} ${count}`);
    for (const fault of OF[domain]) {
      rest -= rates[fault] ?? 0;
      if (rest < 0) return { method, count: 1, fault, retry_after, delay_ms, advance_ms };
    }
    return null;
  }

  return {
    add: (fault) => void faults.push({ ...fault }),
    clear: () => void (faults = []),
    chance(next) {
      chaos = next;
      draws = new Map();
    },
    take(domain, method) {
      const found = faults.find(
        (fault) => OF[domain].includes(fault.fault) && (fault.method === method || fault.method === "*"),
      );
      if (!found) return draw(domain, method);
      found.count -= 1;
      faults = faults.filter(({ count }) => count > 0);
      return found;
    },
    left: () => faults.map((fault) => ({ ...fault })),
    chaos: () => chaos,
  };
}

/** A number from 0 to 1 that is always the same for the same words (FNV-1a, then mixed as in MurmurHash3). */
function chanceOf(words: string): number {
  let hash = 0x811c9dc5;
  for (const letter of words) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
