// Slack's rate tiers: so many calls of a method a minute, and one message a second in a channel. Counted on real time.
const MINUTE_MS = 60_000;
const TIERS: Record<number, number> = { 1: 1, 2: 20, 3: 50, 4: 100 };
/** What Slack calls special: hundreds a minute. */
const SPECIAL = 600;
/** A burst in one channel that Slack still lets through, within so many seconds. */
const CHANNEL_BURST = 5;

const BY_TIER: Record<number, string> = {
  2: `bookmarks.add bookmarks.edit bookmarks.remove chat.startStream chat.stopStream conversations.archive
    conversations.close conversations.create conversations.list conversations.rename conversations.setPurpose
    conversations.setTopic emoji.list pins.add pins.list pins.remove reactions.list reactions.remove usergroups.list users.list`,
  4: `api.test assistant.threads.setSuggestedPrompts assistant.threads.setTitle chat.appendStream chat.postEphemeral
    conversations.members files.completeUploadExternal files.getUploadURLExternal files.info users.info users.profile.get
    views.open views.publish views.push views.update`,
  5: "assistant.threads.setStatus auth.test chat.getPermalink chat.postMessage",
};
const TIER_OF = new Map(
  Object.entries(BY_TIER).flatMap(([tier, names]) => names.split(/\s+/).map((name) => [name, Number(tier)])),
);

export type Rates = {
  enforce(on: boolean): void;
  isEnforced(): boolean;
  /** Counts a call; how many seconds the caller has to wait when it was one too many, else null. */
  count(team: string, method: string, channel: string): number | null;
};

/** Makes the counters. Off at first: a test or a demonstration is faster than a workspace of people. */
export function createRates(now: () => number = () => performance.now()): Rates {
  let enforced = false;
  const calls = new Map<string, number[]>();

  function over(key: string, limit: number, spanMs: number): number | null {
    const recent = (calls.get(key) ?? []).filter((at) => at > now() - spanMs);
    const isOver = recent.length >= limit;
    calls.set(key, isOver ? recent : [...recent, now()]);
    return isOver ? Math.max(1, Math.ceil(((recent[0] as number) + spanMs - now()) / 1000)) : null;
  }

  return {
    enforce(on) {
      enforced = on;
      calls.clear();
    },
    isEnforced: () => enforced,
    count(team, method, channel) {
      if (!enforced) return null;
      const limit = TIERS[TIER_OF.get(method) ?? 3] ?? SPECIAL;
      const wait = over(`${team} ${method}`, limit, MINUTE_MS);
      if (wait !== null || method !== "chat.postMessage") return wait;
      return over(`${team} ${method} ${channel}`, CHANNEL_BURST, CHANNEL_BURST * 1000);
    },
  };
}
