/**
 * A running hash of everything that happened: 64-bit FNV-1a (offset basis cbf29ce484222325, prime 2^40 + 435) over the UTF-16 code units of
 * each line added, a line feed after each. Kept in two 32-bit halves, because numbers hold 53 bits exactly and bigints are slow.
 */
export type Trace = { add(line: string): void; digest(): string };

const WORD = 0x1_0000_0000;

// Looked up once: it is done for every character, and globals are slow where a test runner keeps contexts of its own.
const { floor, imul } = Math;

export function createTrace(): Trace {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  const mix = (unit: number) => {
    const mixed = (low ^ unit) >>> 0;
    const product = mixed * 435;
    high = (imul(high, 435) + (mixed << 8) + floor(product / WORD)) >>> 0;
    low = product >>> 0;
  };
  return {
    add(line) {
      for (let i = 0; i < line.length; i++) mix(line.charCodeAt(i));
      mix(10);
    },
    digest: () => high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0"),
  };
}
