/** The columns of events. */
import type { Event } from "../../../simulator/kubernetes/api/core.ts";
import { ago, name, type Column } from "./column.ts";

/** `kubelet, worker-1` */
export const sourceOf = ({ source, host }: Event) => (host ? `${source}, ${host}` : source);

export const eventColumns: Column<Event>[] = [
  { header: "LAST SEEN", cell: ({ lastTimestamp }, now) => ago(lastTimestamp, now) },
  { header: "TYPE", cell: ({ type }) => type },
  { header: "REASON", cell: ({ reason }) => reason },
  {
    header: "OBJECT",
    cell: ({ involvedObject }) => [involvedObject.kind.toLowerCase(), involvedObject.name].filter(Boolean).join("/"),
  },
  { header: "SUBOBJECT", wide: true, cell: ({ involvedObject }) => involvedObject.fieldPath ?? "" },
  { header: "SOURCE", wide: true, cell: sourceOf },
  { header: "MESSAGE", cell: ({ message }) => message.trim() },
  { header: "FIRST SEEN", wide: true, cell: ({ firstTimestamp }, now) => ago(firstTimestamp, now) },
  { header: "COUNT", wide: true, cell: ({ count }) => String(count) },
  { ...name, wide: true },
];
