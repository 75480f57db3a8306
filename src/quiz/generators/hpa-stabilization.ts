// Scaling down waits: the highest recommendation of the last five minutes holds.
import { stabilizeRecommendation } from "../../simulator/kubernetes/hpa/stabilize.ts";
import { HPA_DEFAULTS } from "../../simulator/kubernetes/hpa/settings.ts";
import { between, counted, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-hpa-stabilization",
  lesson: "autoscaling",
  section: "autoscaling#pace",
  objective: "hpa-pace",
  difficulty: 3,
};

const MINUTE = 60_000;
const NOW = 60 * MINUTE;

export const hpaStabilization = generatorOf(rule, (random) => {
  const current = between(random, 12, 20);
  const past = [
    { minutes: oneOf(random, [6, 7, 8]), replicas: current },
    { minutes: 4, replicas: between(random, 4, 11) },
    { minutes: 2, replicas: between(random, 4, 11) },
  ];
  const now = between(random, 2, 3);
  const windowSeconds = HPA_DEFAULTS.downscaleStabilizationSeconds;
  const log = past.map(({ minutes, replicas }) => ({ at: NOW - minutes * MINUTE, replicas }));
  const { replicas: value } = stabilizeRecommendation(log, { desiredReplicas: now, windowSeconds, now: NOW });
  const recent = past.filter(({ minutes }) => minutes * 60 <= windowSeconds).map(({ replicas }) => replicas);
  const told = past.map(({ minutes, replicas }) => `${replicas} (${minutes} minutes ago)`).join(", ");
  return {
    stem: `An HPA without \`behavior\` runs ${current} replicas. Its recommendations so far were ${told}, and now ${now}. To how many replicas does it scale?`,
    answer: { value, unit: "replicas" },
    right: "Right: the highest recommendation of the last 300 seconds.",
    working: [
      `Without \`behavior\`, scaling down is stabilized over ${windowSeconds} seconds: the highest recommendation of that time holds.`,
      `In the last ${windowSeconds / 60} minutes it was ${recent.join(", ")} and ${now}; what is older no longer counts.`,
      `The highest of them is ${counted(value, "replicas")}.`,
    ],
    wrong: [
      {
        value: now,
        why: "That is the newest recommendation; scaling down waits until no higher one is within the window.",
      },
      { value: current, why: "The recommendation that held it there is older than the window of five minutes." },
      { value: Math.min(...recent), why: "The highest recommendation of the window holds, not the lowest." },
      {
        value: Math.ceil((recent.reduce((sum, each) => sum + each, 0) + now) / (recent.length + 1)),
        why: "The window takes the highest recommendation, not the mean.",
      },
    ],
  };
});
