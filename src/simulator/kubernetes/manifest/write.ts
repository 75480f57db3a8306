/**
 * Requests that write an object, as the API server takes them: JSON in, checked field by field, and an object or an error out.
 * Kubernetes 1.36, apiserver, pkg/endpoints/handlers/{create,update,patch}.go.
 */
import { RESOURCES, type Kind, type KubernetesObject, type ObjectOf } from "../api/kinds.ts";
import { defaultObject } from "../api/defaults/default-object.ts";
import type { Answer, Draft, WriteOptions } from "../api-server.ts";
import { isSame } from "../canonical.ts";
import { isMap, type JsonMap } from "../patch/json.ts";
import { badRequest, granted, invalid, refused } from "../server/errors.ts";
import type { World } from "../world.ts";
import { decode } from "./decode.ts";
import { held, pruned } from "./held.ts";
import { withoutServerFields, withServerFields } from "./server-fields.ts";
import { withSkeleton } from "./skeleton.ts";
import { validate } from "./validate/validate.ts";

/** What becomes of fields that the kind does not have: an error, a warning, or nothing. */
export type FieldValidation = "Strict" | "Warn" | "Ignore";
export type WriteRequest = WriteOptions & { fieldValidation?: FieldValidation; warn?: (warning: string) => void };

const nameOf = ({ metadata }: JsonMap) =>
  isMap(metadata) && typeof metadata["name"] === "string" ? metadata["name"] : "";

/** What is wrong with the JSON of a whole object; fields that are too many may pass, and are said if so wished. */
function decodeProblem(manifest: JsonMap, kind: Kind, { fieldValidation = "Strict", warn }: WriteRequest) {
  const decoded = decode(manifest, kind);
  if (decoded.ok) return undefined;
  if (decoded.unknown.length === 0 || fieldValidation === "Strict") return refused(badRequest(decoded.message));
  if (fieldValidation === "Warn") for (const unknown of decoded.unknown) warn?.(unknown);
  return undefined;
}

/** The kind that a manifest is of, if the cluster has it in that version. */
export function kindOf({ kind, apiVersion }: JsonMap): Kind | undefined {
  const known = Object.hasOwn(RESOURCES, String(kind)) ? (kind as Kind) : undefined;
  return known && RESOURCES[known].apiVersion === apiVersion ? known : undefined;
}

/** POST. */
export function createManifest(
  { api }: World,
  manifest: JsonMap,
  kind: Kind,
  request: WriteRequest = {},
): Answer<KubernetesObject> {
  const problem = decodeProblem(manifest, kind, request);
  if (problem) return problem;
  const known = pruned(manifest, kind) as JsonMap;
  const wanted = withSkeleton(withoutServerFields(held(known, kind) as JsonMap), kind);
  const problems = validate(defaultObject(wanted));
  if (problems.length > 0) return refused(invalid(kind, nameOf(manifest), problems));
  return api.create(wanted as unknown as Draft<ObjectOf<Kind>> & { kind: Kind }, request);
}

/** Writes what an object has become, unless it is what it was. Its status is not the client's. */
export function writeChanged(
  { api }: World,
  before: KubernetesObject,
  wanted: JsonMap,
  request: WriteOptions,
): Answer<KubernetesObject> {
  const { kind, metadata } = before;
  const whole = withSkeleton({ ...(held(wanted, kind) as JsonMap), ...statusOf(before) }, kind);
  const after = defaultObject(withServerFields(whole, before));
  const problems = validate(after, before);
  if (problems.length > 0) return refused(invalid(kind, metadata.name, problems));
  return isSame(after, before) ? granted(before) : api.update(after, request);
}

/** PUT: the manifest takes the place of the object; what the server gave to it once stays. */
export function replaceManifest(
  world: World,
  before: KubernetesObject,
  manifest: JsonMap,
  request: WriteRequest = {},
): Answer<KubernetesObject> {
  const problem = decodeProblem(manifest, before.kind, request);
  if (problem) return problem;
  const { status: _, ...wanted } = pruned(manifest, before.kind) as JsonMap;
  const metadata = isMap(wanted["metadata"]) ? wanted["metadata"] : {};
  const kept = { ...wanted, metadata: { namespace: before.metadata.namespace, ...metadata } };
  return writeChanged(world, before, withAllocated(kept, before), request);
}

const statusOf = (object: KubernetesObject) => ("status" in object ? { status: object.status } : {});

/** A Service keeps its address when the manifest names none (pkg/registry/core/service/storage, patchAllocatedValues). */
function withAllocated(manifest: JsonMap, before: KubernetesObject): JsonMap {
  if (before.kind !== "Service" || !isMap(manifest["spec"])) return manifest;
  const { clusterIP } = before.spec;
  return { ...manifest, spec: { ...(clusterIP ? { clusterIP } : {}), ...manifest["spec"] } };
}
