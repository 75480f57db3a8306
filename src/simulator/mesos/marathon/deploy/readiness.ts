/** Which new instances of a deployment are healthy (core/deployment/impl/ReadinessBehavior.scala). Readiness checks are not modelled. */
import type { App } from "../app.ts";
import type { Instance } from "../instances.ts";
import type { Change } from "../tracker.ts";

export type Readiness = {
  /** Answers whether the change made an instance of this version healthy that was not. */
  note(change: Change): boolean;
  /** Counts an instance that was there before the deployment began. */
  reconcile(instance: Instance): void;
  terminated(id: string): void;
  isReached(count: number): boolean;
};

export function createReadiness(app: App): Readiness {
  const healthy = new Set<string>();
  const hasChecks = app.healthChecks.length > 0;

  const became = ({ instance, before }: Change) =>
    hasChecks
      ? instance.healthy === true && !healthy.has(instance.id)
      : instance.condition === "Running" && before?.condition !== "Running";

  return {
    note(change) {
      const { instance, isGone } = change;
      if (isGone || instance.spec.version !== app.version || !became(change)) return false;
      healthy.add(instance.id);
      return true;
    },
    reconcile(instance) {
      if (!hasChecks || instance.healthy) healthy.add(instance.id);
    },
    terminated: (id) => void healthy.delete(id),
    isReached: (count) => healthy.size === count,
  };
}
