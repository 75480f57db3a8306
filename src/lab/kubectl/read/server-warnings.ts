/** What the API server warns of when a resource is asked for (pkg/registry, PrepareForRead; client-go prints each on standard error). */
import type { ByName, BySelector } from "../requests.ts";

const DEPRECATED: Readonly<Record<string, string>> = {
  Endpoints: "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
  ComponentStatus: "v1 ComponentStatus is deprecated in v1.19+",
};

/** Whole lines. */
export function warningsOf(wanted: ByName | BySelector): string {
  const resources = wanted.by === "selector" ? wanted.resources : wanted.targets.map(({ resource }) => resource);
  const warnings = resources.flatMap(({ kind }) => DEPRECATED[kind] ?? []);
  return [...new Set(warnings)].map((warning) => `Warning: ${warning}\n`).join("");
}
