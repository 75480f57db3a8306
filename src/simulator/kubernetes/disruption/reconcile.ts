/** One look at a PodDisruptionBudget. Kubernetes 1.36, pkg/controller/disruption/disruption.go (trySync, failSafe, updatePdbStatus). */
import type { PodDisruptionBudget } from "../api/core.ts";
import type { LabelSelector, Time } from "../api/meta.ts";
import { matchesSelector } from "../api/selector.ts";
import type { Pod } from "../api/pod.ts";
import type { Happening } from "../events.ts";
import type { Store } from "../store.ts";
import { isConditionUpToDate, withDisruptionAllowed, withSyncFailed } from "./condition.ts";
import { expectedScale, type ExpectedScale } from "./scale.ts";
import { selectorError } from "../api/selector-error.ts";
import { budgetNumbers, disruptedPodsOf, isOfScale, type BudgetStatus } from "./status.ts";

export type Note = Pick<Happening, "about" | "type" | "reason" | "message">;

export type Outcome = {
  /** What to write; nothing when the status says it all already. */
  status?: BudgetStatus;
  events: Note[];
  recheckAt?: Time;
};

type Cluster = Pick<Store, "get" | "list">;

const UNMANAGED =
  "to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. " +
  'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.';

/** As Go prints a *metav1.LabelSelector. */
function printSelector(selector: LabelSelector | undefined): string {
  const labels = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}: ${value},`);
  const expressions = (selector?.matchExpressions ?? []).map(
    ({ key, operator, values }) => `{${key} ${operator} [${(values ?? []).join(" ")}]}`,
  );
  const map = labels.length > 0 ? `map[string]string{${labels.toSorted().join("")}}` : "map[string]string{}";
  return `&LabelSelector{MatchLabels:${map},MatchExpressions:[]LabelSelectorRequirement{${expressions.join(",")}},}`;
}

/** What the budget counts: its pods. */
export const podsOf = ({ list }: Cluster, { metadata, spec }: PodDisruptionBudget): Pod[] =>
  list("Pod", metadata.namespace).filter((pod) => matchesSelector(pod.metadata.labels, spec.selector));

const isSame = (a: Record<string, Time> | undefined, b: Record<string, Time>) =>
  Object.keys(a ?? {}).length === Object.keys(b).length && Object.keys(b).every((name) => a?.[name] === b[name]);

function isUpToDate({ metadata, status }: PodDisruptionBudget, numbers: Omit<BudgetStatus, "disruptedPods">): boolean {
  const { currentHealthy, desiredHealthy, expectedPods, disruptionsAllowed } = numbers;
  return (
    status.currentHealthy === currentHealthy &&
    status.desiredHealthy === desiredHealthy &&
    status.expectedPods === expectedPods &&
    status.disruptionsAllowed === disruptionsAllowed &&
    isConditionUpToDate(status, metadata.generation)
  );
}

function failed(budget: PodDisruptionBudget, note: Omit<Note, "about">, message: string, now: Time): Outcome {
  return { status: withSyncFailed(budget.status, message, now), events: [{ about: budget, ...note }] };
}

function notesOn(budget: PodDisruptionBudget, unmanaged: Pod[], overdue: Pod[]): Note[] {
  const { namespace } = budget.metadata;
  const selector = printSelector(budget.spec.selector);
  const strays: Note = {
    about: budget,
    type: "Warning",
    reason: "UnmanagedPods",
    message: `Pods selected by this PodDisruptionBudget (selector: ${selector}) were found ${UNMANAGED}`,
  };
  // Upstream prints the namespace twice, where the second should be the name.
  const late = overdue.map<Note>((pod) => ({
    about: pod,
    type: "Warning",
    reason: "NotDeleted",
    message: `Pod was expected by PDB ${namespace}/${namespace} to be deleted but it wasn't`,
  }));
  return unmanaged.length > 0 ? [strays, ...late] : late;
}

/** What the budget is a share of; nothing when it is a number. */
function scaleFor(cluster: Cluster, spec: PodDisruptionBudget["spec"], pods: Pod[]): ExpectedScale {
  if (!isOfScale(spec)) return { expected: 0, unmanaged: [] };
  const share = spec.maxUnavailable ?? spec.minAvailable;
  if (typeof share === "string" && !/^[+-]?\d+%$/.test(share))
    return { error: "invalid value for IntOrString: invalid type: string is not a percentage" };
  return expectedScale(cluster, pods);
}

export function reconcileBudget(cluster: Cluster, budget: PodDisruptionBudget, now: Time): Outcome {
  const broken = selectorError(budget.spec.selector);
  if (broken !== undefined) {
    const note = { type: "Warning", reason: "NoPods", message: `Failed to get pods: ${broken}` } as const;
    return failed(budget, note, broken, now);
  }
  const pods = podsOf(cluster, budget);
  const none: Note[] =
    pods.length > 0 ? [] : [{ about: budget, type: "Normal", reason: "NoPods", message: "No matching pods found" }];
  const scale = scaleFor(cluster, budget.spec, pods);
  if ("error" in scale) {
    const message = `Failed to calculate the number of expected pods: ${scale.error}`;
    return failed(budget, { type: "Warning", reason: "CalculateExpectedPodCountFailed", message }, scale.error, now);
  }
  const disrupted = disruptedPodsOf(pods, budget.status.disruptedPods, now);
  const { disruptedPods, overdue, recheckAt } = disrupted;
  const numbers = budgetNumbers(budget.spec, pods, scale.expected, disrupted, now);
  const outcome: Outcome = { events: [...none, ...notesOn(budget, scale.unmanaged, overdue)] };
  if (recheckAt !== undefined) outcome.recheckAt = recheckAt;
  if (isUpToDate(budget, numbers) && isSame(budget.status.disruptedPods, disruptedPods)) return outcome;
  const { disruptedPods: _, ...before } = budget.status;
  const granted = Object.keys(disruptedPods).length > 0 ? { disruptedPods } : {};
  const next = { ...before, ...numbers, ...granted, observedGeneration: budget.metadata.generation };
  return { ...outcome, status: withDisruptionAllowed(next, now) };
}
