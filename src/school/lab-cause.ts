/** Questions about what everybody in a lab sees, requests that fail or are slow: the lab's own cause answers them, and lessons only where they are about it. */
import type { Passage } from "../ask/answer.ts";
import { CAUSE } from "../lab/cause.ts";

const SYMPTOM =
  /\b(?:fail(?:s|ed|ing|ures?)?|errors?|slow(?:ly|er)?|down|broken|outage|latency|p95|time ?outs?|timing out|unavailable|not answer\w*|50[234])\b/i;

/** What has facts of its own, and is asked about instead. */
const THING =
  /\b(?:pods?|nodes?|workers?|rollouts?|updates?|rollbacks?|deployments?|hpas?|autoscalers?|pdbs?|budgets?|probes?|drains?|tasks?|stacks?|agents?|apps?|instances?|quotas?|events?|webhooks?)\b/i;

/** The cause of what a question is about; nothing for one about anything else, or while the service level holds. */
export function causeFor(question: string, facts: readonly Passage[]): Passage | undefined {
  if (!SYMPTOM.test(question) || THING.test(question)) return undefined;
  return facts.find(({ id }) => id === CAUSE);
}

/** `Why are pods running and not ready?`: what lessons may add to a cause; nothing where the load alone is behind it. */
export function askedOfCause({ text }: Passage): string | undefined {
  const [, instances, why] =
    /; (?:at [\d:]+ )?\d+ of \d+ (\w+) (?:is|are) (.+?)(?: and \d+ (?:is|are) .*)?\.$/.exec(text) ?? [];
  return why === undefined
    ? undefined
    : `Why are ${instances} ${why.replace("not yet", "not").replaceAll(/[\d/]+/g, "")}?`;
}
