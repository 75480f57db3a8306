/** The building blocks of `kubectl describe`: lines whose cells are ended by tabs. Kubernetes 1.36, kubectl, pkg/describe/describe.go. */
import type { Labels, ObjectMeta, ResourceList } from "../../../simulator/kubernetes/api/meta.ts";
import { controllerOf } from "../../../simulator/kubernetes/metadata.ts";
import type { Store } from "../../../simulator/kubernetes/store.ts";
import { printDate } from "../instant.ts";

/** What a description looks at beside the object. `now` is simulated, `epoch` the Unix milliseconds of 0. */
export type View = { store: Store; now: number; epoch: number };
export type Describe<T> = (object: T, view: View) => string[];

/** `Name:\tweb` */
export const field = (label: string, value: string | number | boolean): string => `${label}:\t${value}`;

/** The line, where there is something to say. */
export const ifAny = (label: string, value: string | number | undefined): string[] =>
  value === undefined || value === "" ? [] : [field(label, value)];

/** Lines one level further in. */
export const inner = (lines: readonly string[], level = 1): string[] =>
  lines.map((line) => `${"  ".repeat(level)}${line}`);

/** The first value behind the label, the others below it; `<none>` for none. */
export function below(label: string, values: readonly string[], indent = ""): string[] {
  const [first = "<none>", ...rest] = values;
  return [`${indent}${label}:\t${first}`, ...rest.map((value) => `${indent}\t${value}`)];
}

export const labelLines = (label: string, labels: Labels | undefined, indent = ""): string[] =>
  below(label, pairsOf(labels), indent);

const pairsOf = (labels: Labels = {}) =>
  Object.keys(labels)
    .toSorted()
    .map((key) => `${key}=${labels[key]}`);

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
const LONGEST = 140;

const shortened = (text: string) => (text.length > LONGEST - 2 ? `${text.slice(0, LONGEST - 2)}...` : text);

/** Long ones begin on a line of their own. */
export function annotationLines(label: string, annotations: Labels = {}, indent = ""): string[] {
  const keys = Object.keys(annotations).filter((key) => key !== LAST_APPLIED);
  const values = keys.toSorted().flatMap((key) => {
    const value = (annotations[key] ?? "").replace(/\n$/, "");
    const isLong = value.length + key.length + 2 > LONGEST || value.includes("\n");
    return isLong ? [`${key}:`, ...value.split("\n").map((part) => `  ${shortened(part)}`)] : [`${key}: ${value}`];
  });
  return below(label, values, indent);
}

/** How most descriptions begin. */
export const nameLines = ({ name, namespace }: ObjectMeta): string[] => [
  field("Name", name),
  field("Namespace", namespace),
];

export const dated = (label: string, at: number | undefined, { epoch }: View): string[] =>
  at === undefined ? [] : [field(label, printDate(at + epoch))];

/** `Controlled By:\tReplicaSet/web-1` */
export function controllerLines(object: { metadata: ObjectMeta }): string[] {
  const owner = controllerOf(object);
  return owner ? [field("Controlled By", `${owner.kind}/${owner.name}`)] : [];
}

/** `cpu:\t100m`, sorted. */
export const resourceLines = (list: ResourceList = {}): string[] =>
  Object.keys(list)
    .toSorted()
    .map((name) => field(name, list[name] ?? ""));

/** A table within a description. */
export const tableLines = (header: readonly string[], rows: readonly (readonly string[])[], rule?: readonly string[]) =>
  inner([header, rule ?? header.map((cell) => "-".repeat(cell.length)), ...rows].map((row) => row.join("\t")));
