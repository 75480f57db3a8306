// Within 10 % of the target the HPA leaves things as they are.
import { between, counted, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { desiredReplicas } from "./hpa-question.ts";

const rule = {
  id: "computed-hpa-tolerance",
  lesson: "autoscaling",
  section: "autoscaling#formula",
  objective: "hpa-formula",
  difficulty: 3,
};

export const hpaTolerance = generatorOf(rule, (random) => {
  const pods = between(random, 8, 24);
  const target = oneOf(random, [50, 60, 70, 80]);
  const use = Math.round(target * oneOf(random, [0.87, 0.92, 0.95, 1.05, 1.08, 1.15]));
  const value = desiredReplicas(
    target,
    Array.from({ length: pods }, () => use),
  );
  const scaled = Math.ceil((pods * use) / target);
  const ratio = Math.round((use / target) * 1000) / 1000;
  const stays = value === pods;
  return {
    stem: `${pods} ready pods use ${use} % of their requested CPU; the HPA's target is ${target} % and its tolerance the default. How many replicas does it want?`,
    answer: { value, unit: "replicas" },
    right: stays
      ? "Right: within the tolerance of 0.1 nothing is scaled."
      : "Right: the ratio is outside the tolerance of 0.1.",
    working: [
      `The ratio is ${use} / ${target} = ${ratio}.`,
      `The default tolerance is 0.1: between 0.9 and 1.1 nothing changes.`,
      stays
        ? `It stays at ${counted(value, "replicas")}.`
        : `${ratio} lies outside, so ceil(${pods} x ${use} / ${target}) = ${counted(value, "replicas")}.`,
    ],
    wrong: [
      {
        value: stays ? scaled : pods,
        why: stays
          ? "That is the formula without the tolerance: within 10 % of the target the HPA does nothing."
          : "The ratio is more than 10 % from 1, so the HPA acts.",
      },
      {
        value: use > target ? pods + 1 : pods - 1,
        why: "The HPA does not move one pod at a time; it computes the count from the ratio or leaves it.",
      },
      { value: Math.ceil(pods * 1.1), why: "The tolerance is a band in which nothing happens, not a step of 10 %." },
      { value: Math.ceil(pods * 0.9), why: "The tolerance is a band in which nothing happens, not a step of 10 %." },
    ],
  };
});
