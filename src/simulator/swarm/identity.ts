/** Identities as SwarmKit makes them: 25 digits of base 36 (identity/randomid.go). */
import type { Random } from "../kernel/random.ts";

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
const LENGTH = 25;

export function newId(random: Random): string {
  let id = "";
  for (let i = 0; i < LENGTH; i++) id += DIGITS[random.below(DIGITS.length)];
  return id;
}

/** The same entries in an order of chance, where upstream walks a Go map, whose order is that. */
export function shuffled<T>(random: Random, entries: Iterable<T>): T[] {
  const result = [...entries];
  for (let i = result.length - 1; i > 0; i--) {
    const other = random.below(i + 1);
    const entry = result[i] as T;
    result[i] = result[other] as T;
    result[other] = entry;
  }
  return result;
}
