// `kubectl get` -> what it prints on a cluster.
import type { Reading, Request } from "../command.ts";
import { pluralName, slashName } from "../kubectl/resources.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import type { Kind, LabObject } from "../kinds.ts";
import { COLUMNS, type Column, printLabels } from "./columns.ts";
import { select } from "./select.ts";
import { printTable } from "./table.ts";

/** What was printed, and whether kubectl would exit with 0. */
export type Printed = { output: string; ok: boolean };

/** Prints the answer to a `kubectl get`. */
export function printGet(cluster: Cluster, reading: Reading): Printed {
  const found = reading.requests.map((request) => ({ request, ...select(cluster, request, reading) }));
  const errors = found.flatMap(({ request, missing }) => missing.map((name) => notFound(request.kind, name)));
  const shown = found.filter(({ request, objects }) => request.names.length === 0 || objects.length > 0);
  const tables = shown
    .filter(({ objects }) => objects.length > 0)
    .map(({ request, objects }) => printKind(request, objects, reading, shown.length > 1, cluster.now()));
  const body = tables.join(reading.output === "name" ? "\n" : "\n\n");
  if (tables.length > 0 || errors.length > 0) {
    return { output: [body, ...errors].filter(Boolean).join("\n"), ok: errors.length === 0 };
  }
  return { output: reading.output === "name" ? "" : nothing(reading), ok: true };
}

/** `Error from server (NotFound): pods "x" not found` */
export function notFound(kind: Kind, name: string): string {
  return `Error from server (NotFound): ${pluralName(kind)} "${name}" not found`;
}

function nothing({ requests, allNamespaces, namespace }: Reading): string {
  const scoped = requests.some(({ kind }) => kind !== "Node") && !allNamespaces;
  return scoped ? `No resources found in ${namespace} namespace.` : "No resources found";
}

type Cell = (object: LabObject, now: number) => string;

function printKind({ kind }: Request, objects: LabObject[], reading: Reading, many: boolean, now: number): string {
  const name = ({ metadata }: LabObject) => (many ? slashName(kind, metadata.name) : metadata.name);
  if (reading.output === "name") return objects.map(({ metadata }) => slashName(kind, metadata.name)).join("\n");
  const columns = COLUMNS[kind] as Column<LabObject>[];
  const chosen: { header: string; cell: Cell }[] = [
    ...(reading.allNamespaces && kind !== "Node" ? [namespaceColumn] : []),
    ...(kind === "Event" ? [] : [{ header: "NAME", cell: name }]),
    ...columns.filter((column) => !column.wide || reading.output === "wide"),
    ...(reading.showLabels ? [labelsColumn] : []),
  ];
  const rows = objects.map((object) => chosen.map(({ cell }) => cell(object, now)));
  return printTable(reading.headers ? [chosen.map(({ header }) => header), ...rows] : rows);
}

const namespaceColumn = { header: "NAMESPACE", cell: ({ metadata }: LabObject) => metadata.namespace };
const labelsColumn = { header: "LABELS", cell: ({ metadata }: LabObject) => printLabels(metadata.labels) };
