/** `kubectl create TYPE NAME`: what all its generators have in common. Kubernetes 1.36, kubectl, pkg/cmd/create/create.go (NameFromCommandArgs, CreateSubcommandOptions). */
import type { Kind } from "../../../../simulator/kubernetes/api/kinds.ts";
import { createManifest } from "../../../../simulator/kubernetes/manifest/write.ts";
import type { JsonMap } from "../../../../simulator/kubernetes/patch/json.ts";
import type { Outcome } from "../../../shell/outcome.ts";
import type { Verb } from "../../context.ts";
import { complaint, misuse } from "../../errors.ts";
import { isGiven, isOn } from "../../flag-value.ts";
import type { Flags } from "../../flags.ts";
import { namespaceOf } from "../../read/namespace.ts";
import { resourceOf, storeKind } from "../../resources.ts";
import { lackingKind } from "../../manifest-input.ts";
import { type Begun, begin } from "../begin.ts";
import { SAVE_CONFIG, VALIDATE } from "../common-flags.ts";
import { fromServer, plain } from "../failure.ts";
import { withLastApplied } from "../apply/last-applied.ts";
import { readValidation } from "../validation.ts";

/** The manifest, or what is wrong with the words and flags; an outcome when it has been said already. */
export type Generated = { manifest: JsonMap } | { problem: string } | { outcome: Outcome };

export type Generator = {
  kind: string;
  /** "kubectl create deployment" */
  command: string;
  flags: Flags;
  /** How an error of the server is put; nothing where it is told as it is. */
  refused?: string;
  generate(begun: Begun, name: string): Generated;
};

/** The namespace stands in the manifest only where -n says it. */
function placed(manifest: JsonMap, { context, read }: Begun, isPlaced: boolean): JsonMap {
  if (!isPlaced) return manifest;
  return { ...manifest, metadata: { ...(manifest["metadata"] as JsonMap), namespace: namespaceOf(context, read) } };
}

/** Sends the manifest, or shows it. */
export function submit(
  begun: Begun,
  kindName: string,
  manifest: JsonMap,
  refused?: string,
  operation = "created",
): Outcome {
  const { context, read, report, dryRun, print } = begun;
  const resource = resourceOf(kindName);
  const name = String((manifest["metadata"] as JsonMap)["name"]);
  const saved = (whole: JsonMap) => (isOn(read, "save-config") ? withLastApplied(whole) : whole);
  if (dryRun === "client") {
    const shown = placed(manifest, begun, resource.namespaced && isGiven(read, "namespace"));
    print.manifest(resource, name, saved(shown), operation);
    return report.outcome();
  }
  const kind: Kind | undefined = storeKind(resource);
  if (!kind) {
    report.fail(lackingKind(resource));
    return report.outcome();
  }
  const fieldValidation = "validate" in read.flags ? readValidation(read, report) : "Strict";
  if (!fieldValidation) return report.outcome();
  const request = {
    dryRun: dryRun === "server",
    fieldValidation,
    warn: (text: string) => report.warn(`Warning: ${text}`),
  };
  const answer = createManifest(
    context.world.world,
    saved(placed(manifest, begun, resource.namespaced)),
    kind,
    request,
  );
  if (answer.ok) print.object({ resource, object: answer.object }, operation);
  else report.fail(refused === undefined ? fromServer(answer.error) : plain(`${refused} ${answer.error.message}`));
  return report.outcome();
}

export const createGenerator =
  ({ kind, command, flags, refused, generate }: Generator): Verb =>
  (context, args) => {
    const begun = begin(context, command, args, { ...VALIDATE, ...SAVE_CONFIG, ...flags });
    if (!begun.ok) return begun.outcome;
    const [name, ...more] = begun.read.words;
    if (name === undefined || more.length > 0)
      return misuse(command, `exactly one NAME is required, got ${begun.read.words.length}`);
    const generated = generate(begun, name);
    if ("problem" in generated) return complaint(generated.problem);
    return "outcome" in generated ? generated.outcome : submit(begun, kind, generated.manifest, refused);
  };
