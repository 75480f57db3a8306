/** JSON maps, and the keys by which the API's lists are merged. Kubernetes 1.36, staging/src/k8s.io/api (patchMergeKey). */

export type Json = unknown;
export type JsonMap = Record<string, Json>;

export const isMap = (value: Json): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const MERGE_KEYS: Record<string, string> = {
  containers: "name",
  initContainers: "name",
  env: "name",
  volumes: "name",
  volumeMounts: "mountPath",
  imagePullSecrets: "name",
  schedulingGates: "name",
  topologySpreadConstraints: "topologyKey",
  conditions: "type",
  ownerReferences: "uid",
  addresses: "type",
  taints: "key",
  ephemeralContainers: "name",
  hostAliases: "ip",
  volumeDevices: "devicePath",
  resourceClaims: "name",
};

/** The lists of plain values that are merged as sets (patchStrategy merge without a key). */
export const MERGED_SETS = new Set(["finalizers"]);

/** The key of a list, if it has one. Ports of containers and of Services share a field's name, not a key. */
export function mergeKeyOf(field: string, items: JsonMap[]): string | undefined {
  if (field !== "ports") return MERGE_KEYS[field];
  return items.some((item) => "containerPort" in item) ? "containerPort" : "port";
}

/** The items by what they have under the key; of several the first. */
export function byKey(items: JsonMap[], key: string): Map<Json, JsonMap> {
  const found = new Map<Json, JsonMap>();
  for (const item of items) if (!found.has(item[key])) found.set(item[key], item);
  return found;
}
