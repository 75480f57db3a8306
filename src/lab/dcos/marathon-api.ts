/** Marathon's interface: a request and its answer (marathon, docs/rest-api/public/api/v2). */
import { absolute, type AppJson } from "../../simulator/mesos/marathon/app.ts";
import type { Force, Outcome as Answer } from "../../simulator/mesos/marathon/rest.ts";
import { appJson, deploymentJson, instant, queueJson, taskJson, tasksOf } from "./app-view.ts";
import { readApp, readJson } from "./app-json.ts";
import type { DcosContext } from "./context.ts";

export type Request = { method: string; path: string; query: ReadonlyMap<string, string>; body: string };

/** `body` is JSON, or nothing. */
export type Response = { status: number; body?: unknown };

const OK = 200;
const CREATED = 201;
const BAD_REQUEST = 400;
const NOT_FOUND = 404;
const NOT_ALLOWED = 405;
const CONFLICT = 409;
const UNPROCESSABLE = 422;

const message = (status: number, text: string, rest: object = {}): Response => ({
  status,
  body: { message: text, ...rest },
});

const epochOf = ({ mesos, now }: DcosContext) => now() - mesos.now();

const missing = (id: string) => message(NOT_FOUND, `App '${id}' does not exist`);

/** The deployment that was begun, or what else is said of a change; some say nothing. */
function bodyOfChange(context: DcosContext, { deployment, text }: Answer): { body?: unknown } {
  if (deployment)
    return { body: { version: instant(epochOf(context) + deployment.version), deploymentId: deployment.id } };
  const read = readJson(text);
  return "value" in read ? { body: read.value } : {};
}

/** The simulator's answer; a locked app names the deployments that lock it. */
function respond(context: DcosContext, answer: Answer, status: number, app = ""): Response {
  const { mesos } = context;
  if (answer.kind === "changed") return { status, ...bodyOfChange(context, answer) };
  if (answer.details) {
    const details = answer.details.map(({ path, error }) => ({ path, errors: [error] }));
    return message(UNPROCESSABLE, "Object is not valid", { details });
  }
  const isLocked = answer.status === CONFLICT && answer.text.startsWith("App is locked");
  const locks = mesos.deployments().flatMap(({ id, app: own }) => (own === app ? [{ id }] : []));
  return message(answer.status ?? UNPROCESSABLE, answer.text, isLocked ? { deployments: locks } : {});
}

const isTrue = (query: Request["query"], name: string) => query.get(name) === "true";

const forceOf = ({ query }: Request): Force => ({ force: isTrue(query, "force") });

/** The definition in the body, or the complaint about it. */
function bodyOf({ body }: Request): { app: AppJson } | { response: Response } {
  const json = readJson(body);
  if ("error" in json) return { response: message(BAD_REQUEST, "Invalid JSON", { details: json.error }) };
  const read = readApp(json.value);
  return "app" in read ? read : { response: message(BAD_REQUEST, read.message, { details: read.details }) };
}

function create(context: DcosContext, request: Request): Response {
  const body = bodyOf(request);
  if ("response" in body) return body.response;
  const answer = context.mesos.createApp(body.app, forceOf(request));
  const id = absolute(body.app.id ?? "");
  const app = context.mesos.app(id);
  if (answer.kind === "refused" || !app) return respond(context, answer, CREATED, id);
  return { status: CREATED, body: appJson(context.mesos, app, epochOf(context)) };
}

/** PUT makes an app that is not there; PATCH does not. */
function update(context: DcosContext, request: Request, id: string): Response {
  const body = bodyOf(request);
  if ("response" in body) return body.response;
  const { mesos } = context;
  if (!mesos.app(id) && request.method === "PUT")
    return respond(context, mesos.createApp({ ...body.app, id }, forceOf(request)), CREATED, id);
  return respond(context, mesos.updateApp(id, body.app, forceOf(request)), OK, id);
}

function oneApp(context: DcosContext, request: Request, id: string): Response {
  const { mesos } = context;
  switch (request.method) {
    case "GET": {
      const app = mesos.app(id);
      if (!app) return missing(id);
      const tasks = tasksOf(mesos, id).map((task) => taskJson(task, app, epochOf(context)));
      return { status: OK, body: { app: { ...appJson(mesos, app, epochOf(context)), tasks } } };
    }
    case "PUT":
    case "PATCH":
      return update(context, request, id);
    case "DELETE":
      // Removing is forced unless the request says otherwise.
      return respond(context, mesos.deleteApp(id, request.query.has("force") ? forceOf(request) : {}), OK, id);
    default:
      return { status: NOT_ALLOWED };
  }
}

/** Kills tasks of an app; with `scale` the app becomes smaller by as many. */
function killTasks(context: DcosContext, request: Request, id: string): Response {
  const { mesos } = context;
  const app = mesos.app(id);
  if (!app) return missing(id);
  const host = request.query.get("host");
  const tasks = tasksOf(mesos, id).filter(({ agent }) => host === undefined || agent === host);
  for (const { task } of tasks) mesos.killTask(task ?? "");
  if (isTrue(request.query, "scale"))
    return respond(context, mesos.scaleApp(id, Math.max(0, app.instances - tasks.length), { force: true }), OK, id);
  return { status: OK, body: { tasks: tasks.map((task) => taskJson(task, app, epochOf(context))) } };
}

function tasksOfApp(context: DcosContext, request: Request, id: string): Response {
  const { mesos } = context;
  if (request.method === "DELETE") return killTasks(context, request, id);
  const app = mesos.app(id);
  if (!app) return missing(id);
  return { status: OK, body: { tasks: tasksOf(mesos, id).map((task) => taskJson(task, app, epochOf(context))) } };
}

function allApps(context: DcosContext, request: Request): Response {
  const { mesos } = context;
  if (request.method === "POST") return create(context, request);
  if (request.method !== "GET") return { status: NOT_ALLOWED };
  return { status: OK, body: { apps: mesos.apps().map((app) => appJson(mesos, app, epochOf(context))) } };
}

/** `/web`, `/web/restart`, `/web/tasks`, `/web/tasks/ID`. */
const OF_APP = /^(?<id>.*?)(?:\/+(?<part>restart|tasks)(?:\/(?<task>[^/]+))?)?$/;

function apps(context: DcosContext, request: Request, rest: string): Response {
  if (rest === "") return allApps(context, request);
  const { id = "", part, task } = OF_APP.exec(rest)?.groups ?? {};
  if (part === "restart") return respond(context, context.mesos.restartApp(id, forceOf(request)), OK, id);
  if (task !== undefined) return respond(context, context.mesos.killTask(task), OK, id);
  return part === "tasks" ? tasksOfApp(context, request, id) : oneApp(context, request, id);
}

function deployments(context: DcosContext, request: Request, id: string): Response {
  const { mesos } = context;
  if (id === "") return { status: OK, body: mesos.deployments().map((one) => deploymentJson(one, epochOf(context))) };
  if (request.method !== "DELETE") return { status: NOT_ALLOWED };
  return respond(context, mesos.cancelDeployment(id, forceOf(request)), OK);
}

function allTasks({ mesos, now }: DcosContext): Response {
  const epoch = now() - mesos.now();
  return { status: OK, body: { tasks: tasksOf(mesos).map((task) => taskJson(task, mesos.app(task.app), epoch)) } };
}

function queue(context: DcosContext, request: Request, path: string): Response {
  const { mesos } = context;
  const app = /^(.*)\/delay$/.exec(path)?.[1];
  if (app !== undefined && request.method === "DELETE") return respond(context, mesos.resetDelay(app), OK);
  return { status: OK, body: queueJson(mesos, epochOf(context)) };
}

const PLACES: Readonly<Record<string, (context: DcosContext, request: Request, path: string) => Response>> = {
  apps,
  deployments: (context, request, path) => deployments(context, request, path.slice(1)),
  tasks: allTasks,
  queue,
};

/** What Marathon answers. */
export function askMarathon(context: DcosContext, request: Request): Response {
  const [, kind = "", rest = ""] = /^(?:\/service\/marathon|\/marathon)?\/v2\/(\w+)(\/.*)?$/.exec(request.path) ?? [];
  const place = Object.hasOwn(PLACES, kind) ? PLACES[kind] : undefined;
  if (place) return place(context, request, rest.replace(/\/+$/, ""));
  const known = Object.keys(PLACES).map((name) => `/v2/${name}`);
  return message(NOT_FOUND, `There is no ${request.path}; the lab has ${known.join(", ")}.`);
}
