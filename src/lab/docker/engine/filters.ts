/** --filter as the daemon applies it (moby, daemon/cluster/filters.go; swarmkit, manager/controlapi): values of one key are alternatives, keys are all required. */
import type { ApiNode, ApiService, Labels } from "./objects.ts";

export type Filters = ReadonlyMap<string, readonly string[]>;

type Test<T> = (object: T, value: string) => boolean;

export function parseFilters(texts: readonly string[]): Map<string, string[]> {
  const filters = new Map<string, string[]>();
  for (const text of texts.filter((one) => one !== "")) {
    const [key = "", ...value] = text.split("=");
    const name = key.trim().toLowerCase();
    filters.set(name, [...(filters.get(name) ?? []), value.join("=").trim()]);
  }
  return filters;
}

const invalid = (name: string) => `Error response from daemon: invalid filter '${name}'`;

/** The objects that pass, or the daemon's complaint about a key that it does not know. */
export function filtered<T>(
  objects: T[],
  filters: Filters,
  tests: Readonly<Record<string, Test<T>>>,
): { kept: T[] } | { error: string } {
  const unknown = [...filters.keys()].find((key) => !Object.hasOwn(tests, key));
  if (unknown !== undefined) return { error: invalid(unknown) };
  const passes = (object: T) =>
    [...filters].every(([key, values]) => values.some((value) => tests[key]?.(object, value)));
  return { kept: objects.filter(passes) };
}

/** `key` alone asks for any value, `key=value` for that one. */
export function hasLabel(labels: Labels = {}, wanted: string): boolean {
  const [key = "", ...value] = wanted.split("=");
  return Object.hasOwn(labels, key) && (value.length === 0 || labels[key] === value.join("="));
}

export const NODE_FILTERS: Readonly<Record<string, Test<ApiNode>>> = {
  id: (node, value) => node.ID.startsWith(value),
  name: (node, value) => node.Description.Hostname.startsWith(value),
  role: (node, value) => node.Spec.Role === value,
  membership: (_, value) => value === "accepted",
  "node.label": (node, value) => hasLabel(node.Spec.Labels, value),
  label: (node, value) => hasLabel(node.Description.Engine.Labels, value),
};

export const modeName = ({ Spec: { Mode } }: ApiService): string => {
  if (Mode.Global) return "global";
  if (Mode.ReplicatedJob) return "replicated-job";
  return Mode.GlobalJob ? "global-job" : "replicated";
};

export const SERVICE_FILTERS: Readonly<Record<string, Test<ApiService>>> = {
  id: (service, value) => service.ID.startsWith(value),
  name: (service, value) => service.Spec.Name.startsWith(value),
  label: (service, value) => hasLabel(service.Spec.Labels, value),
  mode: (service, value) => modeName(service) === value,
  runtime: (_, value) => value === "container",
};
