/** A binary heap: the least entry by `isBefore` comes out first. With a total order it comes out the same way every time. */
export type Heap<T> = { push(entry: T): void; pop(): T | undefined; peek(): T | undefined; size(): number };

export function createHeap<T>(isBefore: (a: T, b: T) => boolean): Heap<T> {
  const entries: T[] = [];

  const rise = (entry: T) => {
    let at = entries.length;
    entries.push(entry);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(entry, entries[above] as T)) break;
      entries[at] = entries[above] as T;
      at = above;
    }
    entries[at] = entry;
  };

  const sink = (entry: T) => {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= entries.length) break;
      if (below + 1 < entries.length && isBefore(entries[below + 1] as T, entries[below] as T)) below++;
      if (!isBefore(entries[below] as T, entry)) break;
      entries[at] = entries[below] as T;
      at = below;
    }
    entries[at] = entry;
  };

  const pop = () => {
    const first = entries[0];
    const last = entries.pop();
    if (entries.length > 0) sink(last as T);
    return first;
  };

  return { push: rise, pop, peek: () => entries[0], size: () => entries.length };
}
