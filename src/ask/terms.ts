// Which terms something has. There are tens of thousands of cards and passages: as sets of words theirs would take four times the room.

/** Terms that can be asked for one. A set of words is one of them. */
export type Terms = { has: (term: string) => boolean };

export const NO_TERMS: Terms = { has: () => false };

/** Keeps terms by their numbers; those that have none are left out. */
export function createTermKeeper(numberOf: (term: string) => number | undefined): (terms: readonly string[]) => Terms {
  /** In a closure for each set the numbers would take twice the room. */
  class Kept implements Terms {
    readonly #numbers: readonly number[];
    constructor(numbers: readonly number[]) {
      this.#numbers = numbers;
    }
    has(term: string): boolean {
      const number = numberOf(term);
      return number !== undefined && this.#numbers.includes(number);
    }
  }
  return (terms) => new Kept([...new Set(terms.flatMap((term) => numberOf(term) ?? []))]);
}

/** The terms that any of several have. */
export function anyOf(several: readonly Terms[]): Terms {
  return { has: (term) => several.some((each) => each.has(term)) };
}
