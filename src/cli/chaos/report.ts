/** What a chaos run came to, in lines. */
import type { ChaosResult } from "./run.ts";

/** Posts beyond the first of a slot, and slots without any. */
export function count({ expected, posts }: Pick<ChaosResult, "expected" | "posts">) {
  const distinct = new Set(posts.map(({ delivery, channel }) => `${channel} ${delivery}`)).size;
  return { duplicates: posts.length - Math.min(distinct, expected), lost: Math.max(0, expected - distinct) };
}

export function report(result: ChaosResult): string[] {
  const { storm, lateness, expected, posts, reconciled, stuck } = result;
  const { duplicates, lost } = count(result);
  const late = lateness.toSorted((a, b) => a - b);
  const percentile = (share: number) => `${((late[Math.floor(late.length * share)] ?? 0) / 1000).toFixed(1)} s`;
  return [
    "",
    `| kills | freezes within the lease | beyond it | database restarts | connections cut | sockets dropped |`,
    `|---|---|---|---|---|---|`,
    `| ${storm.kills} | ${storm.stuns} | ${storm.freezes} | ${storm.restarts} | ${storm.cuts} | ${storm.drops} |`,
    `settled by looking for them or by Slack's own events: ${reconciled}; late after falling due: p50 ${percentile(0.5)}, p99 ${percentile(0.99)}, most ${percentile(0.999)}`,
    ...(stuck === "" ? [] : [`waited in vain for ${stuck}`]),
    `${expected} expected, ${posts.length} posted, ${duplicates} duplicates, ${lost} lost`,
  ];
}
