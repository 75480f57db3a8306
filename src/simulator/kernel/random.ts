/**
 * The one source of chance: sfc32 (Chris Doty-Humphrey's Small Fast Counter, 128 bits of state, from PractRand), seeded by a text.
 * The three words of state are FNV-1a hashes of the text with different offsets; the first twelve numbers are thrown away, as its author advises.
 */
export type Random = {
  /** Evenly from [0, 1). */
  next(): number;
  /** An integer, evenly from 0 up to but not including `count`. */
  below(count: number): number;
  /** An integer, evenly from `from` to `to`, both possible. */
  between(from: number, to: number): number;
};

/** 32-bit FNV-1a over the text's UTF-16 code units, from the given offset basis. */
export function fnv32(text: string, basis = 0x811c9dc5): number {
  let hash = basis;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export function createRandom(seed: string): Random {
  let a = fnv32(seed) | 0;
  let b = fnv32(seed, 0x9e3779b9) | 0;
  let c = fnv32(seed, 0x85ebca6b) | 0;
  let counter = 1;
  const word = () => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let i = 0; i < 12; i++) word();
  const next = () => word() / 0x1_0000_0000;
  const below = (count: number) => Math.floor(next() * count);
  return { next, below, between: (from, to) => from + below(to - from + 1) };
}
