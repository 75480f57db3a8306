/** One object of `kubectl apply`: made, or patched with what the manifest says now and said before. Kubernetes 1.36, kubectl, pkg/cmd/apply/{apply,patcher}.go. */
import type { KubernetesObject } from "../../../../simulator/kubernetes/api/kinds.ts";
import type { Answer } from "../../../../simulator/kubernetes/api-server.ts";
import { patchedLocally, patchObject } from "../../../../simulator/kubernetes/manifest/patch.ts";
import { createManifest, type FieldValidation } from "../../../../simulator/kubernetes/manifest/write.ts";
import { isMap, type JsonMap } from "../../../../simulator/kubernetes/patch/json.ts";
import { threeWayPatch } from "../../../../simulator/kubernetes/patch/three-way.ts";
import type { ApiResource } from "../../api-resources.ts";
import { isOn } from "../../flag-value.ts";
import { lackingKind, type ManifestInfo } from "../../manifest-input.ts";
import type { Begun } from "../begin.ts";
import { gvrOf } from "../cordon.ts";
import { deleteAndWait } from "../delete-one.ts";
import { type Failure, fromServer, plain, withSource } from "../failure.ts";
import { goJson, LAST_APPLIED, lastApplied, withLastApplied } from "./last-applied.ts";

/** `manifest` stands for an object that was not made because of --dry-run=client. */
export type Applied =
  | { ok: true; operation: string; object: KubernetesObject }
  | { ok: true; operation: string; manifest: JsonMap }
  | { ok: false; failure: Failure };

export type Applying = { begun: Begun; fieldValidation: FieldValidation };

/** resource.Info's text. */
export function infoText({ resource, name, namespace }: ManifestInfo): string {
  const { apiVersion, kind } = resource;
  const group = apiVersion.includes("/") ? apiVersion : `/${apiVersion}`;
  return `Resource: "${gvrOf(resource)}", GroupVersionKind: "${group}, Kind=${kind}"\nName: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(namespace)}`;
}

const unmanaged = ({ plural }: ApiResource, name: string) =>
  `Warning: resource ${plural}/${name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on ` +
  "resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.";

const failed = (failure: Failure): Applied => ({ ok: false, failure });

/** What has no name cannot be looked for. */
function nameProblem(info: ManifestInfo): Failure | undefined {
  if (info.name !== "") return undefined;
  const { metadata } = info.manifest;
  const prefix = isMap(metadata) && typeof metadata["generateName"] === "string" ? metadata["generateName"] : "";
  if (prefix !== "") return plain(`from ${prefix}: cannot use generate name with apply`);
  const about = `retrieving current configuration of:\n${infoText(info)}\nfrom server for:`;
  return withSource(about, info.source, plain("resource name may not be empty"));
}

function create({ begun, fieldValidation }: Applying, info: ManifestInfo): Applied {
  const { context, dryRun, report } = begun;
  const { kind, source } = info;
  const manifest = withLastApplied(info.manifest);
  if (dryRun === "client" || !kind) return { ok: true, operation: "created", manifest };
  const warn = (text: string) => report.warn(`Warning: ${text}`);
  const request = { dryRun: dryRun === "server", fieldValidation, warn };
  const answer = createManifest(context.world.world, manifest, kind, request);
  return answer.ok
    ? { ok: true, operation: "created", object: answer.object }
    : failed(withSource("creating", source, fromServer(answer.error)));
}

/** --force: what cannot be patched is deleted and made anew. */
function recreate(
  { begun, fieldValidation }: Applying,
  before: KubernetesObject,
  manifest: JsonMap,
): Answer<KubernetesObject> {
  const { world } = begun.context.world;
  deleteAndWait(begun.context, before);
  return createManifest(world, manifest, before.kind, { fieldValidation });
}

function send(
  applying: Applying,
  before: KubernetesObject,
  manifest: JsonMap,
  patch: JsonMap,
): Answer<KubernetesObject> {
  const { begun, fieldValidation } = applying;
  const { context, dryRun, report, read } = begun;
  if (dryRun === "client") return patchedLocally(before, "strategic", patch);
  const warn = (text: string) => report.warn(`Warning: ${text}`);
  const answer = patchObject(context.world.world, before, "strategic", patch, {
    dryRun: dryRun === "server",
    fieldValidation,
    warn,
  });
  const isUnfit = !answer.ok && (answer.error.reason === "Invalid" || answer.error.reason === "Conflict");
  return isUnfit && isOn(read, "force") ? recreate(applying, before, manifest) : answer;
}

function change(applying: Applying, info: ManifestInfo, before: KubernetesObject): Applied {
  const { report } = applying.begun;
  const last = lastApplied(before);
  if (!last) report.warn(unmanaged(info.resource, info.name));
  const { status: _, ...manifest } = withLastApplied(info.manifest);
  const patch = threeWayPatch(last ?? {}, manifest, before as unknown as JsonMap);
  const isIdle = Object.keys(patch).length === 0;
  const answer = isIdle ? { ok: true as const, object: before } : send(applying, before, manifest, patch);
  if (!answer.ok) {
    const about = `applying patch:\n${goJson(patch)}\nto:\n${infoText(info)}\nfor:`;
    return failed(withSource(about, info.source, withSource("patching", info.source, fromServer(answer.error))));
  }
  if (before.metadata.deletionTimestamp !== undefined)
    report.warn(`Warning: Detected changes to resource ${info.name} which is currently being deleted.`);
  return { ok: true, operation: isIdle ? "unchanged" : "configured", object: answer.object };
}

/** --server-side: the manifest's fields are written over the object's; who else wrote them is not kept track of. */
function applyOnServer(
  { begun, fieldValidation }: Applying,
  info: ManifestInfo,
  before: KubernetesObject | undefined,
): Applied {
  const { context, dryRun } = begun;
  const { kind } = info;
  if (!kind) return failed(lackingKind(info.resource));
  const request = { dryRun: dryRun === "server", fieldValidation };
  const { world } = context.world;
  const answer = before
    ? patchObject(world, before, "strategic", info.manifest, request)
    : createManifest(world, info.manifest, kind, request);
  return answer.ok
    ? { ok: true, operation: "serverside-applied", object: answer.object }
    : failed(fromServer(answer.error));
}

export function applyOne(applying: Applying, info: ManifestInfo): Applied {
  if (!info.kind) return failed(lackingKind(info.resource));
  const problem = nameProblem(info);
  if (problem) return failed(problem);
  const before = applying.begun.context.world.store.get(info.kind, info.name, info.namespace);
  if (isOn(applying.begun.read, "server-side")) return applyOnServer(applying, info, before);
  return before ? change(applying, info, before) : create(applying, info);
}
