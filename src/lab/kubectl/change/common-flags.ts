/** The flags that several changing verbs share, with kubectl's defaults. pkg/cmd/util/helpers.go and cli-runtime, pkg/genericclioptions. */
import type { Flags } from "../flags.ts";

/** Flags that mean nothing where one person uses one cluster. */
const FIELD_MANAGER: Flags = { "field-manager": { type: "text" } };

/** AddDryRunFlag. */
export const DRY_RUN: Flags = { "dry-run": { type: "text", value: "none", bare: "unchanged" }, ...FIELD_MANAGER };

/** PrintFlags. */
export const PRINT: Flags = {
  output: { type: "text", short: "o" },
  template: { type: "text" },
  "allow-missing-template-keys": { type: "bool", value: "true" },
  "show-managed-fields": { type: "bool" },
};

/** AddFilenameOptionFlags. */
export const FILES: Flags = {
  filename: { type: "strings", short: "f" },
  kustomize: { type: "text", short: "k" },
  recursive: { type: "bool", short: "R" },
};

/** RecordFlags. */
export const RECORD: Flags = { record: { type: "bool", deprecated: "--record will be removed in the future" } };

export const SELECTOR: Flags = { selector: { type: "text", short: "l" } };
export const ALL: Flags = { all: { type: "bool" } };
export const ALL_NAMESPACES: Flags = { "all-namespaces": { type: "bool", short: "A" } };
export const FIELD_SELECTOR: Flags = { "field-selector": { type: "text" } };
export const LOCAL: Flags = { local: { type: "bool" } };

/** AddValidateFlags: bare it is strict. */
export const VALIDATE: Flags = { validate: { type: "text", value: "strict", bare: "strict" } };

/** AddApplyAnnotationFlags. */
export const SAVE_CONFIG: Flags = { "save-config": { type: "bool" } };
