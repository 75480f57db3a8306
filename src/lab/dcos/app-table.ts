/** The table of `dcos marathon app list`. */
import type { AppView, Mesos } from "../../simulator/mesos/mesos-api.ts";
import type { Action } from "../../simulator/mesos/marathon/deploy/deployments.ts";
import { queuedApps } from "./app-view.ts";
import { drawTable, type Column } from "./table.ts";

const NONE = "---";

/** What the command line calls the steps of a deployment. */
export const STEPS: Readonly<Record<Action, string>> = {
  StartApplication: "start",
  ScaleApplication: "scale",
  RestartApplication: "restart",
  StopApplication: "stop",
};

/** A command longer than this is cut. */
const LONGEST_COMMAND = 50;

function commandText({ cmd, args }: AppView & { args?: readonly string[] }): string {
  const text = cmd ?? (args ? JSON.stringify(args) : "N/A");
  return text.length > LONGEST_COMMAND ? `${text.slice(0, LONGEST_COMMAND)}...` : text;
}

const healthText = ({ healthChecks, tasksHealthy, instances }: AppView) =>
  healthChecks.length === 0 ? NONE : `${tasksHealthy}/${instances}`;

/** `container` with no type of its own is Docker's, as is the image in it. */
const containerText = ({ container }: AppView) => (container?.docker ? "DOCKER" : container ? "MESOS" : "N/A");

export function appTable(mesos: Mesos): string {
  const deployments = mesos.deployments();
  const stepOf = (app: AppView) => {
    const own = deployments.find((deployment) => deployment.app === app.id);
    const action = own?.actions[Math.max(0, own.currentStep - 1)];
    return action ? STEPS[action] : NONE;
  };
  /** What the queue calls overdue: instances are wanted that no offer was good enough for. */
  const waiting = new Set(queuedApps(mesos).flatMap(({ app, secondsLeft }) => (secondsLeft === 0 ? [app.id] : [])));
  const columns: Column<AppView>[] = [
    { name: "ID", align: "left", text: ({ id }) => id },
    { name: "MEM", align: "middle", text: ({ mem }) => String(mem) },
    { name: "CPUS", align: "middle", text: ({ cpus }) => String(cpus) },
    { name: "TASKS", align: "middle", text: (app) => `${app.tasksRunning}/${app.instances}` },
    { name: "HEALTH", align: "middle", text: healthText },
    { name: "DEPLOYMENT", align: "middle", text: stepOf },
    { name: "WAITING", align: "middle", text: ({ id }) => (waiting.has(id) ? "True" : "False") },
    { name: "CONTAINER", align: "middle", text: containerText },
    { name: "CMD", align: "left", text: commandText },
  ];
  return drawTable(
    columns,
    mesos.apps().toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
}
