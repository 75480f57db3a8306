// How many pods a PodDisruptionBudget lets go now.
import { budgetNumbers } from "../../simulator/kubernetes/disruption/status.ts";
import { between, counted, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { podOf, runningStatus } from "./objects.ts";

const rule = {
  id: "computed-pdb-allowance",
  lesson: "cluster-operations",
  section: "cluster-operations#pdb",
  objective: "budgets",
  difficulty: 3,
};

export const pdbAllowance = generatorOf(rule, (random) => {
  const replicas = between(random, 4, 15);
  const unready = between(random, 0, 2);
  const percent = oneOf(random, [20, 25, 30, 50, 75]);
  const field = oneOf(random, ["minAvailable", "maxUnavailable"] as const);
  const spec = { selector: {}, [field]: `${percent}%` };
  const pods = Array.from({ length: replicas }, (_, index) =>
    podOf(`p${index}`, {}, runningStatus(0, index >= unready)),
  );
  const {
    currentHealthy,
    desiredHealthy,
    disruptionsAllowed: value,
  } = budgetNumbers(spec, pods, replicas, { disruptedPods: {}, overdue: [] }, 1);
  const share = (replicas * percent) / 100;
  const isMin = field === "minAvailable";
  const loose = Math.max(0, currentHealthy - (isMin ? Math.floor(share) : replicas - Math.floor(share)));
  return {
    stem: `A PodDisruptionBudget with \`${field}: ${percent}%\` selects the pods of a Deployment of ${counted(replicas, "replicas")}; ${currentHealthy} of them are ready. How many evictions does it allow now?`,
    answer: { value, unit: "pods" },
    right: "Right: healthy pods beyond those that must be healthy may go.",
    working: [
      isMin
        ? `Must be healthy: ceil(${replicas} x ${percent} / 100) = ${desiredHealthy}; percentages of a budget round up.`
        : `May be unavailable: ceil(${replicas} x ${percent} / 100) = ${Math.ceil(share)}, rounded up; so ${desiredHealthy} must be healthy.`,
      `Healthy now: ${currentHealthy}.`,
      `Allowed: ${currentHealthy} - ${desiredHealthy} = ${currentHealthy - desiredHealthy}, never below 0: ${counted(value, "pods")}.`,
    ],
    wrong: [
      { value: replicas - desiredHealthy, why: "Pods that are not ready already count against the budget." },
      { value: loose, why: "A percentage in a budget is rounded up, for `minAvailable` as for `maxUnavailable`." },
      {
        value: isMin ? Math.ceil(share) : desiredHealthy,
        why: "That is how many must stay healthy, not how many may go.",
      },
      { value: currentHealthy, why: "A budget keeps some of the healthy pods." },
      { value: value + 1, why: "One more would leave fewer healthy pods than the budget demands." },
    ],
  };
});
