/** What is told of a while that passed. */

/**
 * A sentence; `at` is when it happened, in simulated milliseconds, and absent of what is summed up over the whole while. `isStanding`: it says
 * how something is and not what happened, so once told it is no news until it changes.
 */
export type News = { at?: number; text: string; isStanding?: true };

/** What is so and would be told now. */
export const standing = (news: readonly News[]): ReadonlySet<string> =>
  new Set(news.flatMap(({ text, isStanding }) => (isStanding ? [text] : [])));

/** By time, and of one instant in the order in which they are told: causes first. What is summed up comes last. */
export function inOrder(news: readonly News[]): News[] {
  const timed = news.filter((each) => each.at !== undefined).toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
  return [...timed, ...news.filter((each) => each.at === undefined)];
}
