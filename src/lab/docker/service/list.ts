/** docker service ls, and the rows that `docker stack services` prints too. */
import { failed, type Outcome } from "../../shell/outcome.ts";
import type { Command } from "../command/command.ts";
import { isOn, listOf, textOf, type Flags } from "../command/flags.ts";
import { FILTER, FORMAT, QUIET_IDS } from "../command/shared-flags.ts";
import { filtered, modeName, parseFilters, SERVICE_FILTERS } from "../engine/filters.ts";
import type { ApiService } from "../engine/objects.ts";
import { printRows, type Listing, type Row } from "../format/listing.ts";
import { familiarImage, natural, shortId } from "../format/names.ts";
import { portsText } from "./ports.ts";

const LISTING: Listing = {
  table: "{{.ID}}\t{{.Name}}\t{{.Mode}}\t{{.Replicas}}\t{{.Image}}\t{{.Ports}}",
  headers: { ID: "ID", Name: "NAME", Mode: "MODE", Replicas: "REPLICAS", Image: "IMAGE", Ports: "PORTS" },
  raw: "id: {{.ID}}\nname: {{.Name}}\nmode: {{.Mode}}\nreplicas: {{.Replicas}}\nimage: {{.Image}}\nports: {{.Ports}}\n",
  type: "*service.serviceContext",
};

function replicasText({ Spec, ServiceStatus: status }: ApiService): string {
  const { RunningTasks: running, DesiredTasks: desired, CompletedTasks: completed } = status;
  const { ReplicatedJob, GlobalJob, Replicated } = Spec.Mode;
  if (ReplicatedJob) return `${running}/${desired} (${completed}/${ReplicatedJob.TotalCompletions} completed)`;
  if (GlobalJob) return `${running}/${desired} (${completed}/${desired + completed} completed)`;
  const most = Replicated ? (Spec.TaskTemplate.Placement?.MaxReplicas ?? 0) : 0;
  return most > 0 ? `${running}/${desired} (max ${most} per node)` : `${running}/${desired}`;
}

const rowOf = (service: ApiService): Row => ({
  ID: shortId(service.ID),
  Name: service.Spec.Name,
  Mode: modeName(service).replace("-", " "),
  Replicas: replicasText(service),
  Image: familiarImage(service.Spec.TaskTemplate.ContainerSpec.Image),
  Ports: portsText(service.Endpoint.Ports ?? []),
});

export function printServices(services: ApiService[], flags: Flags): Outcome {
  const sorted = services.toSorted((a, b) => natural(a.Spec.Name, b.Spec.Name));
  return printRows(sorted.map(rowOf), LISTING, {
    format: textOf(flags, "format") ?? "",
    isQuiet: isOn(flags, "quiet"),
  });
}

export const SERVICE_LS: Command = {
  path: "service ls",
  use: "[OPTIONS]",
  short: "List services",
  aliases: ["list"],
  flags: [QUIET_IDS, FORMAT, FILTER],
  arguments: { kind: "none" },
  needsManager: true,
  run({ engine, flags }) {
    const found = filtered(engine.services(), parseFilters(listOf(flags, "filter")), SERVICE_FILTERS);
    return "error" in found ? failed(found.error) : printServices(found.kept, flags);
  },
};
