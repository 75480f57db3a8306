// Learns words as vectors: what is asked of a section shall point its way, and away from all others.
import { type Bag, type Vectors, dot, embed } from "./vectors.ts";

/** A question (or a fact) and the section it belongs to, without itself. */
export type Pair = { asked: Bag; told: Bag; section: number };

/** `random` gives numbers from 0 up to 1; `importance` tells how much a row weighs before anything is learned. */
export type Learning = {
  dimensions: number;
  rounds: number;
  importance: readonly number[];
  random: () => number;
  progress?: (round: number, loss: number) => void;
};

/** The sharper, the more the nearest of the wrong sections count. */
const TEMPERATURE = 0.1;
const BATCH = 256;
const RATE = 0.1;
/** So many words of a question are left out each time, so that no single one carries it. */
const LEFT_OUT = 0.1;
/** Pushes less than this are noise. */
const NEGLIGIBLE = 1e-6;

/**
 * Contrastive learning with in-batch negatives (the InfoNCE loss of van den Oord et al. 2018, over sums of word vectors as in StarSpace, Wu et al. 2017), by
 * Adagrad with a falling rate. The same input and the same `random` give the same vectors.
 */
export function learnVectors(pairs: readonly Pair[], rows: Map<string, number>, learning: Learning): Vectors {
  const { dimensions, rounds, random, importance } = learning;
  const values = Float32Array.from({ length: rows.size * dimensions }, (_, at) => {
    const bell = random() + random() + random() - 1.5;
    return (bell * importance[Math.floor(at / dimensions)]!) / Math.sqrt(dimensions);
  });
  const vectors = { dimensions, rows, values };
  const moved = new Float32Array(values.length).fill(NEGLIGIBLE);
  for (let round = 0; round < rounds; round++) {
    const rate = RATE * (1 - round / rounds);
    const order = shuffle(pairs, random);
    let loss = 0;
    for (let from = 0; from + 1 < order.length; from += BATCH) {
      const batch = order.slice(from, from + BATCH).map((pair) => ({ ...pair, asked: thinned(pair.asked, random) }));
      loss += learnBatch(batch, vectors, moved, rate);
    }
    learning.progress?.(round, loss / order.length);
  }
  return vectors;
}

function shuffle<T>(given: readonly T[], random: () => number): T[] {
  const all = [...given];
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other]!, all[last]!];
  }
  return all;
}

/** Without some of its words; with all of them where none would be left. */
function thinned(bag: Bag, random: () => number): Bag {
  const kept = bag.rows.map(() => random() >= LEFT_OUT);
  if (!kept.includes(true)) return bag;
  return { rows: bag.rows.filter((_, at) => kept[at]), weights: bag.weights.filter((_, at) => kept[at]) };
}

/** Moves the vectors by one batch; the sum of its losses. */
function learnBatch(
  batch: Pair[],
  vectors: Vectors & { values: Float32Array },
  moved: Float32Array,
  rate: number,
): number {
  const { dimensions } = vectors;
  const [asked, told, pullOfAsked, pullOfTold] = Array.from(
    { length: 4 },
    () => new Float32Array(batch.length * dimensions),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const lengths = batch.map((pair, at) => ({
    asked: embed(pair.asked, vectors, asked, at * dimensions),
    told: embed(pair.told, vectors, told, at * dimensions),
  }));
  let loss = 0;
  for (let mine = 0; mine < batch.length; mine++) {
    const shares = sharesOf(mine, batch, { asked, told }, dimensions);
    loss -= Math.log(shares[mine]! + Number.MIN_VALUE);
    for (let other = 0; other < batch.length; other++) {
      const push = (shares[other]! - Number(other === mine)) / TEMPERATURE / batch.length;
      if (Math.abs(push) < NEGLIGIBLE) continue;
      for (let each = 0; each < dimensions; each++) {
        pullOfAsked[mine * dimensions + each]! += push * told[other * dimensions + each]!;
        pullOfTold[other * dimensions + each]! += push * asked[mine * dimensions + each]!;
      }
    }
  }
  batch.forEach((pair, at) => {
    move(pair.asked, { pointing: asked, pull: pullOfAsked, at, length: lengths[at]!.asked }, vectors, moved, rate);
    move(pair.told, { pointing: told, pull: pullOfTold, at, length: lengths[at]!.told }, vectors, moved, rate);
  });
  return loss;
}

/** How the question at `mine` spreads over the sections of its batch, all shares together 1; its own section stands there once. */
function sharesOf(
  mine: number,
  batch: Pair[],
  { asked, told }: { asked: Float32Array; told: Float32Array },
  dimensions: number,
): number[] {
  const weights = batch.map(({ section }, other) => {
    if (other !== mine && section === batch[mine]!.section) return 0;
    return Math.exp((dot(asked, mine * dimensions, told, other * dimensions, dimensions) - 1) / TEMPERATURE);
  });
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}

type Pulled = { pointing: Float32Array; pull: Float32Array; at: number; length: number };

/** Moves each row of a bag against its pull; along its own direction a vector of length 1 cannot go. */
function move(
  bag: Bag,
  { pointing, pull, at, length }: Pulled,
  { dimensions, values }: Vectors & { values: Float32Array },
  moved: Float32Array,
  rate: number,
): void {
  const from = at * dimensions;
  const along = dot(pointing, from, pull, from, dimensions);
  for (let place = 0; place < bag.rows.length; place++) {
    const row = bag.rows[place]! * dimensions;
    const share = bag.weights[place]! / length;
    for (let each = 0; each < dimensions; each++) {
      const slope = share * (pull[from + each]! - along * pointing[from + each]!);
      moved[row + each]! += slope * slope;
      values[row + each]! -= (rate * slope) / Math.sqrt(moved[row + each]!);
    }
  }
}
