/** Whether the target's selector can be relied on. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go (validateAndParseSelector). */
import { matchesSelector } from "../api/selector.ts";
import type { ConditionChange } from "./conditions.ts";
import { selectorText } from "./selector-text.ts";
import type { HpaEvent, HpaInput, Scale } from "./types.ts";

export type SelectorProblem = { error: string; event: HpaEvent; condition: ConditionChange };

function problem(event: string, reason: string, error: string, message = error): SelectorProblem {
  return {
    error,
    event: { type: "Warning", reason: event, message: error },
    condition: { type: "ScalingActive", status: "False", reason, message },
  };
}

/** The names of the other HPAs whose selectors match any of the pods (hpasControllingPodsUnderSelector). */
function rivals({ pods, others }: HpaInput): string[] {
  return others
    .filter(({ selector }) => pods.some(({ metadata }) => matchesSelector(metadata.labels, selector)))
    .map(({ name }) => name);
}

/** What is wrong with the selector, if anything: there is none, or its pods belong to several HPAs. */
export function selectorProblem(input: HpaInput, { selector }: Scale): SelectorProblem | undefined {
  const text = selector && selectorText(selector);
  if (!text)
    return problem(
      "SelectorRequired",
      "InvalidSelector",
      "selector is required",
      "the HPA target's scale is missing a selector",
    );
  const names = rivals(input);
  if (names.length === 0) return undefined;
  const { name: own, namespace } = input.hpa.metadata;
  const keys = [own, ...names].map((name) => `${namespace}/${name}`).join(" ");
  return problem(
    "AmbiguousSelector",
    "AmbiguousSelector",
    `pods by selector ${text} are controlled by multiple HPAs: [${keys}]`,
  );
}
