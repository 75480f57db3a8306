// Cursor paging, as all of Slack's lists do it.
import { refuse } from "./method.ts";

type Paged<T> = { items: T[]; response_metadata: { next_cursor: string } };

/** One page of a list. The cursor names the first item of the next page, so that what is new meanwhile shifts nothing. */
export function pageOf<T>(
  all: readonly T[],
  { cursor, limit }: { cursor?: string | undefined; limit?: number | undefined },
  usual: number,
  keyOf: (item: T) => string,
): Paged<T> {
  const start = cursor ? indexIn(all, cursor, keyOf) : 0;
  const end = start + Math.min(limit || usual, 1000);
  const next = all[end];
  const next_cursor = next === undefined ? "" : Buffer.from(`next:${keyOf(next)}`).toString("base64");
  return { items: all.slice(start, end), response_metadata: { next_cursor } };
}

function indexIn<T>(all: readonly T[], cursor: string, keyOf: (item: T) => string): number {
  const found = /^next:(.+)$/.exec(Buffer.from(cursor, "base64").toString());
  const index = found ? all.findIndex((item) => keyOf(item) === found[1]) : -1;
  return index < 0 ? refuse("invalid_cursor") : index;
}
