/** dcos marathon app */
import { own } from "../shell/own.ts";
import { failed, printed, type Outcome } from "../shell/outcome.ts";
import { absolute } from "../../simulator/mesos/marathon/app.ts";
import { ask, deploymentOf, force, pretty } from "./ask.ts";
import { readJson } from "./app-json.ts";
import { appTable } from "./app-table.ts";
import type { Verb } from "./command.ts";
import type { DcosContext } from "./context.ts";
import type { Flags } from "./words.ts";

const pathOf = (id: string) => `/v2/apps${absolute(id)}`;

/** A change, told by its deployment. */
function changed(
  context: DcosContext,
  flags: Flags,
  change: { method: string; path: string; body?: unknown },
): Outcome {
  const asked = ask(context, change.method, change.path, { query: force(flags), body: change.body });
  return "outcome" in asked ? asked.outcome : printed(deploymentOf(asked.body));
}

/** The definition in a file that is named, or in what was pasted. */
function resource({ stdin, files }: DcosContext, name: string | undefined): { value: unknown } | { error: string } {
  const text = name === undefined ? stdin : own(files, name);
  if (text === undefined) return { error: `Error: can't read from resource: ${name}. Please check that it exists` };
  if (text.trim() === "") return { error: "Error: no app definition: paste it below the command, or name a file" };
  const json = readJson(text);
  return "value" in json ? json : { error: `Error: Error loading JSON: ${json.error}` };
}

function add(context: DcosContext, flags: Flags, [name]: readonly string[]): Outcome {
  const read = resource(context, name);
  if ("error" in read) return failed(read.error);
  const { value } = read;
  const id = typeof value === "object" && value !== null && "id" in value ? String(value.id) : "";
  if (context.mesos.app(absolute(id))) return failed(`Application '${absolute(id)}' already exists`);
  return changed(context, flags, { method: "POST", path: "/v2/apps", body: value });
}

/** `instances=3`, `env={"A":"1"}`: a value that is no JSON is a text. */
function properties(words: readonly string[]): { body: Record<string, unknown> } | { error: string } {
  const body: [name: string, value: unknown][] = [];
  for (const word of words) {
    const [name = "", value] = word.split(/=(.*)/s, 2);
    if (value === undefined || name === "") return { error: `Error: property [${word}] is not of the form name=value` };
    const json = readJson(value);
    body.push([name, "value" in json ? json.value : value]);
  }
  return { body: Object.fromEntries(body) };
}

function update(context: DcosContext, flags: Flags, [id = "", ...words]: readonly string[]): Outcome {
  const { mesos } = context;
  if (!mesos.app(absolute(id))) return failed(`Error: App '${absolute(id)}' does not exist`);
  const read = words.length > 0 ? properties(words) : resource(context, undefined);
  if ("error" in read) return failed(read.error);
  const body = "body" in read ? read.body : read.value;
  return changed(context, flags, { method: "PUT", path: pathOf(id), body });
}

const WHOLE = /^\d+$/;

function start(context: DcosContext, flags: Flags, [id = "", count = "1"]: readonly string[]): Outcome {
  const app = context.mesos.app(absolute(id));
  if (!app) return failed(`Error: App '${absolute(id)}' does not exist`);
  if (!WHOLE.test(count)) return failed(`Error: ${count} is not a number of instances`);
  if (app.instances > 0) return failed(`Application '${absolute(id)}' already started: ${app.instances} instances.`);
  return changed(context, flags, { method: "PUT", path: pathOf(id), body: { instances: Number(count) } });
}

function stop(context: DcosContext, flags: Flags, [id = ""]: readonly string[]): Outcome {
  const app = context.mesos.app(absolute(id));
  if (!app) return failed(`Error: App '${absolute(id)}' does not exist`);
  if (app.instances <= 0) return failed(`Application '${absolute(id)}' already stopped: 0 instances.`);
  return changed(context, flags, { method: "PUT", path: pathOf(id), body: { instances: 0 } });
}

function remove(context: DcosContext, flags: Flags, [id = ""]: readonly string[]): Outcome {
  const asked = ask(context, "DELETE", pathOf(id), { query: force(flags) });
  return "outcome" in asked ? asked.outcome : printed("");
}

function show(context: DcosContext, _: Flags, [id = ""]: readonly string[]): Outcome {
  const asked = ask(context, "GET", pathOf(id));
  if ("outcome" in asked) return asked.outcome;
  const { app } = asked.body as { app: unknown };
  return printed(pretty(app));
}

function list({ mesos, ...rest }: DcosContext, flags: Flags): Outcome {
  if (flags.has("quiet"))
    return printed(
      mesos
        .apps()
        .map(({ id }) => `${id}\n`)
        .join(""),
    );
  if (!flags.has("json")) return printed(appTable(mesos));
  const asked = ask({ mesos, ...rest }, "GET", "/v2/apps");
  return "outcome" in asked ? asked.outcome : printed(pretty((asked.body as { apps: unknown }).apps));
}

function kill(context: DcosContext, flags: Flags, [id = ""]: readonly string[]): Outcome {
  const host = flags.get("host");
  const query = { ...(flags.has("scale") ? { scale: "true" } : {}), ...(host === undefined ? {} : { host }) };
  const asked = ask(context, "DELETE", `${pathOf(id)}/tasks`, { query });
  if ("outcome" in asked) return asked.outcome;
  const { tasks } = asked.body as { tasks?: { id: string }[] };
  if (!tasks) return printed(deploymentOf(asked.body));
  return printed(`Killed tasks: ${JSON.stringify(tasks.map((task) => task.id))}`);
}

export const APP_VERBS: Readonly<Record<string, Verb>> = {
  add: { use: "[<app-resource>]", flags: ["force"], least: 0, most: 1, run: add },
  update: { use: "<app-id> [<properties>...]", flags: ["force"], least: 1, most: 50, run: update },
  list: { use: "[--json] [--quiet]", flags: ["json", "quiet"], least: 0, most: 0, run: list },
  show: { use: "<app-id>", flags: [], least: 1, most: 1, run: show },
  start: { use: "[--force] <app-id> [<instances>]", flags: ["force"], least: 1, most: 2, run: start },
  stop: { use: "[--force] <app-id>", flags: ["force"], least: 1, most: 1, run: stop },
  restart: {
    use: "[--force] <app-id>",
    flags: ["force"],
    least: 1,
    most: 1,
    run: (context, flags, [id = ""]) => changed(context, flags, { method: "POST", path: `${pathOf(id)}/restart` }),
  },
  remove: { use: "[--force] <app-id>", flags: ["force"], least: 1, most: 1, run: remove },
  kill: { use: "[--scale] [--host=<host>] <app-id>", flags: ["scale", "host="], least: 1, most: 1, run: kill },
};
