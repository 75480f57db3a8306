/** The columns of pods. */
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { age, name, none, type Column } from "./column.ts";
import { podReady, podRestarts, podStatus } from "./pod-row.ts";

function readinessGates({ spec, status }: Pod): string {
  const gates = spec.readinessGates ?? [];
  const holds = ({ conditionType }: { conditionType: string }) =>
    status.conditions?.find(({ type }) => type === conditionType)?.status === "True";
  return gates.length === 0 ? "<none>" : `${gates.filter(holds).length}/${gates.length}`;
}

export const podColumns: Column<Pod>[] = [
  name,
  { header: "READY", cell: podReady },
  { header: "STATUS", cell: podStatus },
  { header: "RESTARTS", cell: podRestarts },
  age,
  { header: "IP", wide: true, cell: ({ status }) => none(status.podIPs?.[0]?.ip ?? status.podIP) },
  { header: "NODE", wide: true, cell: ({ spec }) => none(spec.nodeName) },
  { header: "NOMINATED NODE", wide: true, cell: ({ status }) => none(status.nominatedNodeName) },
  { header: "READINESS GATES", wide: true, cell: readinessGates },
];
