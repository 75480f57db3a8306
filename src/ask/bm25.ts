// Full-text search by BM25+ over documents in several fields (Lv and Zhai, "Lower-bounding term frequency normalization", 2011). MiniSearch
// computes the same scores, test/ask/bm25.test.ts holds the two together; it makes some objects for each document and term, which is most of
// what one question would leave to the garbage collector.
import { layOut } from "./postings.ts";
import type { Reader } from "./reader.ts";

/** `k` saturates repetitions, `b` charges for length, `d` is the least that a match is worth. */
const K = 1.5;
const B = 0.3;
const D = 0.5;

/** A document by its place: for each field the numbers of its texts, as they were read. */
export type Fields = readonly (readonly number[])[];

/** What was found: `scores` by the place of a document, 0 where nothing matched; how many match, and the best places, best first. */
export type Found = { scores: Float64Array; count: number; best: (most: number) => number[] };

/** The places of the documents that have a term (see postings.ts), with the score of each match worked out beforehand. */
type Field = { starts: Uint32Array; places: Uint32Array; worth: Float32Array };

/** Prepares a search over documents, as they were read; it takes terms with their weights. Documents that match more of the terms gain by that factor. */
export function createSearch(documents: Fields[], reader: Reader): (terms: Map<string, number>) => Found {
  const size = documents.length;
  const fields = fieldsOf(documents, reader);
  const { numberOf } = reader;
  return (terms) => {
    const scores = new Float64Array(size);
    const matched = new Uint16Array(size);
    const last = new Uint16Array(size);
    let count = 0;
    let turn = 0;
    for (const [term, weight] of terms) {
      turn++;
      const number = numberOf(term) ?? -1;
      for (const { starts, places, worth } of fields) {
        const from = starts[number] ?? 0;
        const to = starts[number + 1] ?? 0;
        for (let at = from; at < to; at++) {
          const place = places[at]!;
          if (scores[place] === 0) count++;
          scores[place]! += weight * worth[at]!;
          if (last[place] !== turn) matched[place]!++;
          last[place] = turn;
        }
      }
    }
    for (let place = 0; place < size; place++) scores[place]! *= matched[place]!;
    return { scores, count, best: (most) => bestOf(scores, most) };
  };
}

/** The places with the highest scores, best first. Of the thousands that match a question only those are put in order. */
function bestOf(scores: Float64Array, most: number): number[] {
  const best: number[] = [];
  let least = 0;
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place]!;
    if (score <= least) continue;
    let at = best.length;
    while (at > 0 && scores[best[at - 1]!]! < score) at--;
    best.splice(at, 0, place);
    if (best.length > most) best.pop();
    if (best.length === most) least = scores[best[most - 1]!]!;
  }
  return best;
}

function fieldsOf(documents: Fields[], reader: Reader): Field[] {
  return (
    documents[0]?.map((_, field) =>
      fieldOf(
        documents.map((each) => each[field] ?? []),
        reader,
      ),
    ) ?? []
  );
}

/** Lengths are counted in different terms, as MiniSearch does. */
function fieldOf(texts: (readonly number[])[], reader: Reader): Field {
  const { starts, places, times, lengths } = layOut(texts, reader);
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length);
  const worth = new Float32Array(times.length);
  for (let term = 0; term < starts.length - 1; term++) {
    const holding = starts[term + 1]! - starts[term]!;
    const rarity = Math.log(1 + (texts.length - holding + 0.5) / (holding + 0.5));
    for (let at = starts[term]!; at < starts[term + 1]!; at++) {
      const charge = K * (1 - B + (B * lengths[places[at]!]!) / average);
      worth[at] = rarity * (D + (times[at]! * (K + 1)) / (times[at]! + charge));
    }
  }
  return { starts, places, worth };
}
