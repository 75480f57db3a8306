/**
 * Amounts of scalar resources by name, e.g. { cpus: 0.5, mem: 128 } (mem and disk in MB). Only what is there has a name: no zeros.
 * Mesos reckons scalars to a thousandth (src/common/values.cpp), so sums do not drift, and so does this.
 */
export type Quantities = Readonly<Record<string, number>>;

export const NONE: Quantities = {};

const rounded = (value: number) => Math.round(value * 1_000) / 1_000;

/** Leaves out what is not more than nothing. */
function positive(entries: [name: string, value: number][]): Quantities {
  return Object.fromEntries(
    entries.map(([name, value]) => [name, rounded(value)] as const).filter(([, value]) => value > 0),
  );
}

export const quantities = (given: Record<string, number>) => positive(Object.entries(given));

export const isNone = (given: Quantities) => {
  for (const _ in given) return false;
  return true;
};

export function plus(a: Quantities, b: Quantities): Quantities {
  if (isNone(b)) return a;
  const sum: Record<string, number> = { ...a };
  for (const name of Object.keys(b)) sum[name] = rounded((sum[name] ?? 0) + (b[name] ?? 0));
  return sum;
}

/** What is left of `a`, never below nothing (src/common/resource_quantities.cpp). */
export function minus(a: Quantities, b: Quantities): Quantities {
  if (isNone(b)) return a;
  const left: Record<string, number> = {};
  for (const name of Object.keys(a)) {
    const value = rounded((a[name] ?? 0) - (b[name] ?? 0));
    if (value > 0) left[name] = value;
  }
  return left;
}

export const contains = (a: Quantities, b: Quantities) =>
  Object.keys(b).every((name) => (a[name] ?? 0) >= (b[name] ?? 0));

export const sum = (all: Iterable<Quantities>) => {
  let total = NONE;
  for (const one of all) total = plus(total, one);
  return total;
};

/** As much of `given` as there is in `target`; what `target` does not name goes (src/common/resources_utils.cpp, shrinkResources). */
export const shrinkTo = (given: Quantities, target: Quantities) =>
  positive(Object.keys(given).map((name) => [name, Math.min(given[name] ?? 0, target[name] ?? 0)]));

/** As much of `given` as `limits` allow; what they do not name stays, a limit of 0 allows nothing. */
export const capTo = (given: Quantities, limits: Quantities) =>
  positive(
    Object.keys(given).map((name) => [name, Math.min(given[name] ?? 0, limits[name] ?? Number.POSITIVE_INFINITY)]),
  );

/** What limits still allow once `consumed` is taken: a limit used up stays, as 0. */
export const leftOfLimits = (limits: Quantities, consumed: Quantities): Quantities =>
  Object.fromEntries(
    Object.keys(limits).map((name) => [name, rounded(Math.max(0, (limits[name] ?? 0) - (consumed[name] ?? 0)))]),
  );
