/** Rows counted by group: how many agree, differ and are beyond what ours can have. */
import type { Group } from "./sheet.ts";

export function addGroups(into: Map<string, Group>, more: ReadonlyMap<string, Group>): void {
  for (const [name, { agree, differ, first, outside }] of more) {
    const sum = into.get(name) ?? { agree: 0, differ: 0, outside: new Map<string, number>() };
    sum.agree += agree;
    sum.differ += differ;
    if (first) sum.first ??= first;
    for (const [what, count] of outside) sum.outside.set(what, (sum.outside.get(what) ?? 0) + count);
    into.set(name, sum);
  }
}

/** One line a group, then what is beyond ours by name, then a line a verb (the first two words). */
export function printGroups(groups: ReadonlyMap<string, Group>): string {
  const sorted = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const verbs = new Map<string, Group>();
  for (const [name, group] of sorted) addGroups(verbs, new Map([[name.split(" ").slice(0, 2).join(" "), group]]));
  return [
    "",
    ...sorted.flatMap(([name, group]) => [lineOf(name, group), ...firstOf(group)]),
    "",
    "beyond the lab's language:",
    ...outsideOf(verbs),
    "",
    ...[...verbs].map(([name, group]) => lineOf(name, group)),
    "",
  ].join("\n");
}

function lineOf(name: string, { agree, differ, outside }: Group): string {
  const beyond = [...outside.values()].reduce((sum, count) => sum + count, 0);
  const share = agree + differ > 0 ? ` (${((100 * agree) / (agree + differ)).toFixed(1)} %)` : "";
  return `${name}: ${agree} agree, ${differ} differ${share}${beyond > 0 ? `, ${beyond} beyond the lab` : ""}`;
}

const firstOf = ({ first }: Group) => (first ? [`    ${first.row}: ${first.message.split("\n")[0]}`] : []);

function outsideOf(verbs: ReadonlyMap<string, Group>): string[] {
  const counts = new Map<string, number>();
  for (const { outside } of verbs.values())
    for (const [what, count] of outside) counts.set(what, (counts.get(what) ?? 0) + count);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([what, count]) => `  ${what}: ${count}`);
}
