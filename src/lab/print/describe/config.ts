/** The descriptions of what pods read and keep. */
import type {
  ConfigMap,
  PersistentVolumeClaim,
  Secret,
  ServiceAccount,
} from "../../../simulator/kubernetes/api/core.ts";
import { ago } from "../columns/column.ts";
import { printModes } from "../columns/config.ts";
import { annotationLines, below, type Describe, field, ifAny, labelLines, nameLines } from "./lines.ts";

/** How many bytes a text in base64 stands for. */
const bytesOf = (base64: string) => Math.floor((base64.replace(/=+$/, "").length * 3) / 4);

export const describeConfigMap: Describe<ConfigMap> = ({ metadata, data = {}, binaryData = {} }) => [
  ...nameLines(metadata),
  ...labelLines("Labels", metadata.labels),
  ...annotationLines("Annotations", metadata.annotations),
  "",
  "Data",
  "====",
  ...Object.keys(data)
    .toSorted()
    .flatMap((key) => [`${key}:`, "----", ...(data[key] ?? "").split("\n"), ""]),
  "",
  "BinaryData",
  "====",
  ...Object.keys(binaryData)
    .toSorted()
    .map((key) => `${key}: ${bytesOf(binaryData[key] ?? "")} bytes`),
  "",
];

export const describeSecret: Describe<Secret> = ({ metadata, type = "Opaque", data = {} }) => [
  ...nameLines(metadata),
  ...labelLines("Labels", metadata.labels),
  ...annotationLines("Annotations", metadata.annotations),
  "",
  field("Type", type),
  "",
  "Data",
  "====",
  ...Object.keys(data)
    .toSorted()
    .map((key) => field(key, `${bytesOf(data[key] ?? "")} bytes`)),
];

export const describeServiceAccount: Describe<ServiceAccount> = ({ metadata }) => [
  ...nameLines(metadata),
  ...labelLines("Labels", metadata.labels),
  ...annotationLines("Annotations", metadata.annotations),
  "Image pull secrets:\t<none>",
];

export const describeClaim: Describe<PersistentVolumeClaim> = ({ metadata, spec, status }, { store, now }) => {
  const bound = Boolean(spec.volumeName);
  const users = store
    .list("Pod", metadata.namespace)
    .filter((pod) => (pod.spec.volumes ?? []).some((volume) => claimOf(volume) === metadata.name))
    .map((pod) => pod.metadata.name);
  const { deletionTimestamp } = metadata;
  return [
    ...nameLines(metadata),
    field("StorageClass", spec.storageClassName ?? ""),
    field(
      "Status",
      deletionTimestamp === undefined ? (status.phase ?? "") : `Terminating (lasts ${ago(deletionTimestamp, now)})`,
    ),
    field("Volume", spec.volumeName ?? ""),
    ...labelLines("Labels", metadata.labels),
    ...annotationLines("Annotations", metadata.annotations),
    field("Finalizers", `[${(metadata.finalizers ?? []).join(" ")}]`),
    field("Capacity", bound ? (status.capacity?.["storage"] ?? "0") : ""),
    field("Access Modes", bound ? printModes(status.accessModes) : ""),
    ...ifAny("VolumeMode", spec.volumeMode),
    ...below("Used By", users.toSorted()),
  ];
};

function claimOf(volume: { [source: string]: unknown }): string | undefined {
  const source = volume["persistentVolumeClaim"];
  return typeof source === "object" && source !== null ? String(Reflect.get(source, "claimName")) : undefined;
}
