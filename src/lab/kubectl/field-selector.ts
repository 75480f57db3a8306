/** `--field-selector`: the few fields that the server can look for. Kubernetes 1.36, pkg/apis, v1/conversion.go (AddFieldLabelConversionFunc). */
import type { KubernetesObject } from "../../simulator/kubernetes/api/kinds.ts";
import type { ApiResource } from "./api-resources.ts";

export type FieldSelectorRead =
  | { ok: true; matches: (object: KubernetesObject) => boolean }
  | { ok: false; message: string };

const EVERYWHERE = ["metadata.name", "metadata.namespace"];

/** By kind, beside the name and the namespace. */
const FIELDS: Record<string, string[]> = {
  Pod: [
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "spec.hostNetwork",
    "status.phase",
    "status.podIP",
    "status.nominatedNodeName",
  ],
  Node: ["spec.unschedulable"],
  Namespace: ["status.phase"],
  Secret: ["type"],
  Service: ["spec.clusterIP", "spec.type"],
  ReplicaSet: ["status.replicas"],
  Job: ["status.successful"],
  Event: [
    "involvedObject.kind",
    "involvedObject.namespace",
    "involvedObject.name",
    "involvedObject.uid",
    "involvedObject.apiVersion",
    "involvedObject.resourceVersion",
    "involvedObject.fieldPath",
    "reason",
    "reportingComponent",
    "source",
    "type",
  ],
};

type Term = { field: string; value: string; negated: boolean };

function readTerm(text: string): Term | undefined {
  const [, field, operator, value = ""] = /^([^=!]+)(!=|==|=)(.*)$/.exec(text) ?? [];
  return field === undefined ? undefined : { field: field.trim(), value: value.trim(), negated: operator === "!=" };
}

function valueAt(object: unknown, path: string): string {
  let value = object;
  for (const part of path.split("."))
    value = typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined;
  return value === undefined || value === null ? defaultAt(path) : String(value);
}

/** The fields that are numbers or bools have a value where an object has none. */
function defaultAt(path: string): string {
  if (/unschedulable|hostNetwork/.test(path)) return "false";
  return path.endsWith("replicas") ? "0" : "";
}

/** What of an object to look at where it does not lie at the path that the server names. */
const pathOf = ({ kind }: ApiResource, field: string) =>
  kind === "Event" && field === "reportingComponent" ? "source" : field;

/** Reads the text; the empty one asks for nothing. */
export function readFieldSelector(resource: ApiResource, text: string): FieldSelectorRead {
  const own = FIELDS[resource.kind];
  const terms: Term[] = [];
  for (const part of text.split(",").filter(Boolean)) {
    const term = readTerm(part);
    if (!term) return { ok: false, message: `invalid selector: '${text}'; can't understand '${part}'` };
    if (!EVERYWHERE.includes(term.field) && !own?.includes(term.field))
      return { ok: false, message: own ? `field label not supported: ${term.field}` : unknown(term.field) };
    terms.push(term);
  }
  const matches = (object: KubernetesObject) =>
    terms.every(({ field, value, negated }) => (valueAt(object, pathOf(resource, field)) === value) !== negated);
  return { ok: true, matches };
}

const unknown = (field: string) =>
  `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
