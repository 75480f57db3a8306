// What the API server would say against a manifest, without a cluster.
import { valueAt } from "../knowledge/question/manifest-check.ts";
import { defaultObject } from "../simulator/kubernetes/api/defaults/default-object.ts";
import { type Kind, RESOURCES } from "../simulator/kubernetes/api/kinds.ts";
import { decode } from "../simulator/kubernetes/manifest/decode.ts";
import { held } from "../simulator/kubernetes/manifest/held.ts";
import { withSkeleton } from "../simulator/kubernetes/manifest/skeleton.ts";
import { validate } from "../simulator/kubernetes/manifest/validate/validate.ts";
import { isMap } from "../simulator/kubernetes/patch/json.ts";

/** Nothing for what it takes, and for kinds that the simulator does not know. */
export function refusals(manifest: unknown): string[] {
  const kind = valueAt(manifest, "kind");
  if (!isMap(manifest) || !isKind(kind)) return [];
  const { apiVersion } = manifest;
  if (apiVersion !== RESOURCES[kind].apiVersion)
    return [`no matches for kind "${kind}" in version "${String(apiVersion)}"`];
  const decoded = decode(manifest, kind);
  if (!decoded.ok) return [decoded.message];
  return validate(defaultObject(withSkeleton(withNamespace(held(manifest, kind)), kind)));
}

export function isKind(kind: unknown): kind is Kind {
  return typeof kind === "string" && Object.hasOwn(RESOURCES, kind);
}

function withNamespace(manifest: unknown): Parameters<typeof withSkeleton>[0] {
  if (!isMap(manifest)) return {};
  const metadata = isMap(manifest["metadata"]) ? manifest["metadata"] : {};
  return { ...manifest, metadata: { namespace: "default", ...metadata } };
}
