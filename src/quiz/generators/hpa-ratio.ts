// desiredReplicas = ceil(currentReplicas x current / target).
import { between, counted, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { desiredReplicas } from "./hpa-question.ts";

const rule = {
  id: "computed-hpa-ratio",
  lesson: "autoscaling",
  section: "autoscaling#formula",
  objective: "hpa-formula",
  difficulty: 2,
};

export const hpaRatio = generatorOf(rule, (random) => {
  const pods = between(random, 3, 12);
  const target = oneOf(random, [40, 50, 60, 70, 80]);
  const current = oneOf(random, [0.4, 0.5, 0.6, 1.25, 1.4, 1.5, 1.75]) * target;
  const use = Math.round(current);
  const value = desiredReplicas(
    target,
    Array.from({ length: pods }, () => use),
  );
  const exact = (pods * use) / target;
  const shown = Math.round(exact * 100) / 100;
  return {
    stem: `${pods} ready pods use ${use} % of their requested CPU on average; the HorizontalPodAutoscaler's target is ${target} %. How many replicas does it compute, before stabilization and limits?`,
    answer: { value, unit: "replicas" },
    right: "Right: the count is scaled by the ratio and rounded up.",
    working: [
      `The ratio of current to target is ${use} / ${target}, further from 1 than the tolerance of 0.1, so it acts.`,
      `${pods} x ${use} / ${target} = ${shown}.`,
      `It rounds up: ${counted(value, "replicas")}.`,
    ],
    wrong: [
      {
        value: Math.floor(exact),
        why: "The result is rounded up, not down: rounding down would leave the pods above the target.",
      },
      {
        value: use > target ? pods + 1 : pods - 1,
        why: "The HPA does not move one pod at a time; it computes the count from the ratio.",
      },
      {
        value: Math.ceil((pods * target) / use),
        why: "That is the ratio upside down: more load than the target asks for more pods, less for fewer.",
      },
      {
        value: Math.ceil(pods * (1 + (use - target) / 100)),
        why: "That adds the difference in percentage points; what counts is the ratio of current to target.",
      },
    ],
  };
});
