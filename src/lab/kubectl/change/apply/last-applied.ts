/** The annotation in which kubectl keeps what was last applied. Kubernetes 1.36, kubectl, pkg/util/apply.go. */
import { isMap, type JsonMap } from "../../../../simulator/kubernetes/patch/json.ts";
import type { KubernetesObject } from "../../../../simulator/kubernetes/api/kinds.ts";

export const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Keys in order, as Go writes a map. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  const fields = Object.keys(value).toSorted();
  return Object.fromEntries(fields.map((key) => [key, sorted(value[key])]));
}

/** JSON as encoding/json writes it, so that a page of HTML may hold it; without a line end. */
export const goJson = (value: unknown) =>
  JSON.stringify(sorted(value)).replaceAll(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const annotationsOf = ({ metadata }: JsonMap): JsonMap => {
  const annotations = isMap(metadata) ? metadata["annotations"] : undefined;
  return isMap(annotations) ? annotations : {};
};

/** The manifest with itself as an annotation (GetModifiedConfiguration). */
export function withLastApplied(manifest: JsonMap): JsonMap {
  const { [LAST_APPLIED]: _, ...annotations } = annotationsOf(manifest);
  const metadata = isMap(manifest["metadata"]) ? manifest["metadata"] : {};
  const plain = { ...manifest, metadata: { ...metadata, annotations } };
  return { ...plain, metadata: { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: `${goJson(plain)}\n` } } };
}

/** What was last applied to an object; nothing when it was made in another way. */
export function lastApplied({ metadata }: KubernetesObject): JsonMap | undefined {
  const text = metadata.annotations?.[LAST_APPLIED];
  if (text === undefined || text === "") return undefined;
  const value: unknown = JSON.parse(text);
  return isMap(value) ? value : undefined;
}
