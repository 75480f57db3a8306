/** `kubectl patch`. Kubernetes 1.36, kubectl, pkg/cmd/patch/patch.go. */
import { isSame } from "../../../simulator/kubernetes/canonical.ts";
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import type { Answer, ApiError } from "../../../simulator/kubernetes/api-server.ts";
import { patchedLocally, patchObject, type PatchType } from "../../../simulator/kubernetes/manifest/patch.ts";
import { readDocument } from "../../../simulator/kubernetes/manifest/read.ts";
import { badRequest } from "../../../simulator/kubernetes/server/errors.ts";
import type { Verb } from "../context.ts";
import { complaint } from "../errors.ts";
import { textOf } from "../flag-value.ts";
import { type Begun, begin } from "./begin.ts";
import { FILES, LOCAL, RECORD } from "./common-flags.ts";
import { type Failure, fromServer } from "./failure.ts";
import type { Info } from "./find.ts";
import { jsonProblem } from "./json-problem.ts";
import { recordCommand } from "./record.ts";
import { visitObjects } from "./visit.ts";

const FLAGS = {
  ...FILES,
  ...RECORD,
  ...LOCAL,
  patch: { type: "text", short: "p" },
  "patch-file": { type: "text" },
  type: { type: "text", value: "strategic" },
  subresource: {
    type: "text",
    lacks: "The lab patches objects, not their status or scale; `kubectl scale` does the latter.",
  },
} as const;

const TYPES: readonly string[] = ["json", "merge", "strategic"];
const isType = (text: string): text is PatchType => TYPES.includes(text);

function problemOf({ context, read }: Begun, type: string): string | undefined {
  const [given, file] = [textOf(read, "patch"), textOf(read, "patch-file")];
  if (given !== "" && file !== "") return "cannot specify --patch and --patch-file together";
  if (given === "" && file === "") return "must specify --patch or --patch-file containing the contents of the patch";
  if (!isType(type)) return `--type must be one of [${TYPES.join(" ")}], not ${JSON.stringify(textOf(read, "type"))}`;
  return file !== "" && context.files[file] === undefined
    ? `unable to read patch file: open ${file}: no such file or directory`
    : undefined;
}

/** What begins like JSON is sent as it is, and read by the server; anything else is YAML. */
type Body = { ok: true; patch: unknown } | { ok: false; refusal: ApiError } | { ok: false; message: string };

function readBody(text: string): Body {
  if (text.trimStart().startsWith("{")) {
    const problem = jsonProblem(text);
    return problem === undefined ? { ok: true, patch: JSON.parse(text) } : { ok: false, refusal: badRequest(problem) };
  }
  const read = readDocument(text);
  return read.ok
    ? { ok: true, patch: read.value }
    : {
        ok: false,
        message: `unable to parse ${JSON.stringify(text)}: ${read.why.replace("error converting YAML to JSON: ", "")}`,
      };
}

function patchOne(
  { context, dryRun }: Begun,
  { object }: Info,
  type: PatchType,
  patch: unknown,
  warn: (text: string) => void,
): Answer<KubernetesObject> {
  if (dryRun === "client") return patchedLocally(object, type, patch);
  return patchObject(context.world.world, object, type, patch, { dryRun: dryRun === "server", warn });
}

function carryOut(
  begun: Begun,
  info: Info,
  type: PatchType,
  body: Exclude<Body, { message: string }>,
): Failure | undefined {
  if (!body.ok) return fromServer(body.refusal);
  const warn = (text: string) => begun.report.warn(`Warning: ${text}`);
  const answer = patchOne(begun, info, type, body.patch, warn);
  if (!answer.ok) return fromServer(answer.error);
  recordCommand(begun, info);
  const isSo = isSame(info.object, answer.object);
  begun.print.object({ ...info, object: answer.object }, isSo ? "patched (no change)" : "patched");
  return undefined;
}

export const patch: Verb = (context, args) => {
  const begun = begin(context, "kubectl patch", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const { read } = begun;
  const type = textOf(read, "type").toLowerCase();
  const problem = problemOf(begun, type);
  if (problem !== undefined || !isType(type)) return complaint(`${problem}`);
  const body = readBody(context.files[textOf(read, "patch-file")] ?? textOf(read, "patch"));
  if ("message" in body) return complaint(body.message);
  return visitObjects(begun, read.words, (info) => carryOut(begun, info, type, body), {
    none: "no objects passed to patch",
  });
};
