// Lists of numbers end to end, in one array of four bytes a number: a list of its own for each of a hundred thousand texts would take ten times as much.

/** List `at` stands in `numbers` from `starts[at]` to `starts[at + 1]`; what `numbers` has beyond the last one means nothing. */
export type Lists = { starts: number[]; numbers: Uint32Array };

const FIRST_SIZE = 1024;

export type GrowingLists = {
  lists: Lists;
  /** Adds a number to the last list, which is still open. */
  push: (number: number) => void;
  /** Ends the last list, and returns its number. */
  end: () => number;
};

export function createLists(): GrowingLists {
  const lists: Lists = { starts: [0], numbers: new Uint32Array(FIRST_SIZE) };
  let length = 0;
  return {
    lists,
    push: (number) => {
      if (length === lists.numbers.length) {
        const more = new Uint32Array(2 * length);
        more.set(lists.numbers);
        lists.numbers = more;
      }
      lists.numbers[length++] = number;
    },
    end: () => lists.starts.push(length) - 2,
  };
}
