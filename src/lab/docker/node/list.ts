/** docker node ls */
import { failed } from "../../shell/outcome.ts";
import type { Command } from "../command/command.ts";
import { isOn, listOf, textOf } from "../command/flags.ts";
import { FILTER, FORMAT, QUIET_IDS } from "../command/shared-flags.ts";
import { filtered, NODE_FILTERS, parseFilters } from "../engine/filters.ts";
import type { ApiNode } from "../engine/objects.ts";
import { printRows, type Listing, type Row } from "../format/listing.ts";
import { capitalised, natural } from "../format/names.ts";

const LISTING: Listing = {
  table:
    "{{.ID}} {{if .Self}}*{{else}} {{ end }}\t{{.Hostname}}\t{{.Status}}\t{{.Availability}}\t{{.ManagerStatus}}\t{{.EngineVersion}}",
  headers: {
    ID: "ID",
    Self: "",
    Hostname: "HOSTNAME",
    Status: "STATUS",
    Availability: "AVAILABILITY",
    ManagerStatus: "MANAGER STATUS",
    EngineVersion: "ENGINE VERSION",
    TLSStatus: "TLS STATUS",
  },
  raw: "node_id: {{.ID}}\nhostname: {{.Hostname}}\nstatus: {{.Status}}\navailability: {{.Availability}}\nmanager_status: {{.ManagerStatus}}\n",
  type: "*node.nodeContext",
};

const rowOf = (node: ApiNode, selfId: string): Row => ({
  ID: node.ID,
  Self: node.ID === selfId,
  Hostname: node.Description.Hostname,
  Status: capitalised(node.Status.State),
  Availability: capitalised(node.Spec.Availability),
  ManagerStatus: node.ManagerStatus?.Leader ? "Leader" : capitalised(node.ManagerStatus?.Reachability ?? ""),
  EngineVersion: node.Description.Engine.EngineVersion,
  TLSStatus: node.Description.TLSInfo ? "Ready" : "Unknown",
});

export const NODE_LS: Command = {
  path: "node ls",
  use: "[OPTIONS]",
  short: "List nodes in the swarm",
  aliases: ["list"],
  flags: [QUIET_IDS, FORMAT, FILTER],
  arguments: { kind: "none" },
  needsManager: true,
  run({ engine, flags }) {
    const found = filtered(engine.nodes(), parseFilters(listOf(flags, "filter")), NODE_FILTERS);
    if ("error" in found) return failed(found.error);
    const rows = found.kept
      .toSorted((a, b) => natural(a.Description.Hostname, b.Description.Hostname))
      .map((node) => rowOf(node, engine.selfId()));
    return printRows(rows, LISTING, { format: textOf(flags, "format") ?? "", isQuiet: isOn(flags, "quiet") });
  },
};
