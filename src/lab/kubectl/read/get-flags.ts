/** The flags of `kubectl get`. Kubernetes 1.36, kubectl, pkg/cmd/get/{get,get_flags,humanreadable_flags}.go. */
import type { Flags } from "../flags.ts";

const NO_RAW = "The lab's API server cannot be asked by path; name a resource.";

export const GET_FLAGS: Flags = {
  "all-namespaces": { type: "bool", short: "A" },
  "allow-missing-template-keys": { type: "bool" },
  "chunk-size": { type: "int64" },
  "field-selector": { type: "text" },
  filename: { type: "strings", short: "f" },
  "ignore-not-found": { type: "bool" },
  kustomize: { type: "text", short: "k", lacks: "The lab has no folders to build from." },
  "label-columns": { type: "strings", short: "L" },
  "no-headers": { type: "bool" },
  output: { type: "text", short: "o" },
  "output-watch-events": { type: "bool" },
  raw: { type: "text", lacks: NO_RAW },
  recursive: { type: "bool", short: "R" },
  selector: { type: "text", short: "l" },
  "server-print": { type: "bool" },
  "show-kind": { type: "bool" },
  "show-labels": { type: "bool" },
  "show-managed-fields": { type: "bool" },
  "sort-by": { type: "text" },
  subresource: { type: "text", lacks: "The lab shows whole objects only, status among them." },
  template: { type: "text" },
  watch: { type: "bool", short: "w" },
  "watch-only": { type: "bool" },
};
