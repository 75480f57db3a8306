// Which known word somebody probably meant.

/** Levenshtein's distance: how many letters to add, remove or replace. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The known words within `most` letters of a word, in their own order. */
export function nearWords(word: string, known: readonly string[], most = 2): string[] {
  if (word.length > 40) return [];
  return known.filter((each) => Math.abs(each.length - word.length) <= most && distance(word, each) <= most);
}

/** The nearest known word, if any is within `most` letters. */
export function nearest(word: string, known: readonly string[], most = 2): string | undefined {
  const close = nearWords(word, known, most);
  return close.toSorted((a, b) => distance(word, a) - distance(word, b))[0];
}
