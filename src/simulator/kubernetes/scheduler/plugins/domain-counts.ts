/** How many matching pods each domain of a topology holds, with the least of them at hand. Counts move by steps, so the least is found without looking at all. */
export type DomainCounts = {
  counts: Map<string, number>;
  /** How many domains hold each number of pods. */
  levels: Map<number, number>;
  least: number;
};

export const createDomainCounts = (): DomainCounts => ({ counts: new Map(), levels: new Map(), least: 0 });

export const cloneDomainCounts = ({ counts, levels, least }: DomainCounts): DomainCounts => ({
  counts: new Map(counts),
  levels: new Map(levels),
  least,
});

/** Adds to a domain's count; a domain that was not known begins at none. */
export function addToDomain(domains: DomainCounts, value: string, delta: number): void {
  const { counts, levels } = domains;
  const before = counts.get(value);
  const after = (before ?? 0) + delta;
  counts.set(value, after);
  levels.set(after, (levels.get(after) ?? 0) + 1);
  if (before !== undefined) levels.set(before, (levels.get(before) ?? 0) - 1);
  if (counts.size === 1 || after < domains.least) domains.least = after;
  while ((levels.get(domains.least) ?? 0) === 0) domains.least++;
}

/** What skew is measured from: the fewest pods of any domain, or none when there are fewer domains than wanted. */
export const leastOf = (domains: number, least: number, minDomains: number) => (domains < minDomains ? 0 : least);
