/** dcos node and dcos service */
import { failed, printed, type Outcome } from "../shell/outcome.ts";
import type { AgentView, FrameworkView, Mesos } from "../../simulator/mesos/mesos-api.ts";
import { pretty } from "./ask.ts";
import type { Verb } from "./command.ts";
import type { DcosContext } from "./context.ts";
import { drawTable, type Column } from "./table.ts";
import type { Flags } from "./words.ts";

/** An agent is drained when it is deactivated and nothing runs there any more. */
function statusOf({ state, activated, tasks }: AgentView): string {
  if (state === "unreachable") return "Unreachable";
  if (activated) return "Active";
  return tasks > 0 ? "Draining" : "Deactivated";
}

const NODE_COLUMNS: Column<AgentView>[] = [
  { name: "HOSTNAME", align: "left", text: ({ name }) => name },
  { name: "ID", align: "left", text: ({ id }) => id },
  { name: "TYPE", align: "left", text: () => "agent" },
  { name: "STATUS", align: "left", text: statusOf },
  {
    name: "CPU",
    align: "middle",
    text: ({ free, total }) => `${used(total["cpus"], free["cpus"])}/${total["cpus"] ?? 0}`,
  },
  {
    name: "MEM",
    align: "middle",
    text: ({ free, total }) => `${used(total["mem"], free["mem"])}/${total["mem"] ?? 0}`,
  },
  { name: "TASKS", align: "middle", text: ({ tasks }) => String(tasks) },
];

/** Used or offered, to a thousandth. */
const used = (total = 0, free = 0) => Number((total - free).toFixed(3));

function listNodes({ mesos }: DcosContext, flags: Flags): Outcome {
  const agents = mesos.agents();
  return printed(flags.has("json") ? pretty(agents) : drawTable(NODE_COLUMNS, agents));
}

type Change = "drainAgent" | "deactivateAgent" | "reactivateAgent";

const SAID: Readonly<Record<Change, string>> = {
  drainAgent: "is draining",
  deactivateAgent: "was deactivated",
  reactivateAgent: "was reactivated",
};

/** By identity, as the command line wants it, or by hostname. */
const findAgent = (mesos: Mesos, ref: string) => mesos.agents().find(({ id, name }) => id === ref || name === ref);

const changing =
  (change: Change): Verb["run"] =>
  ({ mesos }, _, [ref = ""]) => {
    const agent = findAgent(mesos, ref);
    if (!agent) return failed(`Error: no agent '${ref}' in the cluster; \`dcos node\` lists them`);
    const answer = mesos[change](agent.name);
    return answer.kind === "refused"
      ? failed(`Error: ${answer.text}`)
      : printed(`Agent '${agent.id}' ${SAID[change]}.`);
  };

const agentVerb = (change: Change): Verb => ({
  use: "<mesos-id>",
  flags: [],
  least: 1,
  most: 1,
  run: changing(change),
});

export const NODE_VERBS: Readonly<Record<string, Verb>> = {
  list: { use: "[--json]", flags: ["json"], least: 0, most: 0, run: listNodes },
  drain: agentVerb("drainAgent"),
  deactivate: agentVerb("deactivateAgent"),
  reactivate: agentVerb("reactivateAgent"),
};

function serviceColumns(mesos: Mesos): Column<FrameworkView>[] {
  const amount = (quantity: number | undefined) => String(Number((quantity ?? 0).toFixed(3)));
  const tasks = ({ name }: FrameworkView) =>
    mesos.tasks().filter(({ framework, state }) => framework === name && state === "TASK_RUNNING").length;
  return [
    { name: "NAME", align: "left", text: ({ name }) => name },
    { name: "ROLE", align: "left", text: ({ role }) => role },
    { name: "TASKS", align: "middle", text: (row) => String(tasks(row)) },
    { name: "CPU", align: "middle", text: ({ allocation }) => amount(allocation["cpus"]) },
    { name: "MEM", align: "middle", text: ({ allocation }) => amount(allocation["mem"]) },
    { name: "SHARE", align: "middle", text: ({ share }) => share.toFixed(3) },
  ];
}

function listServices({ mesos }: DcosContext, flags: Flags): Outcome {
  const frameworks = mesos.frameworks();
  return printed(flags.has("json") ? pretty(frameworks) : drawTable(serviceColumns(mesos), frameworks));
}

export const SERVICE_VERBS: Readonly<Record<string, Verb>> = {
  list: { use: "[--json]", flags: ["json"], least: 0, most: 0, run: listServices },
};
