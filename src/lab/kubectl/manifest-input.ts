/**
 * `-f`: files, a folder, standard input or what was pasted -> the objects in them, and what cannot be read. Kubernetes 1.36, cli-runtime,
 * pkg/resource/{builder,visitor,mapper}.go and kubectl, pkg/validation/validation.go.
 */
import type { Kind } from "../../simulator/kubernetes/api/kinds.ts";
import { decode } from "../../simulator/kubernetes/manifest/decode.ts";
import { readManifests } from "../../simulator/kubernetes/manifest/read.ts";
import { kindOf } from "../../simulator/kubernetes/manifest/write.ts";
import { isMap, type JsonMap } from "../../simulator/kubernetes/patch/json.ts";
import { API_RESOURCES, type ApiResource } from "./api-resources.ts";
import { type Failure, plain } from "./change/failure.ts";
import type { KubectlContext } from "./context.ts";
import { isGiven, textOf } from "./flag-value.ts";
import type { FlagsRead } from "./flags.ts";
import { inputFiles, type InputFile } from "./input-files.ts";

/** One object of a manifest. `kind` is absent where the API has such things and the lab has not. */
export type ManifestInfo = {
  resource: ApiResource;
  kind: Kind | undefined;
  name: string;
  namespace: string;
  manifest: JsonMap;
  source: string;
};

/** `missing`: a file that is not there, which ends the command before anything is done. */
export type Input = { infos: ManifestInfo[]; failures: Failure[]; missing: Failure[] };

const STOP = "if you choose to ignore these errors, turn validation off with --validate=false";

/** What an object must say of itself before anything else is looked at (getObjectKind). */
function typeProblem(manifest: unknown): string | undefined {
  if (!isMap(manifest)) return "invalid object to validate";
  const problems = (["apiVersion", "kind"] as const).flatMap((field) => {
    const value = manifest[field];
    if (value === undefined || value === null || value === "") return [`${field} not set`];
    return typeof value === "string" ? [] : [`${field} isn't string type`];
  });
  return problems.length > 1 ? `[${problems.join(", ")}]` : problems[0];
}

const textAt = (map: unknown, field: string) => (isMap(map) && typeof map[field] === "string" ? map[field] : "");

/** The API's resource of a manifest, in the version that it names. */
const resourceOf = ({ kind, apiVersion }: JsonMap) =>
  API_RESOURCES.find((resource) => resource.kind === kind && resource.apiVersion === apiVersion);

/** Whether the metadata are what they must be, before the rest goes to the server (metadataValidatingDecoder). */
function metadataProblem({ metadata }: JsonMap): string | undefined {
  const decoded = decode({ metadata: metadata ?? {} }, "Namespace");
  return decoded.ok ? undefined : decoded.wrong;
}

/** The namespace of a manifest: its own, or the command's; `wanted` is what -n says, if it says anything. */
type Namespaces = { namespace: string; wanted: string | undefined };

type InfoRead = { ok: true; info: ManifestInfo } | { ok: false; failure: Failure };
const refuse = (message: string): InfoRead => ({ ok: false, failure: plain(message) });

const unmapped = (manifest: JsonMap, source: string, name: string, namespace: string) =>
  `resource mapping not found for name: ${JSON.stringify(name)} namespace: ${JSON.stringify(namespace)} from ${JSON.stringify(source)}: ` +
  `no matches for kind ${JSON.stringify(manifest["kind"])} in version ${JSON.stringify(manifest["apiVersion"])}\nensure CRDs are installed first`;

const elsewhere = (own: string, wanted: string) =>
  `the namespace from the provided object ${JSON.stringify(own)} does not match the namespace ${JSON.stringify(wanted)}. ` +
  `You must pass '--namespace=${own}' to perform this operation.`;

function infoOf(manifest: JsonMap, source: string, { namespace, wanted }: Namespaces): InfoRead {
  const metadata = isMap(manifest["metadata"]) ? manifest["metadata"] : {};
  const [name, own] = [textAt(metadata, "name"), textAt(metadata, "namespace")];
  const wrong = metadataProblem(manifest);
  if (wrong !== undefined) return refuse(`unable to decode ${JSON.stringify(source)}: ${wrong}`);
  const resource = resourceOf(manifest);
  if (!resource) return refuse(unmapped(manifest, source, name, own));
  const info = { resource, kind: kindOf(manifest), name, source };
  if (!resource.namespaced) return { ok: true, info: { ...info, namespace: "", manifest } };
  if (wanted !== undefined && own !== "" && own !== wanted) return refuse(elsewhere(own, wanted));
  const place = own || namespace;
  const placed = { ...manifest, metadata: { ...metadata, namespace: place } };
  return { ok: true, info: { ...info, namespace: place, manifest: placed } };
}

function readFile({ name, text }: InputFile, validated: boolean, namespaces: Namespaces, input: Input): void {
  const { manifests, problem } = readManifests(text, name);
  for (const manifest of manifests) {
    const wrong = typeProblem(manifest);
    if (wrong !== undefined || !isMap(manifest)) {
      const why = validated ? `error validating data: ${wrong}; ${STOP}` : `${wrong}`;
      input.failures.push(plain(`error ${validated ? "validating" : "decoding"} ${JSON.stringify(name)}: ${why}`));
      return;
    }
    const read = infoOf(manifest, name, namespaces);
    if (read.ok) input.infos.push(read.info);
    else input.failures.push(read.failure);
  }
  if (problem !== undefined) input.failures.push(plain(problem));
}

/** Whether -f or -k was given. */
export const hasFiles = (read: FlagsRead) => isGiven(read, "filename");

/** Everything that -f names, in order. A file that cannot be read to its end keeps what came before. */
export function readInput(context: KubectlContext, read: FlagsRead): Input {
  const { files, missing } = inputFiles(context, read);
  const input: Input = { infos: [], failures: [], missing: missing.map(plain) };
  const wanted = isGiven(read, "namespace") ? textOf(read, "namespace") : undefined;
  const namespaces = { namespace: wanted ?? context.namespace ?? "default", wanted };
  const validated = !["false", "ignore"].includes(textOf(read, "validate"));
  for (const file of files) readFile(file, validated, namespaces, input);
  return input;
}

/** Some kinds the API has and the lab has not. */
export const lackingKind = ({ plural }: ApiResource): Failure => ({
  message: `The lab has no ${plural}: it simulates what runs and scales containers, not ${plural}.`,
  outside: plural,
});
