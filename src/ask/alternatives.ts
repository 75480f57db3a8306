// Several causes in one message, or several states in one report: each is asked about by itself.

/** "3 Insufficient cpu, 2 node(s) had untolerated taint": each cause begins with the number of nodes that it keeps away. */
const CAUSES =
  /(?<=: ?)\d+ [a-z][^,;]{4,80}?(?:, (?:and )?\d+ [a-z][^,;]{4,80}?)+(?=\.|\s-+\s|[,;?!]? (?:what|why|how|should)\b|\W*$)/i;
const BETWEEN_CAUSES = /, (?:and )?(?=\d+ [a-z])/i;

/** What schedulers and tools call the state of a pod, task, node or app. */
const STATE = String.raw`["“'\`]?(?:pending|waiting|deploying|delayed|starting|preparing|running|unhealthy|not ?ready|unknown|terminating|failed|rejected|crashloopbackoff|imagepullbackoff|errimagepull|containercreating|evicted|oomkilled|error)["”'\`]?`;
const STATES = new RegExp(String.raw`(?<![\w/])${STATE}(?: ?/ ?| or )${STATE}(?![\w/])`, "i");
const BETWEEN_STATES = / ?\/ ?| or /i;

/** The text once for each of its causes or states, with the others left out; nothing for what names but one. */
export function alternativesIn(text: string): string[] {
  return [...split(text, CAUSES, BETWEEN_CAUSES), ...split(text, STATES, BETWEEN_STATES)];
}

function split(text: string, all: RegExp, between: RegExp): string[] {
  const found = all.exec(text);
  if (!found) return [];
  const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
  return found[0].split(between).map((one) => `${before}${one}${after}`);
}

/** "What are two-level scheduling and resource offers in Mesos?" */
const PAIR =
  /^\W*(?:what (?:is|are)|explain|define|describe) (?!(?:the )?(?:main )?(?:difference|distinction|relation)\w*\b)(?:an? |the )?([^,?]{1,60}?) and (?:an? |the )?([^,?]{1,60}?)((?: (?:in|of|for) [^,?]{1,60}?)?)\W*$/i;

/** What two things are, asked one by one; nothing unless both have a name (`names`). */
export function thingsIn(text: string, names: (text: string) => boolean): string[] {
  const [, one = "", other = "", where = ""] = PAIR.exec(text) ?? [];
  return names(one) && names(other) ? [one, other].map((thing) => `what is ${thing}${where}`) : [];
}
