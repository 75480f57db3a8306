/** PATCH: an object with a patch applied, checked as the API server does. Kubernetes 1.36, apiserver, pkg/endpoints/handlers/patch.go. */
import type { KubernetesObject } from "../api/kinds.ts";
import type { Answer, ApiError } from "../api-server.ts";
import { isMap, type JsonMap } from "../patch/json.ts";
import { jsonMerge } from "../patch/json-merge.ts";
import { jsonPatch } from "../patch/json-patch.ts";
import { strategicMerge } from "../patch/strategic-merge.ts";
import { badRequest, refused } from "../server/errors.ts";
import type { World } from "../world.ts";
import { decode } from "./decode.ts";
import { pruned } from "./held.ts";
import { printPatch } from "./print-patch.ts";
import { withoutServerFields } from "./server-fields.ts";
import { writeChanged, type WriteRequest } from "./write.ts";

export type PatchType = "json" | "merge" | "strategic";

/** NewInvalid for a patch, which has no kind and no name. */
const invalidPatch = (shown: string, why: string): ApiError => ({
  code: 422,
  reason: "Invalid",
  message: ` "" is invalid: patch: Invalid value: ${shown}: ${why}`,
  causes: [{ field: "patch", message: `Invalid value: ${shown}: ${why}` }],
  details: { kind: "", name: "" },
});

/** NewGenericServerResponse for 422: what was wrong is not told. */
const UNFIT: ApiError = {
  code: 422,
  reason: "Invalid",
  message: "the server rejected our request due to an error in our request",
  details: { kind: "", name: "" },
};

/** How Go names what it found in JSON. */
const goTypeOf = (value: unknown) => (isMap(value) ? "object" : Array.isArray(value) ? "array" : typeof value);

const unfit = (patch: unknown, wanted: string) =>
  badRequest(`error decoding patch: json: cannot unmarshal ${goTypeOf(patch)} into Go value of type ${wanted}`);

/** What a client reckons by itself (--dry-run=client): nobody has looked at the types or the rules. */
export function patchedLocally(before: KubernetesObject, type: PatchType, patch: unknown): Answer<KubernetesObject> {
  const applied = patched(before as unknown as JsonMap, type, patch);
  return applied.ok ? { ok: true, object: applied.object as unknown as KubernetesObject } : applied;
}

/** What the object becomes, as JSON. */
function patched(before: JsonMap, type: PatchType, patch: unknown): Answer<JsonMap> {
  if (type === "json") {
    if (!Array.isArray(patch) || !patch.every(isMap)) return refused(unfit(patch, "[]handlers.jsonPatchOp"));
    const after = jsonPatch(before, patch);
    return isMap(after) ? { ok: true, object: after } : refused(UNFIT);
  }
  if (!isMap(patch)) return refused(unfit(patch, "map[string]interface {}"));
  const after = type === "merge" ? (jsonMerge(before, patch) as JsonMap) : strategicMerge(before, patch);
  return { ok: true, object: after };
}

/** The kinds whose own fields are instants, which objects of the store hold as numbers and the decoder wants as texts. */
const OF_INSTANTS = new Set(["Event", "Lease"]);

/** What the object has become, or what is wrong with its types. */
type Converted = { ok: true; after: JsonMap } | { ok: false; problem: string };

function converted(after: JsonMap, before: KubernetesObject, request: WriteRequest): Converted {
  if (OF_INSTANTS.has(before.kind)) return { ok: true, after };
  const { status, ...rest } = withoutServerFields(after);
  const decoded = decode(rest, before.kind);
  if (decoded.ok) return { ok: true, after };
  if (decoded.unknown.length === 0 || request.fieldValidation === "Strict")
    return { ok: false, problem: decoded.conversion };
  if (request.fieldValidation !== "Ignore") for (const unknown of decoded.unknown) request.warn?.(unknown);
  return {
    ok: true,
    after: { ...(pruned(rest, before.kind) as JsonMap), ...(status === undefined ? {} : { status }) },
  };
}

/** Patches that name no validation get warnings for fields that the kind does not have (FieldValidation, default Warn). */
export function patchObject(
  world: World,
  before: KubernetesObject,
  type: PatchType,
  patch: unknown,
  request: WriteRequest = {},
): Answer<KubernetesObject> {
  const applied = patched(before as unknown as JsonMap, type, patch);
  if (!applied.ok) return applied;
  const result = converted(applied.object, before, request);
  if (!result.ok) {
    const shown = type === "strategic" ? printPatch(patch as JsonMap) : JSON.stringify(JSON.stringify(applied.object));
    return refused(invalidPatch(shown, result.problem));
  }
  const renamed = nameProblem(result.after, before);
  return renamed ? refused(renamed) : writeChanged(world, before, result.after, request);
}

/** An object keeps its name (apiserver, pkg/registry/rest/update.go and pkg/endpoints/handlers/rest.go, checkName). */
function nameProblem({ metadata }: JsonMap, before: KubernetesObject): ApiError | undefined {
  const name = isMap(metadata) ? metadata["name"] : undefined;
  if (name === before.metadata.name) return undefined;
  return badRequest(
    `the name of the object (${String(name ?? "")}) does not match the name on the URL (${before.metadata.name})`,
  );
}
