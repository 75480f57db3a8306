/** The volumes of a description. Kubernetes 1.36, kubectl, pkg/describe/describe.go (describeVolumes). */
import { isMap, type JsonMap } from "../../../simulator/kubernetes/patch/json.ts";
import { field, inner } from "./lines.ts";

export type Volume = { name: string; [source: string]: unknown };

const textAt = (source: JsonMap, key: string) => String(source[key] ?? "");
const optional = (source: JsonMap) => field("Optional", source["optional"] === true);
const listAt = (source: JsonMap, key: string): JsonMap[] => {
  const list = source[key];
  return Array.isArray(list) ? list.filter(isMap) : [];
};

/** By the field that names the source: what kubectl says of its type, and its lines. */
const SOURCES: Record<string, { type: string; lines: (source: JsonMap) => string[] }> = {
  hostPath: {
    type: "HostPath (bare host directory volume)",
    lines: (source) => [field("Path", textAt(source, "path")), field("HostPathType", textAt(source, "type"))],
  },
  emptyDir: {
    type: "EmptyDir (a temporary directory that shares a pod's lifetime)",
    lines: (source) => [
      field("Medium", textAt(source, "medium")),
      field("SizeLimit", textAt(source, "sizeLimit") || "<unset>"),
    ],
  },
  secret: {
    type: "Secret (a volume populated by a Secret)",
    lines: (source) => [field("SecretName", textAt(source, "secretName")), optional(source)],
  },
  configMap: {
    type: "ConfigMap (a volume populated by a ConfigMap)",
    lines: (source) => [field("Name", textAt(source, "name")), optional(source)],
  },
  persistentVolumeClaim: {
    type: "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
    lines: (source) => [
      field("ClaimName", textAt(source, "claimName")),
      field("ReadOnly", source["readOnly"] === true),
    ],
  },
  downwardAPI: {
    type: "DownwardAPI (a volume populated by information about the pod)",
    lines: (source) => ["Items:", ...inner(listAt(source, "items").map(itemText))],
  },
  projected: {
    type: "Projected (a volume that contains injected data from multiple sources)",
    lines: (source) => listAt(source, "sources").flatMap(projectedLines),
  },
};

function itemText(item: JsonMap): string {
  const { fieldRef, resourceFieldRef } = item;
  const from = isMap(fieldRef)
    ? textAt(fieldRef, "fieldPath")
    : isMap(resourceFieldRef)
      ? textAt(resourceFieldRef, "resource")
      : "";
  return `${from} -> ${textAt(item, "path")}`;
}

function projectedLines({ secret, downwardAPI, configMap, serviceAccountToken }: JsonMap): string[] {
  if (isMap(secret)) return [field("SecretName", textAt(secret, "name")), optional(secret)];
  if (isMap(downwardAPI)) return [field("DownwardAPI", true)];
  if (isMap(configMap)) return [field("ConfigMapName", textAt(configMap, "name")), optional(configMap)];
  return isMap(serviceAccountToken)
    ? [field("TokenExpirationSeconds", textAt(serviceAccountToken, "expirationSeconds"))]
    : [];
}

function sourceLines(volume: Volume): string[] {
  const [name] = Object.keys(SOURCES).filter((key) => isMap(volume[key]));
  const known = name === undefined ? undefined : SOURCES[name];
  const source = name === undefined ? undefined : volume[name];
  // Others are not described: no lab has anything to mount.
  if (!known || !isMap(source)) return ["  <unknown>"];
  return inner([field("Type", known.type), ...known.lines(source)], 2);
}

export function volumeLines(volumes: readonly Volume[] = [], space = ""): string[] {
  if (volumes.length === 0) return [`${space}Volumes:\t<none>`];
  const each = volumes.flatMap((volume) => [`  ${space ? " " : ""}${volume.name}:`, ...sourceLines(volume)]);
  return [`${space}Volumes:`, ...each];
}
