/** Which instances go when there are too many (core/deployment/ScalingProposition.scala; mesosphere/mesos/Constraints.scala). */
import type { App } from "./app.ts";
import { valueOf } from "./constraints.ts";
import type { Condition, Instance } from "./instances.ts";

/** Lower goes first. */
const WEIGHTS: Partial<Record<Condition, number>> = { Unreachable: 1, Staging: 2, Starting: 3, Running: 4 };

function startedAt({ condition, task, since }: Instance): number {
  if (condition === "Staging") return task?.stagedAt ?? since;
  return condition === "Starting" ? since : (task?.runningSince ?? Number.NEGATIVE_INFINITY);
}

/** Unreachable before staging before starting before running; of one condition, the youngest or the oldest first. */
export function byConditionAndDate(selection: App["killSelection"]) {
  return (a: Instance, b: Instance): number => {
    const weight = (WEIGHTS[a.condition] ?? 5) - (WEIGHTS[b.condition] ?? 5);
    if (weight !== 0) return weight;
    const [from, to] = [startedAt(a), startedAt(b)];
    if (from === to) return 0;
    // What never ran goes before what did.
    if (!Number.isFinite(from) || !Number.isFinite(to)) return Number.isFinite(from) ? 1 : -1;
    return selection === "YOUNGEST_FIRST" ? to - from : from - to;
  };
}

/** Instances grouped by the value that a GROUP_BY constraint speaks of. */
function groupsBy(field: string, instances: readonly Instance[]): Instance[][] {
  const groups = new Map<string | undefined, Instance[]>();
  for (const instance of instances) {
    const value = instance.task && valueOf(field, instance.task);
    groups.set(value, [...(groups.get(value) ?? []), instance]);
  }
  return [...groups.values()];
}

const without = (groups: readonly Instance[][], chosen: ReadonlySet<Instance>) =>
  groups.map((group) => group.filter((instance) => !chosen.has(instance)));

/** By how much the largest group is larger than the smallest. */
function difference(groups: readonly Instance[][]): number {
  const sizes = groups.map(({ length }) => length);
  return Math.max(...sizes) - Math.min(...sizes);
}

const largest = (groups: readonly Instance[][]) => {
  const size = Math.max(...groups.map(({ length }) => length));
  return difference(groups) === 0 ? [] : groups.filter(({ length }) => length === size).flat();
};

/** Chooses so that groups of GROUP_BY constraints become or stay even; it may choose fewer than asked, and none without such constraints. */
export function chooseByGroups(app: Pick<App, "constraints">, running: readonly Instance[], count: number): Instance[] {
  if (running.length === count) return [...running];
  const all = app.constraints
    .filter(([, operator]) => operator === "GROUP_BY")
    .map(([field]) => groupsBy(field, running));
  if (all.length === 0) return [];
  const chosen = new Set<Instance>();
  const staysEven = (groups: Instance[][], next: Instance) => {
    const after = difference(without(groups, new Set([...chosen, next])));
    return after <= 1 || difference(groups) > after;
  };
  while (chosen.size < count) {
    const left = all.map((groups) => without(groups, chosen)).toSorted((a, b) => difference(b) - difference(a));
    const candidates = [...left.flatMap(largest), ...running.filter((instance) => !chosen.has(instance))];
    const next = candidates.find((candidate) => all.every((groups) => staysEven(groups, candidate)));
    if (!next) break;
    chosen.add(next);
  }
  return [...chosen];
}

/** Who must go, and how many must come, for `scaleTo` instances to run. */
export function propose(
  app: App,
  instances: readonly Instance[],
  scaleTo: number,
): { toKill: Instance[]; toStart: number } {
  const running = instances.filter(({ goal, condition }) => goal === "Running" && condition !== "UnreachableInactive");
  const count = Math.max(running.length - scaleTo, 0);
  const forGroups = count > 0 ? chooseByGroups(app, running, count) : [];
  const rest = running.filter((instance) => !forGroups.includes(instance));
  const order = [...forGroups, ...rest.toSorted(byConditionAndDate(app.killSelection))];
  return { toKill: order.slice(0, count), toStart: scaleTo - running.length + count };
}
