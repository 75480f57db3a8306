// A question that leans on the one before ("and how do I scale it?") -> a question that stands alone.
import { familiesOf } from "./families.ts";
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
    /^(pods?|nodes?|containers?|clusters?|kubernetes|docker|replicas?|images?|requests?|limits?|apps?|applications?|users?|data|traffic|workloads?|versions?|running|failed|pending|ready)$/i.test(
      name,
    ),
  );
}

const OF_THAT = /\b(?:it|its|they|them|their)\b/i;

/** A half that names no certain thing of its own ("do my apps keep running?"), or says "it", is about the thing of the half before. */
export function carryThing(half: string, before: string | undefined, find: (text: string) => Entity[]): string {
  if (before === undefined || (!OF_THAT.test(half) && find(half).some(isSpecific))) return half;
  const named = find(before);
  const certain = named.filter(isSpecific);
  const carried = certain.length > 0 || find(half).length > 0 ? certain : named;
  return carried.length > 0 ? `${half} (${carried.map(({ names }) => names[0]).join(", ")})` : half;
}

/** A half with the certain things of the half before, whatever it names itself: "..., and which signals does the kubelet watch?" */
export function carryAny(half: string, before: string | undefined, find: (text: string) => Entity[]): string {
  if (before === undefined) return half;
  const named = find(half).map(({ key }) => key);
  const carried = find(before).filter((thing) => isSpecific(thing) && !named.includes(thing.key));
  return carried.length > 0 ? `${half} (${carried.map(({ names }) => names[0]).join(", ")})` : half;
}

/**
 * A half of a question that names no orchestrator, with the thing that the whole question names of one ("how many managers in a swarm, and ..."); Kubernetes
 * is meant anyway.
 */
export function carryFamily(half: string, whole: string, find: (text: string) => Entity[]): string {
  if (familiesOf(half).size > 0) return half;
  const ofFamily = find(whole).find(({ names }) =>
    [...familiesOf(names[0]!)].some((family) => family !== "kubernetes"),
  );
  return ofFamily ? `${half} (${ofFamily.names[0]})` : half;
}
