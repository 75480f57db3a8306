// The statuses that tools show of pods, claims, nodes and apps.
const STATUSES =
  /\b(pending|terminating|crashloopbackoff|imagepullbackoff|errimagepull|containercreating|notready|evicted|oomkilled|released|lost|waiting|delayed)\b/gi;

/** The statuses that a text names, in lower case. */
export function statusesIn(text: string): Set<string> {
  return new Set((text.match(STATUSES) ?? []).map((status) => status.toLowerCase()));
}
