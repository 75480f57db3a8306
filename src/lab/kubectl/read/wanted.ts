/** What `get` and `describe` are asked for: by words and flags, or by the manifests of files. */
import type { KubectlContext } from "../context.ts";
import { tellFailures } from "../change/failure.ts";
import { complaint } from "../errors.ts";
import { isOn, textOf } from "../flag-value.ts";
import type { FlagsRead } from "../flags.ts";
import { hasFiles, readInput } from "../manifest-input.ts";
import { readRequests, type Wanted } from "../requests.ts";
import { failed } from "../../shell/outcome.ts";
import { namespaceOf } from "./namespace.ts";

const FILES_AND_WORDS =
  "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well";

export function readWanted(context: KubectlContext, read: FlagsRead): Wanted {
  if (hasFiles(read)) return fromFiles(context, read);
  return readRequests(read.words, {
    namespace: namespaceOf(context, read),
    allNamespaces: isOn(read, "all-namespaces"),
    labels: textOf(read, "selector") || undefined,
    fields: textOf(read, "field-selector") || undefined,
    allowEmptySelector: true,
  });
}

function fromFiles(context: KubectlContext, read: FlagsRead): Wanted {
  if (read.words.length > 0) return { ok: false, outcome: complaint(FILES_AND_WORDS) };
  const { infos, failures, missing } = readInput(context, read);
  const wrong = [...missing, ...failures];
  if (wrong.length > 0) return { ok: false, outcome: failed(tellFailures(wrong)) };
  const targets = infos.map(({ resource, name, namespace }) => ({ resource, name, namespace }));
  return { ok: true, by: "name", targets, single: targets.length === 1 };
}
