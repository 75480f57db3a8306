/** Whether two values say the same: keys in any order; what is undefined, and an empty list, as if it were not there (apimachinery, equality.Semantic). */

const isNothing = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);

/** Objects are never changed in place, so what one was found to be it stays. */
const texts = new WeakMap<object, string>();

function textOf(value: object): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  const fields = Object.entries(value).filter(([, field]) => !isNothing(field));
  return `{${fields
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalText(field)}`)
    .join(",")}}`;
}

/** A text that is the same for values that say the same. */
export function canonicalText(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  let text = texts.get(value);
  if (text === undefined) texts.set(value, (text = textOf(value)));
  return text;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, i) => isSame(each, b[i]));
}

function isSameMap(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  for (const key in a) if (!isSame(a[key], b[key])) return false;
  for (const key in b) if (!(key in a) && !isNothing(b[key])) return false;
  return true;
}

export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  if (Array.isArray(a)) return Array.isArray(b) && isSameList(a, b);
  return isMap(a) && isMap(b) && isSameMap(a, b);
}
