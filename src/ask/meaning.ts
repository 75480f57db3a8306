// How near a question's meaning is to that of each section, also where they share no word.
import type { Library } from "../knowledge/library.ts";
import { type Described, type Vectors, type Weighed, createReader, dot, embedTexts, textsOf } from "./vectors.ts";

/** Nearness is at most 1, and 0 or less where nothing is alike. `nearest` gives sections, nearest first, and at most 160. */
export type Meaning = { nearnessOf: (section: string) => number; nearest: (most: number) => string[] };

/** What is known of each section, by its id. */
export function describe({ lessons, cards }: Library): Map<string, Described> {
  const facts = Map.groupBy(cards, ({ section }) => section);
  return new Map(
    lessons.flatMap(({ title, sections }) =>
      sections.map(({ id, path, asked }) => {
        const said = (facts.get(id) ?? []).flatMap(({ names, sentences }) => [...names, ...sentences]);
        return [id, { headings: [title, ...path], asked, facts: said }] as const;
      }),
    ),
  );
}

/** So many sections that are near as a whole are compared by their nearest questions as well; the others cannot come first. */
const COMPARED = 160;
/** A section that is asked nothing has no nearest question: it is taken to be a little further than it is as a whole. */
const UNASKED = 0.1;

/** Prepares the sections of a library, to be compared with questions. */
export function createMeaning(library: Library, vectors: Vectors): (question: readonly Weighed[]) => Meaning {
  const { dimensions } = vectors;
  const read = createReader(vectors.rows);
  const described = [...describe(library)];
  const places = new Map(described.map(([id], place) => [id, place]));
  const wholes = new Float32Array(described.length * dimensions);
  described.forEach(([, section], place) =>
    embedTexts(textsOf(inShort(section)), read, vectors, wholes, place * dimensions),
  );
  const directionsOf = (texts: readonly string[]) => {
    const directions = new Float32Array(texts.length * dimensions);
    texts.forEach((text, at) => embedTexts([{ text, weight: 1 }], read, vectors, directions, at * dimensions));
    return directions;
  };
  const askedOf = remembered((place) => directionsOf(described[place]![1].asked));
  return (question) => {
    const mine = new Float32Array(dimensions);
    embedTexts(question, read, vectors, mine);
    const asWhole = new Float32Array(described.length);
    for (let place = 0; place < asWhole.length; place++)
      asWhole[place] = dot(mine, 0, wholes, place * dimensions, dimensions);
    const byQuestion = (place: number) => {
      const asked = askedOf(place);
      let best = asked.length > 0 ? -1 : asWhole[place]! - UNASKED;
      for (let at = 0; at < asked.length; at += dimensions) best = Math.max(best, dot(mine, 0, asked, at, dimensions));
      return best;
    };
    const near = remembered((place) => (asWhole[place]! + byQuestion(place)) / 2);
    const nearnessOf = (section: string) => {
      const place = places.get(section);
      return place === undefined ? 0 : near(place);
    };
    let order: number[] | undefined;
    const nearest = (most: number) => {
      order ??= highest(asWhole, COMPARED).toSorted((a, b) => near(b) - near(a) || a - b);
      return order.slice(0, most).map((place) => described[place]![0]);
    };
    return { nearnessOf, nearest };
  };
}

/** What is asked of a section tells its meaning as well as all that it says, and is shorter. */
function inShort(section: Described): Described {
  return section.asked.length > 0 ? { ...section, facts: [] } : section;
}

function remembered<T>(make: (place: number) => T): (place: number) => T {
  const known = new Map<number, T>();
  return (place) => {
    const value = known.get(place) ?? make(place);
    known.set(place, value);
    return value;
  };
}

/** The places of the highest values, in no order. */
function highest(values: Float32Array, most: number): number[] {
  const floor = values.toSorted().at(-Math.min(most, values.length)) ?? 0;
  const places: number[] = [];
  for (let place = 0; place < values.length; place++) if (values[place]! >= floor) places.push(place);
  return places;
}
