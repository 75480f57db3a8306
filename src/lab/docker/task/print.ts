/** The table of tasks that `service ps`, `node ps` and `stack ps` print (docker/cli, cli/command/task). */
import type { Outcome } from "../../shell/outcome.ts";
import { isOn, textOf, type Flags } from "../command/flags.ts";
import type { Engine } from "../engine/engine.ts";
import { nodeName } from "../engine/find.ts";
import type { ApiPort, ApiTask } from "../engine/objects.ts";
import { humanDuration } from "../format/duration.ts";
import { printRows, type Listing, type Row } from "../format/listing.ts";
import { capitalised, ellipsis, familiarImage, natural, shortId } from "../format/names.ts";

const LISTING: Listing = {
  table: "{{.ID}}\t{{.Name}}\t{{.Image}}\t{{.Node}}\t{{.DesiredState}}\t{{.CurrentState}}\t{{.Error}}\t{{.Ports}}",
  headers: {
    ID: "ID",
    Name: "NAME",
    Image: "IMAGE",
    Node: "NODE",
    DesiredState: "DESIRED STATE",
    CurrentState: "CURRENT STATE",
    Error: "ERROR",
    Ports: "PORTS",
  },
  raw: "id: {{.ID}}\nname: {{.Name}}\nimage: {{.Image}}\nnode: {{.Node}}\ndesired_state: {{.DesiredState}}\ncurrent_state: {{.CurrentState}}\nerror: {{.Error}}\nports: {{.Ports}}\n",
  type: "*task.taskContext",
};

/** How much of an error a table shows. */
const LONGEST_ERROR = 30;

const INDENT = " \\_ ";

const portText = ({ PublishedPort = 0, TargetPort, Protocol }: ApiPort) =>
  `*:${PublishedPort}->${TargetPort}/${Protocol}`;

type Looks = { isTruncated: boolean; now: number };

function rowOf(task: ApiTask, name: string, node: string, { isTruncated, now }: Looks): Row {
  const { Status: status } = task;
  const error = isTruncated ? ellipsis(status.Err ?? "", LONGEST_ERROR) : (status.Err ?? "");
  const image = task.Spec.ContainerSpec.Image;
  return {
    ID: isTruncated ? shortId(task.ID) : task.ID,
    Name: name,
    Image: isTruncated ? familiarImage(image) : image,
    Node: node,
    DesiredState: capitalised(task.DesiredState),
    CurrentState: `${capitalised(status.State)} ${humanDuration(now - status.Timestamp).toLowerCase()} ago`,
    Error: error === "" ? "" : `"${error}"`,
    Ports: (status.PortStatus.Ports ?? []).map(portText).join(","),
  };
}

/** Identities instead of names when --no-resolve is given, and for what is gone. */
function resolver(engine: Engine, flags: Flags) {
  const isResolving = !isOn(flags, "no-resolve");
  const services = new Map(engine.services().map(({ ID, Spec }) => [ID, Spec.Name]));
  const nodes = new Map(engine.nodes().map((node) => [node.ID, nodeName(node)]));
  const resolved = (names: Map<string, string>, id: string) => (isResolving ? (names.get(id) ?? id) : id);
  return {
    nameOf: (task: ApiTask) => `${resolved(services, task.ServiceID)}.${task.Slot ?? task.NodeID ?? ""}`,
    nodeOf: (task: ApiTask) => resolved(nodes, task.NodeID ?? ""),
  };
}

export function printTasks(engine: Engine, tasks: ApiTask[], flags: Flags): Outcome {
  const { nameOf, nodeOf } = resolver(engine, flags);
  const format = textOf(flags, "format") ?? "";
  const isTable = format === "" || format.startsWith("table");
  const isQuiet = isOn(flags, "quiet");
  const looks = { isTruncated: !isOn(flags, "no-trunc") && !isQuiet, now: engine.now() };
  const named = tasks
    .map((task) => ({ task, name: nameOf(task) }))
    .toSorted((a, b) => natural(a.name, b.name) || b.task.CreatedAt - a.task.CreatedAt);
  // The client keeps names by task: one that is listed twice is indented twice.
  const shown = new Map<string, string>();
  for (const [index, { task, name }] of named.entries()) {
    const isEarlier = isTable && !isQuiet && named[index - 1]?.name === name;
    shown.set(task.ID, isEarlier ? INDENT + name : name);
  }
  const rows = named.map(({ task, name }) => rowOf(task, shown.get(task.ID) ?? name, nodeOf(task), looks));
  return printRows(rows, LISTING, { format, isQuiet });
}
