// How much of a subject somebody has at hand now, by what they have answered about it.
import { type Memory, retrievability } from "./memory.ts";

/** 0 to 1: the mean over these concepts of the chance that each is still known, less where it has been known for days only; what was never asked
 * counts as unknown. 0 where there is none. */
export function masteryOf(concepts: string[], memories: Map<string, Memory>, nowMs: number): number {
  const chances = concepts.map((concept) => {
    const memory = memories.get(concept);
    return memory ? retrievability(memory, nowMs) * knownShare(memory) : 0;
  });
  return chances.reduce((sum, chance) => sum + chance, 0) / Math.max(1, concepts.length);
}

/** A wrong answer leaves a memory of a day or less; one that lasts a week has been known. */
function knownShare({ stability }: Memory): number {
  return Math.min(1, stability / 7);
}
