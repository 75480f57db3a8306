/**
 * Gathers what is to be written within a few milliseconds into one write: a commit costs the disk's patience once, however many rows it has.
 */
const WAIT_MS = 2;

/** Resolves when the item was written, rejects when the write that it was in failed. */
export function gather<T>(write: (items: T[]) => Promise<void>): (item: T) => Promise<void> {
  let items: T[] = [];
  let written: Promise<void> | undefined;

  async function writeSoon(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    const all = items;
    [items, written] = [[], undefined];
    await write(all);
  }

  return (item) => {
    items.push(item);
    written ??= writeSoon();
    return written;
  };
}
