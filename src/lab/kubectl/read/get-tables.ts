/** Objects -> the tables of `kubectl get`, one for each run of a kind, with an empty line between them. */
import { labelOf } from "../../../simulator/kubernetes/api/label.ts";
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import { apiJson } from "../../print/api-json.ts";
import { COLUMNS } from "../../print/columns.ts";
import { type Column, printLabels } from "../../print/columns/column.ts";
import { sortBy } from "../../print/sort-by.ts";
import { printTable } from "../../print/table.ts";
import type { ApiResource } from "../api-resources.ts";
import type { Found } from "../fetch.ts";
import { isOn, listOf, textOf } from "../flag-value.ts";
import type { FlagsRead } from "../flags.ts";
import { slashName } from "../resources.ts";

export type Look = { wide: boolean; now: number; epoch: number };
type AnyColumn = Column<KubernetesObject>;
type Group = { resource: ApiResource; objects: KubernetesObject[] };

function groupsOf(found: readonly Found[]): Group[] {
  const groups: Group[] = [];
  for (const { resource, object } of found) {
    const last = groups.at(-1);
    if (last?.resource === resource) last.objects.push(object);
    else groups.push({ resource, objects: [object] });
  }
  return groups;
}

/** Whole text, "" for nothing. Names carry their kind where several kinds were listed, even if only one of them has objects. */
export function printTables(
  found: readonly Found[],
  listed: readonly ApiResource[],
  read: FlagsRead,
  look: Look,
): string {
  const groups = groupsOf(found);
  const kinds = new Set([...listed, ...groups.map(({ resource }) => resource)]);
  const withKind = kinds.size > 1 || isOn(read, "show-kind");
  const tables = groups.map((group) => printGroup(group, read, look, withKind)).filter(Boolean);
  const gap = isOn(read, "no-headers") ? "\n" : "\n\n";
  return tables.length > 0 ? `${tables.join(gap)}\n` : "";
}

/** One row each, the header before them unless it is not wanted. */
export function rowsOf(
  resource: ApiResource,
  objects: readonly KubernetesObject[],
  read: FlagsRead,
  look: Look,
): string[][] {
  const columns = columnsOf(resource, read, look.wide, isOn(read, "show-kind"));
  return objects.map((object) => columns.map(({ cell }) => cell(object, look.now, look.epoch)));
}

export const headerOf = (resource: ApiResource, read: FlagsRead, wide: boolean): string[][] =>
  isOn(read, "no-headers")
    ? []
    : [columnsOf(resource, read, wide, isOn(read, "show-kind")).map(({ header }) => header)];

function printGroup({ resource, objects }: Group, read: FlagsRead, look: Look, withKind: boolean): string {
  const path = textOf(read, "sort-by");
  const sorted = path === "" ? objects : sortBy(objects, path, (object) => apiJson(object, look.epoch));
  // Rows that cannot be sorted are not printed, and nothing is said of it.
  if (!sorted || sorted.length === 0) return "";
  const columns = columnsOf(resource, read, look.wide, withKind);
  const rows = sorted.map((object) => columns.map(({ cell }) => cell(object, look.now, look.epoch)));
  return printTable(isOn(read, "no-headers") ? rows : [columns.map(({ header }) => header), ...rows]);
}

const NO_COLUMNS: readonly AnyColumn[] = [];

function columnsOf(resource: ApiResource, read: FlagsRead, wide: boolean, withKind: boolean): AnyColumn[] {
  // A kind of which the lab's clusters have nothing has no table of its own.
  const own = (COLUMNS[resource.kind as keyof typeof COLUMNS] ?? NO_COLUMNS) as AnyColumn[];
  const shown = own.filter((column) => wide || !column.wide);
  const namespaced = isOn(read, "all-namespaces") && resource.namespaced;
  return [
    ...(namespaced ? [namespaceColumn] : []),
    ...shown.map((column) => (withKind && column.header === "NAME" ? kindName(resource) : column)),
    ...listOf(read, "label-columns").map(labelColumn),
    ...(isOn(read, "show-labels") ? [labelsColumn] : []),
  ];
}

const namespaceColumn: AnyColumn = { header: "NAMESPACE", cell: ({ metadata }) => metadata.namespace };
const labelsColumn: AnyColumn = { header: "LABELS", cell: ({ metadata }) => printLabels(metadata.labels) };
const kindName = (resource: ApiResource): AnyColumn => ({
  header: "NAME",
  cell: ({ metadata }) => slashName(resource, metadata.name),
});

/** `topology.kubernetes.io/zone` stands under ZONE. */
const labelColumn = (label: string): AnyColumn => ({
  header: label.slice(label.lastIndexOf("/") + 1).toUpperCase(),
  cell: ({ metadata }) => labelOf(metadata.labels, label) ?? "",
});
