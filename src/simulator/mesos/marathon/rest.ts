/** Marathon's REST interface (api/v2/AppsResource.scala, DeploymentsResource.scala): what is asked, and the words of the answer. */
import type { World } from "../world.ts";
import { absolute, isUpgrade, merged, type App, type AppJson } from "./app.ts";
import { isScheduled } from "./instances.ts";
import type { Marathon } from "./marathon.ts";
import { violationsOf, type Violation } from "./validate.ts";

/** `changed`: a status of 200 and the body; `refused`: the error's message, with its HTTP status and, of an app that is not valid, where it is not. */
export type Outcome = {
  kind: "changed" | "refused";
  text: string;
  status?: number;
  details?: readonly Violation[];
  /** What was begun; its version in simulated ms. */
  deployment?: { id: string; version: number };
};

/** `?force=true`: takes the place of a deployment that runs for the app. */
export type Force = { force?: boolean };

export type Rest = {
  /** POST /v2/apps */
  createApp(json: AppJson, options?: Force): Outcome;
  /** PUT or PATCH /v2/apps/ID: fields that are not named stay as they are. */
  updateApp(id: string, json: AppJson, options?: Force): Outcome;
  /** PUT /v2/apps/ID { "instances": N } */
  scaleApp(id: string, instances: number, options?: Force): Outcome;
  /** POST /v2/apps/ID/restart */
  restartApp(id: string, options?: Force): Outcome;
  /** DELETE /v2/apps/ID; forced unless it is said otherwise. */
  deleteApp(id: string, options?: Force): Outcome;
  /** DELETE /v2/deployments/ID: goes back to what was before; with force it only stops. */
  cancelDeployment(id: string, options?: Force): Outcome;
  /** DELETE /v2/queue/ID/delay: launches it again at once. */
  resetDelay(id: string): Outcome;
  /** DELETE /v2/apps/APP/tasks/TASK: the app launches another. */
  killTask(task: string): Outcome;
};

const LOCKED =
  "App is locked by one or more deployments. Override with the option '?force=true'. View details at '/v2/deployments/<DEPLOYMENT_ID>'.";

/** Status codes of HTTP. */
const NOT_FOUND = 404;
const CONFLICT = 409;
const UNPROCESSABLE = 422;

const refused = (text: string, status = UNPROCESSABLE): Outcome => ({ kind: "refused", text, status });
const notFound = (id: string) => refused(`App '${id}' does not exist`, NOT_FOUND);

const padded = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, "0");

/** Simulated time as Marathon writes a version; it begins with 1970. */
export function timestamp(ms: number): string {
  const clock = [(ms / 3_600_000) % 24, (ms / 60_000) % 60, (ms / 1_000) % 60].map((part) => padded(part, 2)).join(":");
  return `1970-01-${padded(1 + ms / 86_400_000, 2)}T${clock}.${padded(ms % 1_000, 3)}Z`;
}

export function createRest(world: World, marathon: Marathon, most: { apps: number; instances: number }): Rest {
  const { apps, deployments, tracker } = marathon;
  let lastVersion = 0;

  /** Two changes in one instant are still two versions. */
  const nextVersion = () => (lastVersion = Math.max(world.loop.now(), lastVersion + 1));

  const deploy = (before: App | undefined, after: App | undefined): Outcome => {
    const deployment = deployments.start(before, after);
    if (after) apps.set(after.id, after);
    else if (before) apps.delete(before.id);
    const version = after?.version ?? world.loop.now();
    const text = JSON.stringify({ version: timestamp(version), deploymentId: deployment.id });
    return { kind: "changed", text, deployment: { id: deployment.id, version } };
  };

  const invalid = (app: App): Outcome | undefined => {
    const violations = violationsOf(app);
    const others = [...apps.values()].filter(({ id }) => id !== app.id);
    const wanted = others.reduce((total, { instances }) => total + instances, app.instances);
    if (wanted > most.instances)
      return refused(`This simulation allows at most ${most.instances} instances; that would be ${wanted}.`);
    if (violations.length === 0) return undefined;
    const text = ["Object is not valid", ...violations.map(({ path, error }) => `${path}: ${error}`)].join("; ");
    return { ...refused(text), details: violations };
  };

  const isLocked = (id: string, { force = false }: Force) => !force && deployments.ofApp(id) !== undefined;

  /** A change of nothing but `instances` keeps the version of the configuration, and no change keeps both. */
  const versioned = (before: App | undefined, after: App): App => {
    if (!before || isUpgrade(before, after)) return after;
    if (before.instances === after.instances) return before;
    return { ...after, configVersion: before.configVersion };
  };

  const createApp = (json: AppJson, options: Force): Outcome => {
    const id = absolute(json.id ?? "");
    if (apps.has(id)) return refused(`An app with id [${id}] already exists.`, CONFLICT);
    if (apps.size >= most.apps) return refused(`There are ${most.apps} apps, the most that this simulation allows.`);
    const app = merged(id, undefined, json, nextVersion());
    const error = invalid(app);
    if (error) return error;
    return isLocked(id, options) ? refused(LOCKED, CONFLICT) : deploy(undefined, app);
  };

  const updateApp = (given: string, json: AppJson, options: Force): Outcome => {
    const id = absolute(given);
    const before = apps.get(id);
    if (!before) return notFound(id);
    const after = merged(id, before, json, nextVersion());
    const error = invalid(after);
    if (error) return error;
    return isLocked(id, options) ? refused(LOCKED, CONFLICT) : deploy(before, versioned(before, after));
  };

  /** Runs on an app that is there and not locked. */
  const onApp = (given: string, options: Force, run: (app: App) => Outcome): Outcome => {
    const id = absolute(given);
    const app = apps.get(id);
    if (!app) return notFound(id);
    return isLocked(id, options) ? refused(LOCKED, CONFLICT) : run(app);
  };

  const restarted = (app: App): App => {
    const version = nextVersion();
    return { ...app, version, configVersion: version };
  };

  return {
    createApp: (json, options = {}) => createApp(json, options),
    updateApp: (id, json, options = {}) => updateApp(id, json, options),
    scaleApp: (id, instances, options = {}) => updateApp(id, { instances }, options),
    restartApp: (id, options = {}) => onApp(id, options, (app) => deploy(app, restarted(app))),
    deleteApp: (id, { force = true } = {}) => onApp(id, { force }, (app) => deploy(app, undefined)),
    cancelDeployment(id, { force = false } = {}) {
      const deployment = deployments.get(id);
      if (!deployment) return refused(`DeploymentPlan ${id} does not exist`, NOT_FOUND);
      if (!force) return deploy(apps.get(deployment.app), deployment.original && restarted(deployment.original));
      deployments.cancel(id);
      return { kind: "changed", text: "" };
    },
    resetDelay(given) {
      const app = apps.get(absolute(given));
      const waits = tracker.ofApp(absolute(given)).some(isScheduled);
      if (!app || !waits) return refused(`Application ${absolute(given)} not found in tasks queue.`, NOT_FOUND);
      marathon.resetDelay(app);
      return { kind: "changed", text: "" };
    },
    killTask(task) {
      const instance = tracker.ofTask(task);
      if (!instance) return refused(`Task '${task}' does not exist`, NOT_FOUND);
      marathon.killInstance(instance);
      return { kind: "changed", text: JSON.stringify({ task: { id: task, appId: instance.spec.id } }) };
    },
  };
}
