// Full-text search by BM25+ over documents in several fields (Lv and Zhai, "Lower-bounding term frequency normalization", 2011). MiniSearch
// computes the same scores, test/ask/bm25.test.ts holds the two together; it makes some objects for each document and term, which is most of
// what one question would leave to the garbage collector.

/** `k` saturates repetitions, `b` charges for length, `d` is the least that a match is worth. */
const K = 1.5;
const B = 0.3;
const D = 0.5;

/** A document by its place: for each field its terms, repeats included. */
export type Fields = string[][];

/** What was found: `scores` by the place of a document, 0 where nothing matched, and the places that match, best first. */
export type Found = { scores: Float64Array; places: Uint32Array };

/**
 * One field, with the score of each match worked out beforehand. The matches of a term stand together, from `starts[row]` to `starts[row + 1]`, each
 * with its document's place: in an array for each term they would take four times as much memory.
 */
type Field = { rows: Map<string, number>; starts: Uint32Array; places: Uint32Array; worth: Float64Array };

/** Prepares a search over documents; it takes terms with their weights. Documents that match more of the terms gain by that factor. */
export function createSearch(documents: Fields[]): (terms: Map<string, number>) => Found {
  const size = documents.length;
  const fields = fieldsOf(documents);
  return (terms) => {
    const scores = new Float64Array(size);
    const matched = new Uint16Array(size);
    const last = new Uint16Array(size);
    let count = 0;
    let turn = 0;
    for (const [term, weight] of terms) {
      turn++;
      for (const { rows, starts, places, worth } of fields) {
        const row = rows.get(term);
        if (row === undefined) continue;
        for (let at = starts[row]!; at < starts[row + 1]!; at++) {
          const place = places[at]!;
          if (scores[place] === 0) count++;
          scores[place]! += weight * worth[at]!;
          if (last[place] !== turn) matched[place]!++;
          last[place] = turn;
        }
      }
    }
    const places = new Uint32Array(count);
    for (let place = 0, at = 0; at < count; place++) {
      if (scores[place] === 0) continue;
      scores[place]! *= matched[place]!;
      places[at++] = place;
    }
    return { scores, places: places.toSorted((a, b) => scores[b]! - scores[a]! || a - b) };
  };
}

/** A function of its own: what the search is made of would otherwise stay as long as the search. */
function fieldsOf(documents: Fields[]): Field[] {
  return documents[0]?.map((_, field) => fieldOf(documents.map((each) => each[field] ?? []))) ?? [];
}

/** Lengths are counted in different terms, as MiniSearch does. */
function fieldOf(texts: string[][]): Field {
  const counted = texts.map(countTerms);
  const { rows, starts } = layOut(counted);
  const places = new Uint32Array(starts.at(-1)!);
  const worth = new Float64Array(places.length);
  const next = starts.slice();
  const average = counted.reduce((sum, { size }) => sum + size, 0) / Math.max(1, texts.length);
  counted.forEach((terms, place) => {
    for (const [term, times] of terms) {
      const row = rows.get(term)!;
      const holding = starts[row + 1]! - starts[row]!;
      const rarity = Math.log(1 + (texts.length - holding + 0.5) / (holding + 0.5));
      const at = next[row]!++;
      places[at] = place;
      worth[at] = rarity * (D + (times * (K + 1)) / (times + K * (1 - B + (B * terms.size) / average)));
    }
  });
  return { rows, starts, places, worth };
}

function countTerms(terms: string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const term of terms) times.set(term, (times.get(term) ?? 0) + 1);
  return times;
}

/** A row for each term, and where its matches begin. */
function layOut(counted: Map<string, number>[]): Pick<Field, "rows" | "starts"> {
  const rows = new Map<string, number>();
  const holding: number[] = [];
  for (const terms of counted) {
    for (const term of terms.keys()) {
      const row = rows.get(term) ?? rows.size;
      if (row === rows.size) rows.set(term, row);
      holding[row] = (holding[row] ?? 0) + 1;
    }
  }
  const starts = new Uint32Array(rows.size + 1);
  holding.forEach((count, row) => (starts[row + 1] = starts[row]! + count));
  return { rows, starts };
}
