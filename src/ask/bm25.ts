// Full-text search by BM25+ over documents in several fields (Lv and Zhai, "Lower-bounding term frequency normalization", 2011). MiniSearch
// computes the same scores, test/ask/bm25.test.ts holds the two together; it makes some objects for each document and term, which is most of
// what one question would leave to the garbage collector.

/** `k` saturates repetitions, `b` charges for length, `d` is the least that a match is worth. */
const K = 1.5;
const B = 0.3;
const D = 0.5;

/** A document by its place: for each field its terms, repeats included. */
export type Fields = string[][];

/** What was found: `scores` by the place of a document, 0 where nothing matched; how many match, and the best places, best first. */
export type Found = { scores: Float64Array; count: number; best: (most: number) => number[] };

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

/** A function of its own: what the search is made of would otherwise stay as long as the search. */
function fieldsOf(documents: Fields[]): Field[] {
  return documents[0]?.map((_, field) => fieldOf(documents.map((each) => each[field] ?? []))) ?? [];
}

/** Lengths are counted in different terms, as MiniSearch does. */
function fieldOf(texts: string[][]): Field {
  const { rows, numbered } = number(texts);
  const { lengths, starts } = measure(numbered, rows.size);
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length);
  const { places, times } = layOut(numbered, starts);
  const worth = new Float64Array(times.length);
  for (let row = 0; row < rows.size; row++) {
    const holding = starts[row + 1]! - starts[row]!;
    const rarity = Math.log(1 + (texts.length - holding + 0.5) / (holding + 0.5));
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const charge = K * (1 - B + (B * lengths[places[at]!]!) / average);
      worth[at] = rarity * (D + (times[at]! * (K + 1)) / (times[at]! + charge));
    }
  }
  return { rows, starts, places, worth };
}

/** Texts as the rows of their terms. Cards of one section share the terms of their headings, which are read once. */
function number(texts: string[][]): { rows: Map<string, number>; numbered: Uint32Array[] } {
  const rows = new Map<string, number>();
  const rowOf = (term: string): number => {
    const row = rows.get(term) ?? rows.size;
    if (row === rows.size) rows.set(term, row);
    return row;
  };
  const known = new Map([...new Set(texts)].map((terms) => [terms, Uint32Array.from(terms, rowOf)]));
  return { rows, numbered: texts.map((terms) => known.get(terms)!) };
}

/** How many different terms each text has, and where the matches of each term begin. */
function measure(numbered: Uint32Array[], size: number): { lengths: Uint32Array; starts: Uint32Array } {
  const lengths = new Uint32Array(numbered.length);
  const starts = new Uint32Array(size + 1);
  const last = new Int32Array(size).fill(-1);
  numbered.forEach((text, place) => {
    for (const row of text) {
      if (last[row] === place) continue;
      last[row] = place;
      lengths[place]!++;
      starts[row + 1]!++;
    }
  });
  for (let row = 0; row < size; row++) starts[row + 1]! += starts[row]!;
  return { lengths, starts };
}

/** The matches of each term: in which text, and how often. */
function layOut(numbered: Uint32Array[], starts: Uint32Array): { places: Uint32Array; times: Uint16Array } {
  const size = starts.at(-1)!;
  const places = new Uint32Array(size);
  const times = new Uint16Array(size);
  const next = starts.slice();
  numbered.forEach((text, place) => {
    for (const row of text) {
      const last = next[row]! - 1;
      const isSeen = last >= starts[row]! && places[last] === place;
      const at = isSeen ? last : next[row]!++;
      places[at] = place;
      times[at]!++;
    }
  });
  return { places, times };
}
