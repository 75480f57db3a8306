/** What keeps a scheduled quiz from being posted twice or never, each with the edit that takes it away. */
import type { ChaosOptions } from "./options.ts";

/** Under src/; `from` stands there exactly once. */
type Edit = { file: string; from: string; to: string };

export type Guard = {
  name: string;
  edits: Edit[];
  /** Makes the moment longer in which the guard matters, as no storm hits a millisecond often enough. With this alone all has to be well. */
  widens?: Edit[];
  /** Where it matters. */
  stores: ChaosOptions["store"][];
  /** How much of a storm it takes to notice. */
  args: string[];
  /** What a run without it has to show. */
  shows: "duplicates" | "lost";
};

/** Slack's own word about a post: it settles nearly all that the look would, so that the look alone is seldom missed. */
const DEAF: Edit = {
  file: "school/heard-posts.ts",
  from: "    hear(post) {",
  to: "    hear(post) {\n      if (post) return;",
};

const LONG_BEFORE_SENDING: Edit = {
  file: "school/deliverer.ts",
  from: "if (isFenced(performance.now() - claimedAt))",
  to: "await new Promise((done) => setTimeout(done, 300));\n    if (isFenced(performance.now() - claimedAt))",
};

const LONG_AFTER_SENDING: Edit = {
  file: "school/deliverer.ts",
  from: "return poster.send(delivery);",
  to: "const sent = await poster.send(delivery);\n    await new Promise((done) => setTimeout(done, 300));\n    return sent;",
};

export const GUARDS: Guard[] = [
  {
    name: "the look at Slack before sending again, and Slack's own word",
    edits: [
      { file: "school/delivery.ts", from: "return delivery.maybeSent && delivery", to: "return false && delivery" },
      DEAF,
    ],
    stores: ["sqlite", "postgres"],
    args: ["--deliveries", "200"],
    shows: "duplicates",
  },
  {
    name: "the memory that an attempt was under way, and Slack's own word",
    edits: [
      {
        file: "school/delivery.ts",
        from: 'maybeSent: delivery.maybeSent || delivery.status === "sending"',
        to: "maybeSent: delivery.maybeSent",
      },
      DEAF,
    ],
    widens: [LONG_AFTER_SENDING],
    stores: ["sqlite", "postgres"],
    args: ["--deliveries", "400"],
    shows: "duplicates",
  },
  {
    name: "a client that never resends on its own",
    edits: [
      { file: "slack/post.ts", from: "retryConfig: { retries: 0 }", to: "retryConfig: { retries: 3, minTimeout: 20 }" },
    ],
    stores: ["sqlite", "postgres"],
    args: ["--deliveries", "200"],
    shows: "duplicates",
  },
  {
    name: "one transaction for the schedule and its delivery",
    edits: [
      {
        file: "school/quiz.ts",
        from: "taken = await store.transaction(async (records) => {",
        to: "taken = await (async (records: Records) => {",
      },
      {
        file: "school/quiz.ts",
        from: "return due.length;\n      });",
        to: "return due.length;\n      })(store);",
      },
    ],
    stores: ["postgres"],
    args: ["--deliveries", "400"],
    shows: "lost",
  },
  {
    name: "the lease",
    edits: [
      {
        file: "store/lanes.ts",
        from: 'where("status", "=", "sending"), where("lease_until", "<=", now)',
        to: 'where("status", "=", "sending"), where("lease_until", ">=", 0)',
      },
    ],
    widens: [LONG_BEFORE_SENDING],
    stores: ["postgres"],
    args: ["--deliveries", "300"],
    shows: "duplicates",
  },
  {
    name: "the fence of a process that slept",
    edits: [
      { file: "school/delivery.ts", from: "return heldMs > LEASE_MS", to: "return heldMs < 0 && heldMs > LEASE_MS" },
    ],
    widens: [LONG_BEFORE_SENDING],
    stores: ["postgres"],
    args: ["--deliveries", "1000"],
    shows: "duplicates",
  },
];
