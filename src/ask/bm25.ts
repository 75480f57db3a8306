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

/** Which documents hold a term in one field, how often, and how much each of that counts. */
type Postings = { places: number[]; worth: number[] };

/** Prepares a search over documents; it takes terms with their weights. Documents that match more of the terms gain by that factor. */
export function createSearch(documents: Fields[]): (terms: Map<string, number>) => Found {
  const fields = documents[0]?.map((_, field) => postingsOf(documents.map((each) => each[field] ?? []))) ?? [];
  return (terms) => {
    const scores = new Float64Array(documents.length);
    const matched = new Uint16Array(documents.length);
    const last = new Uint16Array(documents.length);
    let count = 0;
    let turn = 0;
    for (const [term, weight] of terms) {
      turn++;
      for (const field of fields) {
        const postings = field.get(term);
        if (!postings) continue;
        for (let at = 0; at < postings.places.length; at++) {
          const place = postings.places[at]!;
          if (scores[place] === 0) count++;
          scores[place]! += weight * postings.worth[at]!;
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

/** The postings of one field, with the score of each match worked out beforehand. Lengths are counted in different terms, as MiniSearch does. */
function postingsOf(texts: string[][]): Map<string, Postings> {
  const postings = new Map<string, Postings>();
  const lengths = texts.map((terms, place) => {
    const times = new Map<string, number>();
    for (const term of terms) times.set(term, (times.get(term) ?? 0) + 1);
    for (const [term, count] of times) {
      const of = postings.get(term) ?? { places: [], worth: [] };
      of.places.push(place);
      of.worth.push(count);
      postings.set(term, of);
    }
    return times.size;
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length);
  for (const { places, worth } of postings.values()) {
    const rarity = Math.log(1 + (texts.length - places.length + 0.5) / (places.length + 0.5));
    places.forEach((place, at) => {
      const times = worth[at]!;
      worth[at] = rarity * (D + (times * (K + 1)) / (times + K * (1 - B + (B * lengths[place]!) / average)));
    });
  }
  return postings;
}
