/** `kubectl get`. Kubernetes 1.36, kubectl, pkg/cmd/get/get.go. */
import { apiJson, listJson } from "../../print/api-json.ts";
import { type Outcome, failed, line } from "../../shell/outcome.ts";
import type { KubectlContext, Verb } from "../context.ts";
import { complaint } from "../errors.ts";
import { type Fetched, type Found, fetch } from "../fetch.ts";
import { isOn, textOf } from "../flag-value.ts";
import { type FlagsRead, readFlags } from "../flags.ts";
import { type Format, printIn, readFormat } from "../output-format.ts";
import { hasFiles } from "../manifest-input.ts";
import type { ByName, BySelector } from "../requests.ts";
import { slashName } from "../resources.ts";
import { GET_FLAGS } from "./get-flags.ts";
import { printTables } from "./get-tables.ts";
import { namespaceOf } from "./namespace.ts";
import { readWanted } from "./wanted.ts";
import { watch } from "./watch.ts";
import { warningsOf } from "./server-warnings.ts";

const NO_TYPE = `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.

error: Required resource not specified.
Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).
See 'kubectl get -h' for help and examples`;

type Ready = { read: FlagsRead; format: Extract<Format, { ok: true }>; wanted: ByName | BySelector; namespace: string };

export const get: Verb = (context, args) => {
  const read = readFlags("kubectl get", args, GET_FLAGS);
  if (!read.ok) return read.outcome;
  const problem = problemOf(read);
  if (problem) return problem;
  const format = readFormat(textOf(read, "output"), textOf(read, "template"));
  const namespace = namespaceOf(context, read);
  const wanted = readWanted(context, read);
  // What cannot be found is said before what cannot be printed.
  if (!wanted.ok) return wanted.outcome;
  if (!format.ok) return format.outcome;
  if (isOn(read, "watch") || isOn(read, "watch-only")) return watch(context, { read, format, wanted });
  return show(context, { read, format, wanted, namespace });
};

function problemOf(read: FlagsRead): Outcome | undefined {
  if (read.words.length === 0 && !hasFiles(read)) return failed(NO_TYPE);
  const output = textOf(read, "output");
  if (isOn(read, "show-labels") && output !== "" && output !== "wide")
    return complaint(`--show-labels option cannot be used with ${output} printer`);
  if (isOn(read, "output-watch-events") && !isOn(read, "watch") && !isOn(read, "watch-only"))
    return complaint("--output-watch-events option can only be used with --watch or --watch-only");
  return undefined;
}

function show(context: KubectlContext, ready: Ready): Outcome {
  const { read, format, wanted } = ready;
  const fetched = fetch(context.world.store, wanted);
  const errors = [...fetched.errors, ...(isOn(read, "ignore-not-found") ? [] : fetched.missing)];
  const warnings = warningsOf(wanted);
  const body =
    format.kind === "table" || format.kind === "wide"
      ? tables(context, ready, fetched, errors)
      : documents(context, ready, fetched, errors);
  const said = errors.map(line).join("");
  const worst = errors.length > 0 ? 1 : body.exit;
  return { stdout: body.stdout, stderr: warnings + body.stderr + said, exit: worst };
}

function tables(
  context: KubectlContext,
  { read, format, wanted, namespace }: Ready,
  fetched: Fetched,
  errors: string[],
): Outcome {
  const { world, now } = context;
  const stdout = printTables(fetched.found, wanted.by === "selector" ? wanted.resources : [], read, {
    wide: format.kind === "wide",
    now: now(),
    epoch: world.world.epoch,
  });
  const silent = stdout !== "" || errors.length > 0 || isOn(read, "ignore-not-found");
  return { stdout, stderr: silent ? "" : nothingFound(fetched.found, read, namespace, wanted), exit: 0 };
}

/** Where nothing was listed there is nothing that could be cluster-wide, so that a namespace is named, unless all were asked for. */
function nothingFound(
  found: readonly Found[],
  read: FlagsRead,
  namespace: string,
  wanted: ByName | BySelector,
): string {
  const resources = wanted.by === "selector" ? wanted.resources : found.map(({ resource }) => resource);
  const scoped = !isOn(read, "all-namespaces") && resources.every(({ namespaced }) => namespaced);
  return scoped ? `No resources found in ${namespace} namespace.\n` : "No resources found\n";
}

function documents(
  { world }: KubectlContext,
  { read, format, wanted }: Ready,
  { found }: Fetched,
  errors: string[],
): Outcome {
  const nothing = { stdout: "", stderr: "", exit: 0 };
  const single = wanted.by === "name" && wanted.single;
  if (found.length === 0 && (isOn(read, "ignore-not-found") || (single && errors.length > 0))) return nothing;
  if (format.kind === "name")
    return {
      ...nothing,
      stdout: found.map(({ resource, object }) => `${slashName(resource, object.metadata.name)}\n`).join(""),
    };
  const items = found.map(({ object }) => apiJson(object, world.world.epoch, world.store.versionOf(object)));
  const [first] = items;
  return printIn(format, single && first ? first : listJson(items), items, !isOn(read, "no-headers"));
}
