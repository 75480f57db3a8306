/** `kubectl top nodes`. */
import { milliOf, unitsOf } from "../../../simulator/kubernetes/api/quantity.ts";
import { failed, printed } from "../../shell/outcome.ts";
import type { NodeUsage, Verb } from "../context.ts";
import { complaint, serverError } from "../errors.ts";
import { isOn, textOf } from "../flag-value.ts";
import { type Flags, readFlags } from "../flags.ts";
import { meets, readSelector } from "../selector.ts";
import { printAmounts, printRows, sorted, sortProblem } from "./top-table.ts";

const FLAGS: Flags = {
  "no-headers": { type: "bool" },
  selector: { type: "text", short: "l" },
  "show-capacity": { type: "bool" },
  "show-swap": { type: "bool", lacks: "The lab's nodes have no swap." },
  "sort-by": { type: "text" },
  "use-protocol-buffers": { type: "bool" },
};

const HEADER = ["NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"];

/** Of a node whose metrics nobody gets, behind all others: kubectl, pkg/metricsutil/metrics_printer.go (printMissingMetricsNodeLine). */
const UNKNOWN = HEADER.slice(1).map(() => "<unknown>");

export const topNodes: Verb = ({ world, usage }, args) => {
  const read = readFlags("kubectl top node", args, FLAGS);
  if (!read.ok) return read.outcome;
  const [name, ...more] = read.words;
  const sortBy = textOf(read, "sort-by");
  if (more.length > 0) return complaint("only one node is supported");
  const problem = sortProblem(sortBy);
  if (problem !== undefined) return complaint(problem);
  const selector = readSelector(textOf(read, "selector"));
  if (!selector.ok) return complaint(selector.message);
  if (!usage) return complaint("Metrics API not available");
  const { nodes } = usage();
  const wanted = nodes.filter(({ node }) => {
    const labels = world.store.get("Node", node)?.metadata.labels;
    return name === undefined ? meets(labels, selector.requirements) : node === name;
  });
  if (name !== undefined && wanted.length === 0)
    return failed(serverError("NotFound", `nodes.metrics.k8s.io ${JSON.stringify(name)} not found`));
  if (wanted.length === 0) return complaint("metrics not available yet");
  const rows = sorted(wanted, sortBy, ({ node }) => node).map((row) => {
    const status = world.store.get("Node", row.node)?.status;
    return cellsOf(row, (isOn(read, "show-capacity") ? status?.capacity : status?.allocatable) ?? {});
  });
  const measured = new Set(nodes.map(({ node }) => node));
  const unreached = world.store
    .list("Node")
    .filter(({ metadata }) => name === undefined && meets(metadata.labels, selector.requirements))
    .flatMap(({ metadata }) => (measured.has(metadata.name) ? [] : [[metadata.name, ...UNKNOWN]]));
  const all = [...rows, ...unreached];
  return printed(printRows(isOn(read, "no-headers") ? all : [HEADER, ...all]));
};

function cellsOf(row: NodeUsage, available: Record<string, string>): string[] {
  const [cpu = "", memory = ""] = printAmounts(row);
  const percent = (amount: number, whole: number) => `${whole === 0 ? 0 : Math.trunc((amount / whole) * 100)}%`;
  return [
    row.node,
    cpu,
    percent(row.cpu, milliOf(available["cpu"])),
    memory,
    percent(row.memory, unitsOf(available["memory"])),
  ];
}
