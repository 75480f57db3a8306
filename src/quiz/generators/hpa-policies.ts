// Policies limit how fast the HPA adds pods; selectPolicy says which of them holds.
import { completeBehavior } from "../../simulator/kubernetes/hpa/behavior.ts";
import { convertDesiredReplicasWithBehaviorRate } from "../../simulator/kubernetes/hpa/limits.ts";
import { HPA_DEFAULTS } from "../../simulator/kubernetes/hpa/settings.ts";
import { EMPTY_HPA_STATE } from "../../simulator/kubernetes/hpa/types.ts";
import { between, counted, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-hpa-policies",
  lesson: "autoscaling",
  section: "autoscaling#pace",
  objective: "hpa-pace",
  difficulty: 4,
};

const PERIOD = 60;

export const hpaPolicies = generatorOf(rule, (random) => {
  const current = between(random, 5, 20);
  const pods = between(random, 2, 8);
  const percent = oneOf(random, [20, 25, 50, 100]);
  const selectPolicy = oneOf(random, ["Max", "Min"] as const);
  const wish = { currentReplicas: current, desiredReplicas: 90, minReplicas: 1, maxReplicas: 100 };
  const policies = [
    { type: "Pods" as const, value: pods, periodSeconds: PERIOD },
    { type: "Percent" as const, value: percent, periodSeconds: PERIOD },
  ];
  const behavior = completeBehavior({ scaleUp: { policies, selectPolicy } }, HPA_DEFAULTS);
  const { replicas: value } = convertDesiredReplicasWithBehaviorRate(wish, behavior, EMPTY_HPA_STATE, 0);
  const byPods = current + pods;
  const byPercent = Math.ceil(current * (1 + percent / 100));
  const other = selectPolicy === "Max" ? Math.min(byPods, byPercent) : Math.max(byPods, byPercent);
  return {
    stem: `An HPA's \`scaleUp\` has the policies ${pods} Pods and ${percent} Percent, each per ${PERIOD} seconds, and \`selectPolicy: ${selectPolicy}\`. It runs ${current} replicas, was not scaled lately, and the metrics ask for 90 (maxReplicas is 100). How many replicas does the next scaling set?`,
    answer: { value, unit: "replicas" },
    right: `Right: \`${selectPolicy}\` picks the policy that allows the ${selectPolicy === "Max" ? "larger" : "smaller"} change.`,
    working: [
      `By pods: ${current} + ${pods} = ${byPods}.`,
      `By percent: ceil(${current} x ${100 + percent} / 100) = ${byPercent}.`,
      `\`${selectPolicy}\` takes the ${selectPolicy === "Max" ? "larger" : "smaller"} change: ${counted(value, "replicas")}.`,
    ],
    wrong: [
      {
        value: other,
        why: `That is the other policy: \`${selectPolicy}\` takes the one that allows ${selectPolicy === "Max" ? "more" : "less"} change.`,
      },
      { value: 90, why: "The metrics ask for that, but a policy limits how much is added in one period." },
      { value: byPods + byPercent - current, why: "Policies are alternatives; what they allow is not added up." },
      { value: current + 1, why: "The HPA does not add one pod at a time; the policies say how many." },
    ],
  };
});
