/** Names, labels and selectors. Kubernetes 1.36, apimachinery, pkg/api/validation/objectmeta.go and pkg/util/validation/validation.go. */
import type { Labels, LabelSelector, LabelSelectorRequirement, ObjectMeta } from "../../api/meta.ts";
import type { Problems } from "./problems.ts";

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

const BAD_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  "(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const BAD_NAME_PART =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const NOT_QUALIFIED =
  "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') " +
  "with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
const BAD_SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character " +
  "(e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const BAD_LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character " +
  "(e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;

const tooLong = (most: number) => `must be no more than ${most} bytes`;

/** A DNS-1123 label: names of containers and Services. */
export function checkDnsLabel(path: string, value: string, problems: Problems): void {
  if (value.length > LONGEST_LABEL) problems.invalid(path, value, tooLong(LONGEST_LABEL));
  if (!DNS_LABEL.test(value)) problems.invalid(path, value, BAD_LABEL);
}

/** IsQualifiedName: an optional prefix that is a DNS subdomain, and the name. What is wrong with it. */
export function qualifiedNameProblems(key: string): string[] {
  const [prefix, name = "", ...more] = key.includes("/") ? key.split("/") : [undefined, key];
  if (more.length > 0) return [NOT_QUALIFIED];
  const problems: string[] = [];
  if (prefix === "") problems.push("prefix part must be non-empty");
  else if (prefix !== undefined && !SUBDOMAIN.test(prefix)) problems.push(`prefix part ${BAD_SUBDOMAIN}`);
  if (name === "") problems.push("name part must be non-empty");
  if (name.length > LONGEST_LABEL) problems.push(`name part ${tooLong(LONGEST_LABEL)}`);
  if (!QUALIFIED_NAME.test(name)) problems.push(BAD_NAME_PART);
  return problems;
}

/** IsValidLabelValue. */
export function labelValueProblems(value: string): string[] {
  const problems = value.length > LONGEST_LABEL ? [tooLong(LONGEST_LABEL)] : [];
  return LABEL_VALUE.test(value) ? problems : [...problems, BAD_VALUE];
}

/** ValidateLabelName. */
export function checkLabelName(path: string, key: string, problems: Problems): void {
  for (const problem of qualifiedNameProblems(key)) problems.invalid(path, key, problem);
}

export function checkLabels(path: string, labels: Labels | undefined, problems: Problems): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    checkLabelName(path, key, problems);
    for (const problem of labelValueProblems(value)) problems.invalid(path, value, problem);
  }
}

/** ValidateObjectMeta for kinds whose name is a DNS subdomain, or a label where `label` says so. */
export function checkMetadata(metadata: Partial<ObjectMeta>, problems: Problems, label = false): void {
  const { name = "" } = metadata;
  if (!name && !metadata.generateName) problems.required("metadata.name", "name or generateName is required");
  else if (label && name) checkDnsLabel("metadata.name", name, problems);
  else if (name.length > LONGEST_NAME) problems.invalid("metadata.name", name, tooLong(LONGEST_NAME));
  else if (name && !SUBDOMAIN.test(name)) problems.invalid("metadata.name", name, BAD_SUBDOMAIN);
  checkLabels("metadata.labels", metadata.labels, problems);
}

export const isEmptySelector = (selector: LabelSelector) =>
  Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions?.length ?? 0) === 0;

const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"];

function checkRequirement(path: string, { key, operator, values = [] }: LabelSelectorRequirement, problems: Problems) {
  const takesValues = operator === "In" || operator === "NotIn";
  if (!OPERATORS.includes(operator))
    problems.invalid(`${path}.operator`, operator ?? "", "not a valid selector operator");
  else if (takesValues && values.length === 0)
    problems.required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
  else if (!takesValues && values.length > 0)
    problems.forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
  checkLabelName(`${path}.key`, key ?? "", problems);
}

export function checkSelector(path: string, selector: LabelSelector, problems: Problems): void {
  checkLabels(`${path}.matchLabels`, selector.matchLabels, problems);
  for (const [i, requirement] of (selector.matchExpressions ?? []).entries())
    checkRequirement(`${path}.matchExpressions[${i}]`, requirement, problems);
}
