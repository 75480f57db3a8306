/** The columns of what pods read and keep. */
import type {
  ConfigMap,
  PersistentVolumeClaim,
  Secret,
  ServiceAccount,
} from "../../../simulator/kubernetes/api/core.ts";
import { age, name, type Column } from "./column.ts";

const size = (data: object | undefined) => Object.keys(data ?? {}).length;

export const configMapColumns: Column<ConfigMap>[] = [
  name,
  { header: "DATA", cell: ({ data, binaryData }) => String(size(data) + size(binaryData)) },
  age,
];

export const secretColumns: Column<Secret>[] = [
  name,
  { header: "TYPE", cell: ({ type = "Opaque" }) => type },
  { header: "DATA", cell: ({ data }) => String(size(data)) },
  age,
];

export const serviceAccountColumns: Column<ServiceAccount>[] = [name, age];

const MODES: Record<string, string> = {
  ReadWriteOnce: "RWO",
  ReadOnlyMany: "ROX",
  ReadWriteMany: "RWX",
  ReadWriteOncePod: "RWOP",
};

/** `RWO,ROX` */
export const printModes = (modes: readonly string[] = []) =>
  Object.keys(MODES)
    .filter((mode) => modes.includes(mode))
    .map((mode) => MODES[mode])
    .join(",");

const isBound = ({ spec }: PersistentVolumeClaim) => Boolean(spec.volumeName);

export const claimColumns: Column<PersistentVolumeClaim>[] = [
  name,
  {
    header: "STATUS",
    cell: ({ metadata, status }) => (metadata.deletionTimestamp === undefined ? (status.phase ?? "") : "Terminating"),
  },
  { header: "VOLUME", cell: ({ spec }) => spec.volumeName ?? "" },
  { header: "CAPACITY", cell: (claim) => (isBound(claim) ? (claim.status.capacity?.["storage"] ?? "0") : "") },
  { header: "ACCESS MODES", cell: (claim) => (isBound(claim) ? printModes(claim.status.accessModes) : "") },
  { header: "STORAGECLASS", cell: ({ spec }) => spec.storageClassName ?? "" },
  { header: "VOLUMEATTRIBUTESCLASS", cell: () => "<unset>" },
  age,
  { header: "VOLUMEMODE", wide: true, cell: ({ spec }) => spec.volumeMode ?? "<unset>" },
];
