/** "KEY=VALUE" and "KEY-" behind the resources of label, annotate and set. kubectl, pkg/cmd/util/helpers.go (GetResourcesAndPairs, ParsePairs). */

export type Split = { ok: true; resources: string[]; pairs: string[] } | { ok: false; message: string };

const isPair = (word: string) => (word.includes("=") && !word.startsWith("=")) || (word.endsWith("-") && word !== "-");

/** `what`: "label" or "annotation". */
export function splitPairs(words: readonly string[], what: string): Split {
  const first = words.findIndex(isPair);
  if (first < 0) return { ok: true, resources: [...words], pairs: [] };
  const stray = words.slice(first).find((word) => !isPair(word));
  if (stray !== undefined)
    return { ok: false, message: `all resources must be specified before ${what} changes: ${stray}` };
  return { ok: true, resources: words.slice(0, first), pairs: words.slice(first) };
}

/** What to set, in the order given, and what to take away. */
export type Pairs = { set: Map<string, string>; remove: string[] };

/** Nothing but pairs; a value may have an equals sign in it. */
export function readPairs(words: readonly string[]): Pairs {
  const pairs: Pairs = { set: new Map(), remove: [] };
  for (const word of words) {
    const equals = word.indexOf("=");
    if (equals > 0) pairs.set.set(word.slice(0, equals), word.slice(equals + 1));
    else pairs.remove.push(word.slice(0, -1));
  }
  return pairs;
}
