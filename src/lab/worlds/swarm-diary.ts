// What became of a swarm's tasks and updates while a lab runs: the swarm itself forgets old tasks, and knows of an update only how it stands now.
import type { Service } from "../../simulator/swarm/objects.ts";
import type { Change, Swarm } from "../../simulator/swarm/swarm-api.ts";

export type UpdateState = NonNullable<Service["updateStatus"]>["state"];

/** An update came to this state; simulated ms. */
type UpdateEntry = { at: number; service: string; state: UpdateState; message: string };

export type SwarmDiary = {
  /** How many tasks came up after `fromMs`. */
  started(fromMs: number): number;
  /** How many tasks failed after `fromMs`, and what the first of them said. */
  failed(fromMs: number): { count: number; why: string };
  /** Every state that an update came to after `fromMs`, oldest first. */
  updates(fromMs: number): UpdateEntry[];
};

const FAILED: readonly string[] = ["failed", "rejected", "orphaned"];

/** Begins a diary, which knows nothing of what was before. */
export function keepDiary(swarm: Swarm): SwarmDiary {
  const starts: number[] = [];
  const failures: { at: number; why: string }[] = [];
  const updates: UpdateEntry[] = [];

  const noteTask = (at: number, { object, ...change }: Change) => {
    if (object.kind !== "task") return;
    const { state, err = "" } = object.status;
    const before = "before" in change && change.before.kind === "task" ? change.before.status.state : undefined;
    if (state === before) return;
    if (state === "running") starts.push(at);
    else if (FAILED.includes(state)) failures.push({ at, why: err });
  };
  const noteUpdate = (at: number, { object, ...change }: Change) => {
    if (object.kind !== "service" || !object.updateStatus) return;
    const { state, message } = object.updateStatus;
    const before = "before" in change && change.before.kind === "service" ? change.before.updateStatus : undefined;
    if (state !== before?.state) updates.push({ at, service: object.spec.name, state, message });
  };
  swarm.onChange((at, change) => {
    if (change.action === "delete") return;
    noteTask(at, change);
    noteUpdate(at, change);
  });

  return {
    started: (fromMs) => starts.filter((at) => at > fromMs).length,
    failed(fromMs) {
      const recent = failures.filter(({ at }) => at > fromMs);
      return { count: recent.length, why: recent.find(({ why }) => why !== "")?.why ?? "" };
    },
    updates: (fromMs) => updates.filter(({ at }) => at > fromMs),
  };
}
