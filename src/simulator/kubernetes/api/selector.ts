/** Whether labels are what a selector asks for. Kubernetes 1.36, apimachinery, pkg/apis/meta/v1/helpers.go and pkg/labels/selector.go. */
import { labelOf } from "./label.ts";
import type { Labels, LabelSelector, LabelSelectorRequirement } from "./meta.ts";

const NONE: Labels = {};

/** matchLabels alone; an empty map asks for nothing and matches everything. */
export function matchesLabels(labels: Labels | undefined, wanted: Labels | undefined): boolean {
  const own = labels ?? NONE;
  for (const key in wanted) if (own[key] !== wanted[key]) return false;
  return true;
}

function meets(labels: Labels, { key, operator, values }: LabelSelectorRequirement): boolean {
  const value = labelOf(labels, key);
  switch (operator) {
    case "In":
      return value !== undefined && (values ?? []).includes(value);
    case "NotIn":
      return value === undefined || !(values ?? []).includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
  }
}

/** LabelSelectorAsSelector: no selector matches nothing, an empty one everything. */
export function matchesSelector(labels: Labels | undefined, selector: LabelSelector | undefined): boolean {
  if (!selector) return false;
  const own = labels ?? NONE;
  if (!matchesLabels(own, selector.matchLabels)) return false;
  return (selector.matchExpressions ?? []).every((requirement) => meets(own, requirement));
}
