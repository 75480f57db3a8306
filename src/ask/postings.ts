// Where each term stands: the other side of texts, which tell their terms.
import type { Reader } from "./reader.ts";

/**
 * The places of what has a term stand together, from `starts[term]` to `starts[term + 1]`, each with how often it has it: in an array for each term
 * they would take four times as much memory. `lengths` has how many different terms stand at each place.
 */
export type Postings = { starts: Uint32Array; places: Uint32Array; times: Uint16Array; lengths: Uint32Array };

/** Lays out the terms of what stands at each place: texts, by their numbers. */
export function layOut(places: readonly (readonly number[])[], reader: Reader): Postings {
  const { starts, lengths } = measure(places, reader);
  const { terms } = reader;
  const found = { places: new Uint32Array(starts.at(-1)!), times: new Uint16Array(starts.at(-1)!) };
  const next = starts.slice();
  for (let place = 0; place < places.length; place++)
    for (const text of places[place]!)
      for (let at = terms.starts[text]!; at < terms.starts[text + 1]!; at++) {
        const term = terms.numbers[at]!;
        const last = next[term]! - 1;
        const isSeen = last >= starts[term]! && found.places[last] === place;
        const to = isSeen ? last : next[term]!++;
        found.places[to] = place;
        found.times[to]!++;
      }
  return { starts, lengths, ...found };
}

/** How many different terms stand at each place, and where the places of each term begin. */
export function measure(places: readonly (readonly number[])[], reader: Reader): Pick<Postings, "lengths" | "starts"> {
  const { terms } = reader;
  const size = reader.size();
  const lengths = new Uint32Array(places.length);
  const starts = new Uint32Array(size + 1);
  const last = new Int32Array(size).fill(-1);
  for (let place = 0; place < places.length; place++)
    for (const text of places[place]!)
      for (let at = terms.starts[text]!; at < terms.starts[text + 1]!; at++) {
        const term = terms.numbers[at]!;
        if (last[term] === place) continue;
        last[term] = place;
        lengths[place]!++;
        starts[term + 1]!++;
      }
  for (let term = 0; term < size; term++) starts[term + 1]! += starts[term]!;
  return { lengths, starts };
}
