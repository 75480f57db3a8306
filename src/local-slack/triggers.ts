// Trigger ids: each lets the app open one view, once, within three seconds of the person's action.
import { randomBytes } from "node:crypto";

export type Trigger = { user: string; view_id: string | null };

export type TriggerProblem = "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id";

export type Triggers = {
  make(trigger: Trigger): string;
  /** The trigger, or why it cannot be used. */
  find(id: string): Trigger | TriggerProblem;
  /** Uses it up. */
  spend(id: string): void;
};

type Kept = Trigger & { madeAt: number; spent: boolean };

/** Makes the store. It runs on real time: moving the control clock must not expire what a person has just clicked. */
export function createTriggers(lifeMs: number): Triggers {
  const kept = new Map<string, Kept>();
  return {
    make(trigger) {
      for (const [id, { madeAt }] of kept) if (performance.now() - madeAt > lifeMs * 100) kept.delete(id);
      const id = `${Date.now()}.${Math.floor(performance.now() * 1000)}.${randomBytes(16).toString("hex")}`;
      kept.set(id, { ...trigger, madeAt: performance.now(), spent: false });
      return id;
    },
    find(id) {
      const found = kept.get(id);
      if (!found) return "invalid_trigger_id";
      if (found.spent) return "exchanged_trigger_id";
      return performance.now() - found.madeAt > lifeMs ? "expired_trigger_id" : found;
    },
    spend(id) {
      const found = kept.get(id);
      if (found) found.spent = true;
    },
  };
}
