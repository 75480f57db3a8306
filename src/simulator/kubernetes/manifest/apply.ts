/** `kubectl apply -f`: manifests made into objects, or merged into those that are there. Texts of kubectl 1.36, as in real transcripts. */
import { RESOURCES, type Kind, type KubernetesObject, type ObjectOf } from "../api/kinds.ts";
import { defaultObject } from "../api/defaults/default-object.ts";
import type { ApiError, Draft } from "../api-server.ts";
import { isMap, type JsonMap } from "../patch/json.ts";
import { strategicMerge } from "../patch/strategic-merge.ts";
import { threeWayPatch } from "../patch/three-way.ts";
import type { World } from "../world.ts";
import { decode } from "./decode.ts";
import { held } from "./held.ts";
import { printPatch } from "./print-patch.ts";
import { readManifests } from "./read.ts";
import { withoutServerFields, withServerFields } from "./server-fields.ts";
import { withSkeleton } from "./skeleton.ts";
import { validate } from "./validate/validate.ts";

/** What kubectl printed for one object, and whether it worked. */
export type Applied = { text: string; ok: boolean };

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

const failed = (text: string): Applied => ({ text, ok: false });

/** A file's name, and the namespace of what names none. */
type Where = { file: string; namespace: string };

const unreadable = ({ file }: Where, why: string) =>
  failed(
    `error: error validating "${file}": error validating data: ${why}; if you choose to ignore these errors, turn validation off with --validate=false`,
  );

/** The kind that a manifest is of, if the cluster has it in that version. */
function kindOf({ kind, apiVersion }: JsonMap): Kind | undefined {
  const known = Object.hasOwn(RESOURCES, String(kind)) ? (kind as Kind) : undefined;
  return known && RESOURCES[known].apiVersion === apiVersion ? known : undefined;
}

const nameOf = (metadata: unknown) => (isMap(metadata) && typeof metadata["name"] === "string" ? metadata["name"] : "");

/** What kubectl finds wrong before it asks the server. */
function problemOf(manifest: unknown, where: Where): Applied | undefined {
  if (!isMap(manifest)) return unreadable(where, "invalid object to validate");
  const { kind, apiVersion, metadata } = manifest;
  if (!kind) return unreadable(where, "kind not set");
  if (!apiVersion) return unreadable(where, "apiVersion not set");
  if (!kindOf(manifest)) {
    const what = `name: "${nameOf(metadata)}" namespace: "" from "${where.file}": no matches for kind "${String(kind)}" in version "${String(apiVersion)}"`;
    return failed(`error: resource mapping not found for ${what}\nensure CRDs are installed first`);
  }
  return undefined;
}

/** Keys in order, as kubectl writes what it last applied. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

/** The manifest with its namespace, and with itself as an annotation. */
function prepare(manifest: JsonMap, kind: Kind, { namespace }: Where): JsonMap {
  const metadata = isMap(manifest["metadata"]) ? manifest["metadata"] : {};
  const own = RESOURCES[kind].namespaced ? { namespace, ...metadata } : metadata;
  const annotations = isMap(metadata["annotations"]) ? metadata["annotations"] : {};
  const plain = { ...manifest, metadata: { ...own, annotations } };
  const last = `${JSON.stringify(sorted(plain))}\n`;
  return { ...plain, metadata: { ...own, annotations: { ...annotations, [LAST_APPLIED]: last } } };
}

function invalid(kind: Kind, name: string, problems: string[]): Applied {
  const list = problems.length === 1 ? problems[0] : `\n${problems.map((each) => `* ${each}`).join("\n")}`;
  return failed(`The ${kind} "${name}" is invalid: ${list}`);
}

const fromServer = ({ reason, message }: ApiError, doing: string) =>
  failed(
    reason === "Invalid" ? `The ${message}` : `Error from server${reason && ` (${reason})`}: ${doing}: ${message}`,
  );

const slashName = (kind: Kind, name: string) => `${RESOURCES[kind].singular}/${name}`;

function createNew(world: World, manifest: JsonMap, kind: Kind, { file }: Where): Applied {
  const doing = `error when creating "${file}"`;
  const decoded = decode(manifest, kind);
  if (!decoded.ok) return failed(`Error from server (BadRequest): ${doing}: ${decoded.message}`);
  const name = nameOf(manifest["metadata"]);
  const wanted = withSkeleton(withoutServerFields(held(manifest, kind) as JsonMap), kind);
  const problems = validate(defaultObject(wanted));
  if (problems.length > 0) return invalid(kind, name, problems);
  const answer = world.api.create(wanted as unknown as Draft<ObjectOf<Kind>> & { kind: Kind });
  return answer.ok ? { text: `${slashName(kind, name)} created`, ok: true } : fromServer(answer.error, doing);
}

function change(world: World, before: KubernetesObject, manifest: JsonMap, { file }: Where): Applied {
  const { kind, metadata } = before;
  const last = metadata.annotations?.[LAST_APPLIED];
  const { status: _, ...wanted } = manifest;
  const patch = threeWayPatch(last ? (JSON.parse(last) as JsonMap) : {}, wanted, before as unknown as JsonMap);
  const name = slashName(kind, metadata.name);
  const { annotations: __, ...rest } = isMap(patch["metadata"]) ? patch["metadata"] : {};
  if (
    Object.keys({ ...patch, ...rest }).every((field) => field === "metadata") &&
    Object.keys(rest).length === 0 &&
    last
  )
    return { text: `${name} unchanged`, ok: true };
  const decoded = decode(wanted, kind);
  if (!decoded.ok)
    return failed(`The request is invalid: patch: Invalid value: ${printPatch(patch)}: ${decoded.conversion}`);
  const merged = held(strategicMerge(before as unknown as JsonMap, patch), kind) as JsonMap;
  const after = defaultObject(withServerFields(withSkeleton(merged, kind), before));
  const problems = validate(after, before);
  if (problems.length > 0) return invalid(kind, metadata.name, problems);
  const answer = world.api.update(after);
  return answer.ok
    ? { text: `${name} configured`, ok: true }
    : fromServer(answer.error, `error when patching "${file}"`);
}

function applyOne(world: World, manifest: unknown, where: Where): Applied {
  const problem = problemOf(manifest, where);
  if (problem) return problem;
  const given = manifest as JsonMap;
  const kind = given["kind"] as Kind;
  const prepared = prepare(given, kind, where);
  const { name, namespace, generateName } = prepared["metadata"] as Record<string, string | undefined>;
  if (!name && generateName) return failed(`error: from ${generateName}: cannot use generate name with apply`);
  if (!name) return failed(nameless(kind, where));
  const before = world.store.get(kind, name, namespace);
  return before ? change(world, before, prepared, where) : createNew(world, prepared, kind, where);
}

function nameless(kind: Kind, { file, namespace }: Where): string {
  const { apiVersion, resource } = RESOURCES[kind];
  const plural = resource.split(".")[0];
  const group = apiVersion.includes("/") ? apiVersion : `/${apiVersion}`;
  return [
    "error: error when retrieving current configuration of:",
    `Resource: "${group}, Resource=${plural}", GroupVersionKind: "${group}, Kind=${kind}"`,
    `Name: "", Namespace: "${namespace}"`,
    `from server for: "${file}": resource name may not be empty`,
  ].join("\n");
}

/** Applies everything in a text, in order; what is wrong with one does not keep the next from being tried, unless the text cannot be read at all. */
export function applyText(world: World, text: string, file: string, namespace = "default"): Applied[] {
  const read = readManifests(text, file);
  if (!read.ok) return [failed(read.message)];
  if (read.manifests.length === 0) return [failed("error: no objects passed to apply")];
  return read.manifests.map((manifest) => applyOne(world, manifest, { file, namespace }));
}
