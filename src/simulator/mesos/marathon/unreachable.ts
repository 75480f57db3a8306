/**
 * Instances on agents that cannot be reached (state/UnreachableStrategy.scala, core/task/jobs/impl/ExpungeOverdueLostTasksActor.scala): replaced
 * after inactiveAfterSeconds and forgotten after expungeAfterSeconds, by default both at once.
 */
import type { World } from "../world.ts";
import type { Condition } from "./instances.ts";
import type { Tracker } from "./tracker.ts";

const UNREACHABLE = new Set<Condition>(["Unreachable", "UnreachableInactive"]);

export function watchUnreachable(world: World, tracker: Tracker): void {
  const { loop } = world;
  const stillAfter = (seconds: number, id: string, task: string | undefined, run: () => void) =>
    loop.after(seconds * 1_000, () => {
      const instance = tracker.get(id);
      if (instance && instance.task?.id === task && UNREACHABLE.has(instance.condition)) run();
    });

  tracker.subscribe(({ instance, before, isGone }) => {
    const { id, task, spec, condition } = instance;
    const { unreachableStrategy: strategy } = spec;
    if (isGone || condition !== "Unreachable" || before?.condition === "Unreachable" || strategy === "disabled") return;
    stillAfter(strategy.inactiveAfterSeconds, id, task?.id, () =>
      tracker.update(id, { condition: "UnreachableInactive" }),
    );
    stillAfter(strategy.expungeAfterSeconds, id, task?.id, () => tracker.expunge(id));
  });
}
