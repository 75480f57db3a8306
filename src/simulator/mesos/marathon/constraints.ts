/** Placement constraints (Marathon, src/main/scala/mesosphere/mesos/Constraints.scala). */
import type { Attributes } from "../master/types.ts";

export type Operator = "UNIQUE" | "CLUSTER" | "GROUP_BY" | "LIKE" | "UNLIKE" | "MAX_PER" | "IS";

/** `hostname` (or `@hostname`), `@zone`, `@region`, or the name of an agent's attribute; then the operator and its value. */
export type Constraint = readonly [field: string, operator: Operator, value?: string];

/** Where an instance is, or an offer comes from. */
export type Place = { agent: string; attributes: Attributes };

/** An instance that is placed, and how many instances the app it was launched for should have. */
export type Placed = Place & { wanted: number };

const SCALAR = /^[0-9]+(?:\.[0-9]+)?$/;

/** Numbers are compared in one way of writing, to a thousandth: 7.0 is 7. */
const canonical = (value: string) => (SCALAR.test(value) ? String(Math.round(Number(value) * 1_000) / 1_000) : value);

export function valueOf(field: string, { agent, attributes }: Place): string | undefined {
  if (field === "hostname" || field === "@hostname") return agent;
  const value = attributes[field.startsWith("@") ? field.slice(1) : field];
  return value === undefined ? undefined : canonical(value);
}

function matches(value: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(value);
  } catch {
    return false;
  }
}

function counted(placed: readonly Placed[], field: string): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const place of placed) counts.set(valueOf(field, place), (counts.get(valueOf(field, place)) ?? 0) + 1);
  return counts;
}

/** Without a number of groups: whichever value has fewest of those seen so far, or a new one (docs/docs/constraints.md). */
function isSmallestGroup(value: string, placed: readonly Placed[], field: string): boolean {
  const counts = counted(placed, field);
  return (counts.get(value) ?? 0) <= Math.min(...counts.values());
}

/** Instances are split evenly over so many groups: the first groups that come may have one more, until the remainder is used up. */
function isWantedInGroup(value: string, groups: number, placed: readonly Placed[], field: string): boolean {
  const counts = counted(placed, field);
  const own = counts.get(value);
  if (own === undefined) return counts.size < groups;
  const wanted = placed[0]?.wanted ?? 1;
  const each = Math.trunc(wanted / groups);
  if (own !== each) return own < each;
  const beyond = [...counts.values()].reduce((total, count) => total + Math.max(0, count - each), 0);
  return (wanted % groups) - beyond > 0;
}

type Check = (value: string, wanted: string, placed: readonly Placed[], field: string) => boolean;

const CHECKS: Record<Operator, Check> = {
  UNIQUE: (value, _, placed, field) => placed.every((place) => valueOf(field, place) !== value),
  // Without a value, the first instance's place decides for all others.
  CLUSTER: (value, wanted, placed, field) =>
    wanted === "" ? placed[0] === undefined || valueOf(field, placed[0]) === value : value === wanted,
  GROUP_BY: (value, wanted, placed, field) =>
    wanted === ""
      ? isSmallestGroup(value, placed, field)
      : isWantedInGroup(value, wanted === "inf" ? Number.MAX_SAFE_INTEGER : Number.parseInt(wanted, 10), placed, field),
  LIKE: (value, wanted) => wanted !== "" && matches(value, wanted),
  UNLIKE: (value, wanted) => wanted !== "" && !matches(value, wanted),
  MAX_PER: (value, wanted, placed, field) => (counted(placed, field).get(value) ?? 0) < Number.parseInt(wanted, 10),
  IS: (value, wanted) => value === canonical(wanted),
};

/** Whether an instance may be placed there, given those that are. An agent without the attribute meets UNLIKE alone. */
export function meetsConstraint(
  [field, operator, wanted = ""]: Constraint,
  placed: readonly Placed[],
  offer: Place,
): boolean {
  const value = valueOf(field, offer);
  return value === undefined ? operator === "UNLIKE" : CHECKS[operator](value, wanted, placed, field);
}
