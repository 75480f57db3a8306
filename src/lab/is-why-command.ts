/** `why pdb`, `why update`, `why pods Pending`: a question as one types a command. What people ask each other ("why would we") is none. */

/** What a lab can be asked about by its kind, as one of them is called. */
const THINGS: ReadonlySet<string> = new Set(
  (
    "pod node deployment deploy replicaset daemonset statefulset service svc hpa autoscaler pdb budget quota job cronjob event " +
    "rollout update rollback drain eviction task stack swarm manager worker quorum app instance agent offer role level latency error cost"
  ).split(" "),
);

/** Words of people who speak to or of each other. */
const PEOPLE =
  /(^|\s)(i|me|my|we|us|our|you|your|they|them|he|she|his|her|everybody|everyone|anybody|people|guys|this|that|these|those|please|thanks)(?=[\s.,?!']|$)/i;

const MOST_WORDS = 8;

export function isWhyCommand(text: string): boolean {
  const words = text.trim().toLowerCase().replace(/\?$/, "").split(/\s+/);
  const [why, thing = ""] = words;
  if (why !== "why" || words.length > MOST_WORDS || /[\n<]/.test(text)) return false;
  return (THINGS.has(thing) || THINGS.has(thing.replace(/s$/, ""))) && !PEOPLE.test(text);
}
