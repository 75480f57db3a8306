// On the way up, pods that are not ready count as using nothing.
import { between, counted, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { desiredReplicas } from "./hpa-question.ts";

const rule = {
  id: "computed-hpa-unready",
  lesson: "autoscaling",
  section: "autoscaling#missing",
  objective: "hpa-inputs",
  difficulty: 4,
};

export const hpaUnready = generatorOf(rule, (random) => {
  const ready = between(random, 3, 8);
  const unready = between(random, 1, 4);
  const target = oneOf(random, [40, 50, 60]);
  const use = target * oneOf(random, [1.5, 2, 2.5]);
  const total = ready + unready;
  const value = desiredReplicas(
    target,
    Array.from({ length: ready }, () => use),
    unready,
  );
  // The controller reckons a mean utilization in whole percent.
  const mean = Math.trunc((ready * use) / total);
  const ratio = Math.round((mean / target) * 1000) / 1000;
  const stays = value === total;
  return {
    stem: `A Deployment has ${total} pods. ${ready} are ready and use ${use} % of their requested CPU on average; ${unready} are still Pending. The HPA's target is ${target} %. How many replicas does it compute, before limits?`,
    answer: { value, unit: "replicas" },
    right: "Right: a scale-up counts pods that are not ready as using 0 %.",
    working: [
      `The ready pods alone are above the target: ${use} / ${target} is more than 1.1.`,
      `Before it scales up, the HPA counts the ${unready} unready ${unready === 1 ? "pod" : "pods"} as 0 %: the mean of all ${total} is ${mean} %, its fraction dropped, a ratio of ${ratio}.`,
      stays
        ? `That is within the tolerance, or below 1: it stays at ${counted(value, "replicas")}.`
        : `ceil(${total} x ${mean} / ${target}) = ${counted(value, "replicas")}.`,
    ],
    wrong: [
      {
        value: Math.ceil((total * use) / target),
        why: "That takes the unready pods to be as busy as the others; on the way up they count as using nothing.",
      },
      {
        value: Math.ceil((ready * use) / target) + unready,
        why: "The unready pods are part of the mean, as 0 %; they are not added afterwards.",
      },
      { value: total, why: "With the unready pods counted as 0 % the ratio is still above the tolerance." },
      {
        value: Math.ceil((total * use) / target) + unready,
        why: "Unready pods lower the result; they do not raise it.",
      },
    ],
  };
});
