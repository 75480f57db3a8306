// How long a pod stays on a node with NoExecute taints: as long as its least patient toleration.
import type { Taint } from "../../simulator/kubernetes/api/core.ts";
import { decide } from "../../simulator/kubernetes/taint-eviction/decide.ts";
import { oneOf, someOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-toleration-eviction",
  lesson: "taints-and-priority",
  section: "taints-and-priority#effects",
  objective: "taint-effects",
  difficulty: 3,
};

const SECONDS = [30, 60, 120, 300, 600, 900];

/** Seconds until a pod with these `tolerationSeconds` by taint is evicted from a node with both taints. */
function evictedAfter(tolerated: Record<string, number>): number {
  const taints: Taint[] = ["maintenance", "slow-disk"].map((key) => ({ key, effect: "NoExecute" }));
  const tolerations = Object.entries(tolerated).map(([key, tolerationSeconds]) => ({
    key,
    operator: "Exists" as const,
    effect: "NoExecute" as const,
    tolerationSeconds,
  }));
  const decision = decide(taints, tolerations, undefined, 0);
  if (decision.kind === "evict") return 0;
  if (decision.kind === "schedule") return decision.scheduled.at / 1000;
  throw new Error(`a drawn taint evicts nobody: ${decision.kind}`);
}

export const tolerationEviction = generatorOf(rule, (random) => {
  const [first = 0, second = 0] = someOf(random, SECONDS, 2);
  const isComplete = oneOf(random, [true, true, false]);
  const value = evictedAfter(isComplete ? { maintenance: first, "slow-disk": second } : { maintenance: first });
  const told = isComplete
    ? `tolerates \`maintenance\` for ${first} seconds and \`slow-disk\` for ${second} seconds (\`tolerationSeconds\`)`
    : `tolerates \`maintenance\` for ${first} seconds (\`tolerationSeconds\`) and says nothing of \`slow-disk\``;
  return {
    stem: `A node gets the taints \`maintenance:NoExecute\` and \`slow-disk:NoExecute\` at the same moment. A pod on it ${told}. After how many seconds is the pod evicted?`,
    answer: { value, unit: "seconds" },
    right: isComplete ? "Right: the shortest toleration decides." : "Right: one taint that is not tolerated is enough.",
    working: isComplete
      ? [
          "Both taints are tolerated, each for its own time.",
          `The shortest of ${first} and ${second} seconds decides: ${value} seconds.`,
        ]
      : [
          "`slow-disk:NoExecute` is not tolerated at all.",
          "A pod that does not tolerate every NoExecute taint is evicted at once: after 0 seconds.",
        ],
    wrong: isComplete
      ? [
          { value: Math.max(first, second), why: "The shortest toleration decides, not the longest." },
          { value: first + second, why: "The times run side by side; they are not added up." },
          { value: 0, why: "A pod that tolerates every taint for a time is not evicted at once." },
        ]
      : [
          { value: first, why: "Every NoExecute taint of the node counts, not only the one that is tolerated." },
          { value: 300, why: "300 seconds is the default for not-ready and unreachable nodes only." },
          {
            value: 30,
            why: "There is no grace before the eviction begins; 30 seconds is the default for the pod to stop in.",
          },
        ],
  };
});
