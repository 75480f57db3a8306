// A question that leans on the one before ("and how do I scale it?") -> a question that stands alone.
import type { Entity } from "./lexicon.ts";

const LEANS =
  /\b(it|its|they|them|their|those|these|this|that|one|ones|there|so|then|the same|both|either|former|latter|else|more)\b/i;
const OPENS = /^\W*(and|but|so|then|also|what about|how about|why|how|when|ok|okay|which)\b/i;
const SHORT = 8;

/** Adds the things that the latest earlier question named, when this one names none of its own and leans on something. */
export function resolveFollowUp(text: string, history: string[], find: (text: string) => Entity[]): string {
  if (history.length === 0 || find(text).some(isSpecific)) return text;
  const short = text.split(" ").length <= SHORT;
  if (!short && !LEANS.test(text)) return text;
  if (!LEANS.test(text) && !OPENS.test(text)) return text;
  const carried = history
    .toReversed()
    .map(find)
    .find((entities) => entities.length > 0);
  if (!carried) return text;
  return `${text} (${carried.map((entity) => entity.names[0]).join(", ")})`;
}

/** A word such as "pod" or "node" is in most questions and says little about what "it" is. */
function isSpecific(entity: Entity): boolean {
  return !entity.names.some((name) =>
    /^(pods?|nodes?|containers?|clusters?|kubernetes|docker|replicas?|images?|requests?|limits?)$/i.test(name),
  );
}
