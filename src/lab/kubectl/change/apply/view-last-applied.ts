/** `kubectl apply view-last-applied`. Kubernetes 1.36, kubectl, pkg/cmd/apply/apply_view_last_applied.go. */
import { printJson, printYaml } from "../../../print/document.ts";
import type { Verb } from "../../context.ts";
import { complaint, misuse } from "../../errors.ts";
import { textOf } from "../../flag-value.ts";
import { readFlags } from "../../flags.ts";
import { ALL, FILES, SELECTOR } from "../common-flags.ts";
import { plain } from "../failure.ts";
import { findObjects } from "../find.ts";
import { createReport } from "../report.ts";
import { isMap, type JsonMap } from "../../../../simulator/kubernetes/patch/json.ts";
import { lastApplied } from "./last-applied.ts";

const FLAGS = { ...FILES, ...SELECTOR, ...ALL, output: { type: "text", short: "o", value: "yaml" } } as const;

/** An empty map of annotations was never in the manifest. */
function withoutEmptyAnnotations(manifest: JsonMap): JsonMap {
  const { metadata } = manifest;
  if (!isMap(metadata) || !isMap(metadata["annotations"]) || Object.keys(metadata["annotations"]).length > 0)
    return manifest;
  const { annotations: _, ...rest } = metadata;
  return { ...manifest, metadata: rest };
}

export const viewLastApplied: Verb = (context, args) => {
  const read = readFlags("kubectl apply view-last-applied", args, FLAGS);
  if (!read.ok) return read.outcome;
  const format = textOf(read, "output");
  if (format !== "yaml" && format !== "json")
    return misuse(
      "kubectl apply view-last-applied",
      `Unexpected -o output mode: ${format}, the flag 'output' must be one of yaml|json`,
    );
  const found = findObjects(context, read, read.words);
  if (!found.ok) return found.outcome;
  const report = createReport(read.warnings);
  for (const { resource, object } of found.infos) {
    const manifest = lastApplied(object);
    if (!manifest)
      return complaint(
        `no last-applied-configuration annotation found on resource: ${resource.plural.replace(/s$/, "")}/${object.metadata.name}`,
      );
    const shown = withoutEmptyAnnotations(manifest);
    report.say(format === "yaml" ? printYaml(shown) : printJson(shown));
  }
  for (const failure of found.failures) report.fail(failure.error ? failure : plain(failure.message));
  return report.outcome();
};
