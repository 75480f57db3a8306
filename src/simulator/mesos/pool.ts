/**
 * Resources of an agent, by the role they are reserved to; "*" is unreserved (include/mesos/v1/mesos.proto, Resource.reservations).
 * Example: { "*": { cpus: 1, mem: 512 }, ads: { cpus: 2 } }. Roles with nothing are not named.
 */
import { contains, isNone, minus, NONE, plus, sum, type Quantities } from "./quantities.ts";

export type Pool = Readonly<Record<string, Quantities>>;

export const UNRESERVED = "*";

export const EMPTY: Pool = {};

const tidy = (entries: [role: string, held: Quantities][]): Pool =>
  Object.fromEntries(entries.filter(([, held]) => !isNone(held)));

export const isEmpty = (pool: Pool) => Object.values(pool).every(isNone);

export const unreserved = (held: Quantities): Pool => tidy([[UNRESERVED, held]]);

export function plusPool(a: Pool, b: Pool): Pool {
  const both: Record<string, Quantities> = { ...a };
  for (const role of Object.keys(b)) both[role] = plus(both[role] ?? NONE, b[role] ?? NONE);
  return both;
}

export const minusPool = (a: Pool, b: Pool) =>
  tidy(Object.keys(a).map((role) => [role, minus(a[role] ?? NONE, b[role] ?? NONE)]));

export const containsPool = (a: Pool, b: Pool) =>
  Object.keys(b).every((role) => contains(a[role] ?? NONE, b[role] ?? NONE));

/** Whatever it is reserved to. */
export const quantitiesOf = (pool: Pool) => sum(Object.values(pool));

export const unreservedOf = (pool: Pool): Quantities => pool[UNRESERVED] ?? NONE;

export const reservedOf = (pool: Pool) => tidy(Object.entries(pool).filter(([role]) => role !== UNRESERVED));

/** What may be allocated to a role: what is unreserved, and what is reserved to it or to a role above it in the tree. */
export const allocatableTo = (pool: Pool, role: string) =>
  tidy(Object.entries(pool).filter(([to]) => to === UNRESERVED || to === role || role.startsWith(`${to}/`)));

/** Takes what a task needs of an offer: reserved resources first, then unreserved ones; nothing when there is not enough. */
export function takeFor(pool: Pool, needed: Quantities): Pool | undefined {
  let missing = needed;
  const taken: [string, Quantities][] = [];
  for (const to of [...Object.keys(pool).filter((role) => role !== UNRESERVED), UNRESERVED]) {
    const held = pool[to] ?? NONE;
    const part = minus(missing, minus(missing, held));
    taken.push([to, part]);
    missing = minus(missing, part);
  }
  return isNone(missing) ? tidy(taken) : undefined;
}
