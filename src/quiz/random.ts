// Chance that repeats itself: the same seed always gives the same numbers, so a delivery can be drawn again after a crash.
//
// The generator is sfc32 (Chris Doty-Humphrey, PractRand; public domain), 128 bits of state, seeded from text by xmur3, the
// MurmurHash3 mixing by bryc (github.com/bryc/code, public domain). Neither is fit for secrets.

/** A number from 0 up to, but not including, 1. */
export type Random = () => number;

/** Text to a stream of 32-bit numbers, each of which every character reaches. */
function hash(text: string): () => number {
  let state = 1779033703 ^ text.length;
  for (let at = 0; at < text.length; at++) {
    state = Math.imul(state ^ text.charCodeAt(at), 3432918353);
    state = (state << 13) | (state >>> 19);
  }
  return () => {
    state = Math.imul(state ^ (state >>> 16), 2246822507);
    state = Math.imul(state ^ (state >>> 13), 3266489909);
    state ^= state >>> 16;
    return state >>> 0;
  };
}

/** The generator of a seed; neighbouring seeds ("1", "2") have nothing in common. */
export function createRandom(seed: string): Random {
  const next = hash(seed);
  let [a, b, c, counter] = [next(), next(), next(), next()];
  const random = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  // The first numbers still show the seed; its author lets fifteen go by.
  for (let turn = 0; turn < 15; turn++) random();
  return random;
}

/** The numbers 0 to count - 1 in an order in which every order is equally likely (Fisher and Yates). */
export function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
