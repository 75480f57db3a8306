import type { Random } from "../../kernel/random.ts";

/** In an order of chance (Fisher and Yates), the given list unchanged. */
export function shuffled<T>(given: readonly T[], random: Random): T[] {
  const list = [...given];
  for (let last = list.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [list[last], list[other]] = [list[other] as T, list[last] as T];
  }
  return list;
}
