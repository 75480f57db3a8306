/** `kubectl describe`. Kubernetes 1.36, kubectl, pkg/cmd/describe/describe.go. */
import { printDescription } from "../../print/describe.ts";
import type { View } from "../../print/describe/lines.ts";
import { type Outcome, line } from "../../shell/outcome.ts";
import type { KubectlContext, Verb } from "../context.ts";
import { complaint, notFound } from "../errors.ts";
import { fetch, type Found, listOf, objectOf } from "../fetch.ts";
import { isGiven, isOn } from "../flag-value.ts";
import { type Flags, type FlagsRead, readFlags } from "../flags.ts";
import { hasFiles } from "../manifest-input.ts";
import type { ByName, Target } from "../requests.ts";
import { namespaceOf } from "./namespace.ts";
import { readWanted } from "./wanted.ts";
import { warningsOf } from "./server-warnings.ts";

const FLAGS: Flags = {
  "all-namespaces": { type: "bool", short: "A" },
  "chunk-size": { type: "int64" },
  filename: { type: "strings", short: "f" },
  kustomize: { type: "text", short: "k", lacks: "The lab has no folders to build from." },
  recursive: { type: "bool", short: "R" },
  selector: { type: "text", short: "l" },
  "show-events": { type: "bool", value: "true" },
};

const NO_TYPE =
  'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.';

export const describe: Verb = (context, args) => {
  const read = readFlags("kubectl describe", args, FLAGS);
  if (!read.ok) return read.outcome;
  if (read.words.length === 0 && !hasFiles(read)) return complaint(NO_TYPE);
  const namespace = namespaceOf(context, read);
  const wanted = readWanted(context, read);
  if (!wanted.ok) return wanted.outcome;
  const warnings = warningsOf(wanted);
  if (wanted.by === "name") return withWarnings(warnings, byName(context, read, wanted));
  const { found, errors } = fetch(context.world.store, wanted);
  if (found.length === 0 && errors.length === 0) return withWarnings(warnings, nothing(read, namespace));
  return withWarnings(warnings, told(context, read, found, errors));
};

const withWarnings = (warnings: string, outcome: Outcome): Outcome => ({
  ...outcome,
  stderr: warnings + outcome.stderr,
});

function nothing(read: FlagsRead, namespace: string): Outcome {
  const where = isOn(read, "all-namespaces") ? "No resources found" : `No resources found in ${namespace} namespace.`;
  return { stdout: "", stderr: `${where}\n`, exit: 0 };
}

/** A name that is none stands for all that begin with it, if nothing else is asked for; their events are not told. */
function byName(context: KubectlContext, read: FlagsRead, { targets }: ByName): Outcome {
  const { store } = context.world;
  const found = targets.flatMap((target) => {
    const object = objectOf(store, target);
    return object ? [{ resource: target.resource, object }] : [];
  });
  const missing = targets.filter((target) => !objectOf(store, target));
  const [only] = missing;
  const like = only && targets.length === 1 && read.words.length === 2 ? beginningWith(context, only) : [];
  if (like.length > 0)
    return {
      stdout: textsOf(context, read, like, false)
        .map((text) => `${text}\n`)
        .join(""),
      stderr: "",
      exit: 0,
    };
  const errors = missing.map(({ resource, name }) => notFound(resource, name));
  return told(context, read, found, errors);
}

function beginningWith({ world }: KubectlContext, { resource, name, namespace }: Target): Found[] {
  const all = listOf(world.store, resource, resource.namespaced ? namespace : undefined);
  return all.filter(({ metadata }) => metadata.name.startsWith(name)).map((object) => ({ resource, object }));
}

/** Events of one thing only, unless they are asked for. */
function textsOf({ world, now }: KubectlContext, read: FlagsRead, found: readonly Found[], alone: boolean): string[] {
  const view: View = { store: world.store, now: now(), epoch: world.world.epoch };
  const withEvents = isGiven(read, "show-events") ? isOn(read, "show-events") : alone;
  return found.map(({ object }) => printDescription(object, view, withEvents));
}

/** Descriptions with two empty lines between them. */
function told(context: KubectlContext, read: FlagsRead, found: readonly Found[], errors: readonly string[]): Outcome {
  const texts = textsOf(context, read, found, found.length === 1 && errors.length === 0);
  return {
    stdout: texts.join("\n\n"),
    stderr: errors.map(line).join(""),
    exit: errors.length > 0 ? 1 : 0,
  };
}
