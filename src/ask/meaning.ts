// How near a question's meaning is to that of each section, also where they share no word.
import type { Library } from "../knowledge/library.ts";
import { type Reader, createReader } from "./reader.ts";
import { createEmbedRead } from "./read-vectors.ts";
import { remembered } from "./remembered.ts";
import { type Described, type Vectors, type Weighed, bagOf, dot, embed, rowsIn, textsOf } from "./vectors.ts";

/** Nearness is at most 1, and 0 or less where nothing is alike. `nearest` gives sections, nearest first, and at most 160. */
export type Meaning = {
  nearnessOf: (section: string) => number;
  /** The same of any text. */
  nearnessTo: (text: string) => number;
  nearest: (most: number) => string[];
};

/** What is known of each section, by its id. */
export function describe({ lessons, cards }: Library): Map<string, Described> {
  const facts = Map.groupBy(cards, ({ section }) => section);
  return new Map(
    lessons.flatMap(({ title, sections }) =>
      sections.map(({ id, path, asked }) => {
        const said = (facts.get(id) ?? []).flatMap(({ names, sentences }) => [...names, ...sentences]);
        return [id, { headings: [title, ...path].join(" . "), asked, facts: said }] as const;
      }),
    ),
  );
}

/** So many sections that are near as a whole are compared by their nearest questions as well; the others cannot come first. */
const COMPARED = 160;
/** A section that is asked nothing has no nearest question: it is taken to be a little further than it is as a whole. */
const UNASKED = 0.1;

/** What questions mean is kept in a byte a number, in a quarter of the room: 1 is this. */
const FULL = 127;

/** Prepares the sections of a library, to be compared with questions. */
export function createMeaning(
  library: Library,
  vectors: Vectors,
  reader = createReader(),
): (question: readonly Weighed[]) => Meaning {
  const { dimensions } = vectors;
  const described = Array.from(describe(library), ([id, section]) => ({ id, ...numbered(section, reader) }));
  const places = new Map(described.map(({ id }, place) => [id, place]));
  const embedRead = createEmbedRead(reader, vectors);
  const wholes = new Float32Array(described.length * dimensions);
  described.forEach((section, place) => embedRead(textsOf(section), wholes, place * dimensions));
  const one = new Float32Array(dimensions);
  const directionsOf = (texts: readonly number[]) => {
    const directions = new Int8Array(texts.length * dimensions);
    texts.forEach((text, at) => {
      embedRead([{ text, weight: 1 }], one, 0);
      for (let each = 0; each < dimensions; each++) directions[at * dimensions + each] = Math.round(one[each]! * FULL);
    });
    return directions;
  };
  const directionOf = (texts: readonly Weighed[]) => {
    const direction = new Float32Array(dimensions);
    embed(
      bagOf(texts, (text) => rowsIn(text, vectors.rows)),
      vectors,
      direction,
    );
    return direction;
  };
  const askedOf = remembered((place: number) => directionsOf(described[place]!.asked));
  /** How near each section is as a whole. */
  const compare = (mine: Float32Array) => {
    const values = new Float32Array(described.length);
    for (let place = 0; place < values.length; place++)
      values[place] = dot(mine, 0, wholes, place * dimensions, dimensions);
    return values;
  };
  return (question) => {
    const mine = directionOf(question);
    let nearWholes: Float32Array | undefined;
    const asWhole = () => (nearWholes ??= compare(mine));
    const byQuestion = (place: number) => {
      const asked = askedOf(place);
      let best = asked.length > 0 ? -1 : asWhole()[place]! - UNASKED;
      for (let at = 0; at < asked.length; at += dimensions)
        best = Math.max(best, dot(mine, 0, asked, at, dimensions) / FULL);
      return best;
    };
    const near = remembered((place: number) => (asWhole()[place]! + byQuestion(place)) / 2);
    const nearnessOf = (section: string) => {
      const place = places.get(section);
      return place === undefined ? 0 : near(place);
    };
    const nearnessTo = (text: string) => dot(mine, 0, directionOf([{ text, weight: 1 }]), 0, dimensions);
    let order: number[] | undefined;
    const nearest = (most: number) => {
      order ??= highest(asWhole(), COMPARED).toSorted((a, b) => near(b) - near(a) || a - b);
      return order.slice(0, most).map((place) => described[place]!.id);
    };
    return { nearnessOf, nearnessTo, nearest };
  };
}

/** A section by the numbers of its texts. What is asked of it tells its meaning as well as all that it says, and is shorter. */
function numbered({ headings, asked, facts }: Described, { read }: Reader): Described<number> {
  return { headings: read([headings])[0]!, asked: read(asked), facts: asked.length > 0 ? [] : read(facts) };
}

/** The places of the highest values, in no order; of those that are equal all or none. */
function highest(values: Float32Array, most: number): number[] {
  const floor = floorOf(values, most);
  const places: number[] = [];
  for (let place = 0; place < values.length; place++) if (values[place]! >= floor) places.push(place);
  return places;
}

/** The least of the highest values. To sort them all would take five times as long. */
function floorOf(values: Float32Array, most: number): number {
  const rising = new Float32Array(most).fill(-Infinity);
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    let at = -1;
    while (at + 1 < most && rising[at + 1]! < value) {
      if (at >= 0) rising[at] = rising[at + 1]!;
      at++;
    }
    if (at >= 0) rising[at] = value;
  }
  return rising[0]!;
}
