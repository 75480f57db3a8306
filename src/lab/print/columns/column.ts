/** One column of `kubectl get`, and the cells that several kinds share. */
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import type { Labels, LabelSelector } from "../../../simulator/kubernetes/api/meta.ts";
import type { PodTemplate } from "../../../simulator/kubernetes/api/pod.ts";
import { selectorText } from "../../../simulator/kubernetes/hpa/selector-text.ts";
import { printAge } from "../age.ts";

/** `wide` ones are printed with `-o wide` only. `now` is in simulated milliseconds; `epoch` are the Unix milliseconds of 0. */
export type Column<T> = { header: string; wide?: true; cell: (object: T, now: number, epoch: number) => string };

/** A clock that is a second ahead is taken for exact. */
const AHEAD_MS = 2_000;

/** How long ago an instant was; `<unknown>` of none, `<invalid>` of one to come. */
export function ago(at: number | undefined, now: number): string {
  if (at === undefined) return "<unknown>";
  return now - at <= -AHEAD_MS ? "<invalid>" : printAge(now - at);
}

export const name: Column<KubernetesObject> = { header: "NAME", cell: ({ metadata }) => metadata.name };
export const age: Column<KubernetesObject> = {
  header: "AGE",
  cell: ({ metadata }, now) => ago(metadata.creationTimestamp, now),
};

export const none = (text: string | undefined) => text || "<none>";

/** `app=web,tier=shop`, sorted; `<none>` for none. */
export function printLabels(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return none(pairs.toSorted().join(","));
}

/** The first three of a list, and how many more there are. */
export function fewOf(list: readonly string[], most = 3): string {
  const more = list.length > most ? ` + ${list.length - most} more...` : "";
  return list.length === 0 ? "<unset>" : list.slice(0, most).join(",") + more;
}

const containersOf = (template: PodTemplate) => template.spec.containers;

/** The containers and images of what has a template. */
export const templateColumns = <T>(templateOf: (object: T) => PodTemplate): Column<T>[] => [
  {
    header: "CONTAINERS",
    wide: true,
    cell: (object) =>
      containersOf(templateOf(object))
        .map((each) => each.name)
        .join(","),
  },
  {
    header: "IMAGES",
    wide: true,
    cell: (object) =>
      containersOf(templateOf(object))
        .map((each) => each.image ?? "")
        .join(","),
  },
];

/** metav1.FormatLabelSelector. */
export const printSelector = (selector: LabelSelector | undefined) => none(selector && selectorText(selector));
