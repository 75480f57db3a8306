/** dcos marathon deployment and dcos marathon task */
import { failed, lacking, printed, type Outcome } from "../shell/outcome.ts";
import { absolute } from "../../simulator/mesos/marathon/app.ts";
import type { Deployment } from "../../simulator/mesos/marathon/deploy/deployments.ts";
import type { InstanceView, Mesos } from "../../simulator/mesos/mesos-api.ts";
import { STEPS } from "./app-table.ts";
import { deploymentJson, taskJson, tasksOf } from "./app-view.ts";
import { ask, pretty } from "./ask.ts";
import type { Verb } from "./command.ts";
import type { DcosContext } from "./context.ts";
import { drawTable, type Column } from "./table.ts";
import type { Flags } from "./words.ts";

const epochOf = ({ mesos, now }: DcosContext) => now() - mesos.now();

const actionOf = ({ actions, currentStep }: Deployment) => {
  const action = actions[Math.max(0, currentStep - 1)];
  return action ? STEPS[action] : "-";
};

const DEPLOYMENT_COLUMNS: Column<Deployment>[] = [
  { name: "APP", align: "left", text: ({ app }) => app },
  { name: "POD", align: "left", text: () => "-" },
  { name: "ACTION", align: "left", text: actionOf },
  {
    name: "PROGRESS",
    align: "middle",
    text: ({ currentStep, actions }) => `${Math.max(0, currentStep - 1)}/${actions.length}`,
  },
  { name: "ID", align: "left", text: ({ id }) => id },
];

function listDeployments(context: DcosContext, flags: Flags, [app]: readonly string[]): Outcome {
  const own = context.mesos.deployments().filter((one) => app === undefined || one.app === absolute(app));
  if (flags.has("json")) return printed(pretty(own.map((one) => deploymentJson(one, epochOf(context)))));
  if (flags.has("quiet")) return printed(own.map(({ id }) => `${id}\n`).join(""));
  if (own.length === 0)
    return failed("There are no deployments" + (app === undefined ? "" : ` for '${absolute(app)}'`));
  return printed(drawTable(DEPLOYMENT_COLUMNS, own));
}

function rollback(context: DcosContext, _: Flags, [id = ""]: readonly string[]): Outcome {
  const asked = ask(context, "DELETE", `/v2/deployments/${id}`);
  return "outcome" in asked ? asked.outcome : printed(pretty(asked.body));
}

function stopDeployment(context: DcosContext, _: Flags, [id = ""]: readonly string[]): Outcome {
  const asked = ask(context, "DELETE", `/v2/deployments/${id}`, { query: { force: "true" } });
  return "outcome" in asked ? asked.outcome : printed("");
}

export const DEPLOYMENT_VERBS: Readonly<Record<string, Verb>> = {
  list: { use: "[--json] [--quiet] [<app-id>]", flags: ["json", "quiet"], least: 0, most: 1, run: listDeployments },
  rollback: { use: "<deployment-id>", flags: [], least: 1, most: 1, run: rollback },
  stop: { use: "<deployment-id>", flags: [], least: 1, most: 1, run: stopDeployment },
  watch: {
    use: "<deployment-id>",
    flags: ["max-count=", "interval="],
    least: 1,
    most: 1,
    run: () =>
      lacking(
        "dcos marathon deployment watch",
        "A lab's time stands still between commands: let it pass, and list the deployments again.",
      ),
  },
};

function taskColumns(mesos: Mesos, epoch: number): Column<InstanceView>[] {
  const json = (task: InstanceView) => taskJson(task, mesos.app(task.app), epoch);
  return [
    { name: "APP", align: "left", text: ({ app }) => app },
    { name: "HEALTHY", align: "middle", text: ({ healthy }) => (healthy === false ? "False" : "True") },
    { name: "STARTED", align: "middle", text: (task) => json(task).startedAt ?? "N/A" },
    { name: "HOST", align: "left", text: ({ agent }) => agent ?? "N/A" },
    { name: "ID", align: "left", text: ({ task, id }) => task ?? id },
  ];
}

function listTasks(context: DcosContext, flags: Flags, [app]: readonly string[]): Outcome {
  const { mesos } = context;
  const epoch = epochOf(context);
  const own = tasksOf(mesos, app === undefined ? undefined : absolute(app));
  if (flags.has("json")) return printed(pretty(own.map((task) => taskJson(task, mesos.app(task.app), epoch))));
  if (flags.has("quiet")) return printed(own.map(({ task }) => `${task}\n`).join(""));
  return printed(drawTable(taskColumns(mesos, epoch), own));
}

const findTask = ({ mesos }: DcosContext, id: string) => tasksOf(mesos).find(({ task }) => task === id);

function showTask(context: DcosContext, _: Flags, [id = ""]: readonly string[]): Outcome {
  const task = findTask(context, id);
  if (!task) return failed(`Task '${id}' does not exist`);
  return printed(pretty(taskJson(task, context.mesos.app(task.app), epochOf(context))));
}

function stopTask(context: DcosContext, _: Flags, [id = ""]: readonly string[]): Outcome {
  const task = findTask(context, id);
  if (!task) return failed(`Task '${id}' does not exist`);
  const json = taskJson(task, context.mesos.app(task.app), epochOf(context));
  context.mesos.killTask(id);
  return printed(pretty(json));
}

export const TASK_VERBS: Readonly<Record<string, Verb>> = {
  list: { use: "[--json] [--quiet] [<app-id>]", flags: ["json", "quiet"], least: 0, most: 1, run: listTasks },
  show: { use: "<task-id>", flags: [], least: 1, most: 1, run: showTask },
  stop: { use: "<task-id>", flags: [], least: 1, most: 1, run: stopTask },
};
