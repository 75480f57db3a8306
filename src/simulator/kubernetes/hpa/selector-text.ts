/** Label selectors as messages show them. */
import type { LabelSelector, LabelSelectorRequirement } from "../api/meta.ts";

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function requirementText({ key, operator, values = [] }: LabelSelectorRequirement): string {
  switch (operator) {
    case "In":
      return `${key} in (${values.toSorted(byText).join(",")})`;
    case "NotIn":
      return `${key} notin (${values.toSorted(byText).join(",")})`;
    case "Exists":
      return key;
    case "DoesNotExist":
      return `!${key}`;
  }
}

/** labels.Selector's String(), by key: "app=web,tier in (a,b)". What the scale subresource carries. */
export function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const parts = [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...matchExpressions.map((requirement) => ({ key: requirement.key, text: requirementText(requirement) })),
  ];
  return parts
    .toSorted((a, b) => byText(a.key, b.key))
    .map(({ text }) => text)
    .join(",");
}

/** Go's own text of a metav1.LabelSelector (its generated String()): what "%+v" prints into messages about external metrics. */
export function describeSelector(selector: LabelSelector | undefined): string {
  if (!selector) return "nil";
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const labels = Object.keys(matchLabels)
    .toSorted(byText)
    .map((key) => `${key}: ${matchLabels[key]},`);
  const requirements = matchExpressions.map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(" ")}],},`,
  );
  return `&LabelSelector{MatchLabels:map[string]string{${labels.join("")}},MatchExpressions:[]LabelSelectorRequirement{${requirements.join("")}},}`;
}
