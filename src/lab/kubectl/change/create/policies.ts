/** `kubectl create namespace|quota|poddisruptionbudget|priorityclass|serviceaccount`. Kubernetes 1.36, kubectl, pkg/cmd/create. */
import type { LabelSelector } from "../../../../simulator/kubernetes/api/meta.ts";
import { isOn, numberOf, textOf } from "../../flag-value.ts";
import { readSelector } from "../../selector.ts";
import { readAmounts } from "../amounts.ts";
import type { Begun } from "../begin.ts";
import { createGenerator } from "./generator.ts";

export const createNamespace = createGenerator({
  kind: "Namespace",
  command: "kubectl create namespace",
  flags: {},
  generate: (_, name) => ({
    manifest: { apiVersion: "v1", kind: "Namespace", metadata: { name }, spec: {}, status: {} },
  }),
});

export const createServiceAccount = createGenerator({
  kind: "ServiceAccount",
  command: "kubectl create serviceaccount",
  refused: "failed to create serviceaccount:",
  flags: {},
  generate: (_, name) => ({ manifest: { apiVersion: "v1", kind: "ServiceAccount", metadata: { name } } }),
});

export const createQuota = createGenerator({
  kind: "ResourceQuota",
  command: "kubectl create quota",
  refused: "failed to create quota:",
  flags: { hard: { type: "text" }, scopes: { type: "text" } },
  generate({ read }, name) {
    const hard = readAmounts(textOf(read, "hard"));
    if (!hard.ok) return { problem: hard.message };
    const scopes = textOf(read, "scopes") === "" ? [] : textOf(read, "scopes").split(",");
    if (scopes.includes("")) return { problem: 'invalid resource quota scope ""' };
    const spec = {
      ...(Object.keys(hard.amounts).length > 0 ? { hard: hard.amounts } : {}),
      ...(scopes.length > 0 ? { scopes } : {}),
    };
    return { manifest: { apiVersion: "v1", kind: "ResourceQuota", metadata: { name }, spec, status: {} } };
  },
});

/** metav1.ParseToLabelSelector: what is equal stands in matchLabels. */
function labelSelector(text: string): LabelSelector | string {
  const read = readSelector(text);
  if (!read.ok) return `couldn't parse the selector string ${JSON.stringify(text)}: ${read.message}`;
  const equal = read.requirements.filter(({ operator, values }) => operator === "in" && values.length === 1);
  return { matchLabels: Object.fromEntries(equal.map(({ key, values }) => [key, values[0] ?? ""])) };
}

const SHARE = /^\d+%?$/;
const share = (text: string) => (text.endsWith("%") ? text : Number(text));

function budgetProblem({ read }: Begun): string | undefined {
  const [least, most] = [textOf(read, "min-available"), textOf(read, "max-unavailable")];
  if (textOf(read, "selector") === "") return "a selector must be specified";
  if (least === "" && most === "") return "one of min-available or max-unavailable must be specified";
  if (least !== "" && most !== "") return "min-available and max-unavailable cannot be both specified";
  if (least !== "" && !SHARE.test(least)) return "invalid format specified for min-available";
  return most !== "" && !SHARE.test(most) ? "invalid format specified for max-unavailable" : undefined;
}

export const createBudget = createGenerator({
  kind: "PodDisruptionBudget",
  command: "kubectl create poddisruptionbudget",
  refused: "failed to create poddisruptionbudgets:",
  flags: {
    "min-available": { type: "text" },
    "max-unavailable": { type: "text" },
    selector: { type: "text" },
  },
  generate(begun, name) {
    const problem = budgetProblem(begun);
    if (problem !== undefined) return { problem };
    const selector = labelSelector(textOf(begun.read, "selector"));
    if (typeof selector === "string") return { problem: selector };
    const [least, most] = [textOf(begun.read, "min-available"), textOf(begun.read, "max-unavailable")];
    const bound = least === "" ? { maxUnavailable: share(most) } : { minAvailable: share(least) };
    return {
      manifest: {
        apiVersion: "policy/v1",
        kind: "PodDisruptionBudget",
        metadata: { name },
        spec: { ...bound, selector },
        status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
      },
    };
  },
});

export const createPriorityClass = createGenerator({
  kind: "PriorityClass",
  command: "kubectl create priorityclass",
  refused: "failed to create priorityclass:",
  flags: {
    value: { type: "int32", value: "0" },
    "global-default": { type: "bool" },
    description: { type: "text" },
    "preemption-policy": { type: "text", value: "PreemptLowerPriority" },
  },
  generate({ read }, name) {
    const description = textOf(read, "description");
    return {
      manifest: {
        apiVersion: "scheduling.k8s.io/v1",
        kind: "PriorityClass",
        metadata: { name },
        value: numberOf(read, "value") ?? 0,
        ...(isOn(read, "global-default") ? { globalDefault: true } : {}),
        ...(description ? { description } : {}),
        preemptionPolicy: textOf(read, "preemption-policy"),
      },
    };
  },
});
