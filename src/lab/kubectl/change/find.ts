/** The objects that a command is about: those that it names, selects or reads from files, in order; and what cannot be found. cli-runtime, pkg/resource/builder.go. */
import type { Kind, KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import type { ApiError } from "../../../simulator/kubernetes/api-server.ts";
import { failed, type Outcome } from "../../shell/outcome.ts";
import type { ApiResource } from "../api-resources.ts";
import type { KubectlContext } from "../context.ts";
import { complaint } from "../errors.ts";
import { fetch, objectOf } from "../fetch.ts";
import { isOn, textOf } from "../flag-value.ts";
import type { FlagsRead } from "../flags.ts";
import { hasFiles, readInput } from "../manifest-input.ts";
import { namespaceOf } from "../read/namespace.ts";
import { type Target, readRequests } from "../requests.ts";
import { fullName } from "../resources.ts";
import { type Failure, fromServer, tellFailures } from "./failure.ts";

/** One object of the cluster; `source` is the file that named it. */
export type Info = { resource: ApiResource; object: KubernetesObject; source?: string };

/** `named`: by name or selector, not by file. `failures` in the order in which they came up. */
export type Found =
  | { ok: true; infos: Info[]; failures: Failure[]; targets: Target[] }
  | { ok: false; outcome: Outcome };

export const notFoundError = (resource: ApiResource, name: string): ApiError => ({
  code: 404,
  reason: "NotFound",
  message: `${fullName(resource)} ${JSON.stringify(name)} not found`,
});

const FILES_AND_WORDS =
  "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well";

/** A list that the server refused, as the fetcher words it. */
const unanswered = (line: string): Failure =>
  fromServer({ code: 400, reason: "BadRequest", message: line.replace(/^Error from server \(BadRequest\): /, "") });

function pick({ world }: KubectlContext, targets: Target[]): Found {
  const infos: Info[] = [];
  const failures: Failure[] = [];
  for (const target of targets) {
    const object = objectOf(world.store, target);
    if (object) infos.push({ resource: target.resource, object });
    else failures.push(fromServer(notFoundError(target.resource, target.name)));
  }
  return { ok: true, infos, failures, targets };
}

function fromFiles(context: KubectlContext, read: FlagsRead): Found {
  const input = readInput(context, read);
  if (input.missing.length > 0) return { ok: false, outcome: failed(tellFailures(input.missing)) };
  const infos: Info[] = [];
  const failures = [...input.failures];
  for (const { resource, kind, name, namespace, source } of input.infos) {
    const object = kind && context.world.store.get(kind as Kind, name, namespace);
    if (object) infos.push({ resource, object, source });
    else failures.push(fromServer(notFoundError(resource, name)));
  }
  return { ok: true, infos, failures, targets: [] };
}

/** What the words (and -f, -l, --all, --field-selector, -A) name, as it is in the cluster. */
export function findObjects(
  context: KubectlContext,
  read: FlagsRead,
  words: readonly string[],
  { allowEmptySelector = false } = {},
): Found {
  if (hasFiles(read)) {
    if (words.length > 0) return { ok: false, outcome: complaint(FILES_AND_WORDS) };
    return fromFiles(context, read);
  }
  const wanted = readRequests(words, {
    namespace: namespaceOf(context, read),
    allNamespaces: isOn(read, "all-namespaces"),
    labels: textOf(read, "selector") || undefined,
    fields: textOf(read, "field-selector") || undefined,
    all: isOn(read, "all"),
    allowEmptySelector,
  });
  if (!wanted.ok) return wanted;
  if (wanted.by === "name") return pick(context, wanted.targets);
  const { found, errors } = fetch(context.world.store, wanted);
  return { ok: true, infos: found, failures: errors.map(unanswered), targets: [] };
}
