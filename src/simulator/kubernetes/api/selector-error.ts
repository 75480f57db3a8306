/** What is wrong with a label selector. Kubernetes 1.36, apimachinery, pkg/apis/meta/v1/helpers.go (LabelSelectorAsSelector), pkg/util/validation. */
import type { LabelSelector, LabelSelectorRequirement } from "./meta.ts";

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const OPERATORS: string[] = ["In", "NotIn", "Exists", "DoesNotExist"];

const KEY_RULE =
  "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') " +
  "with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";

const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  "(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

function isQualifiedName(key: string): boolean {
  const parts = key.split("/");
  const [first = "", second] = parts;
  if (parts.length > 2) return false;
  const isName = (name: string) => name.length <= 63 && NAME.test(name);
  return second === undefined ? isName(first) : first.length <= 253 && PREFIX.test(first) && isName(second);
}

function valueError({ key, values = [] }: LabelSelectorRequirement): string | undefined {
  const at = values.findIndex((value) => value.length > 63 || !VALUE.test(value));
  return at < 0 ? undefined : `values[${at}][${key}]: Invalid value: "${values[at]}": ${VALUE_RULE}`;
}

/** Nothing when the selector can be read. */
export function selectorError(selector: LabelSelector | undefined): string | undefined {
  const expressions = selector?.matchExpressions ?? [];
  const operator = expressions.map((one) => one.operator as string).find((one) => !OPERATORS.includes(one));
  if (operator !== undefined) return `"${operator}" is not a valid label selector operator`;
  const keys = [...Object.keys(selector?.matchLabels ?? {}), ...expressions.map(({ key }) => key)];
  const key = keys.find((one) => !isQualifiedName(one));
  if (key !== undefined) return `key: Invalid value: "${key}": ${KEY_RULE}`;
  return expressions.map(valueError).find((error) => error !== undefined);
}
