// Drawing numbers and names for a computed question.
import { type Random, shuffled } from "../random.ts";

/** An integer, evenly from `from` to `to`, both possible. */
export function between(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** One of a list, each as likely. Throws on an empty one. */
export function oneOf<T>(random: Random, list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError("nothing to choose from");
  return chosen;
}

/** `count` different ones of a list, in any order. */
export function someOf<T>(random: Random, list: readonly T[], count: number): T[] {
  return shuffled(list.length, random)
    .slice(0, count)
    .flatMap((index) => list.slice(index, index + 1));
}

/** "a, b and c". */
export function joined(words: string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "1 pod", "3 pods". */
export function counted(count: number, things: string): string {
  return `${count} ${count === 1 ? things.replace(/s$/, "") : things}`;
}

/** A pure function of numbers that remembers what it answered: a played cluster takes milliseconds, and there are few drawings. */
export function remembered<T>(play: (...numbers: number[]) => T): (...numbers: number[]) => T {
  const answers = new Map<string, T>();
  return (...numbers) => {
    const key = numbers.join();
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = play(...numbers);
    answers.set(key, answer);
    return answer;
  };
}
