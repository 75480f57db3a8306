/** Checks a setup and makes the machines of it. */
import type { MesosSetup, MesosWorkload, QuotaSetup } from "./mesos-api.ts";
import type { BatchSetup } from "./frameworks/batch.ts";
import { absolute, merged, type App, type AppJson } from "./marathon/app.ts";
import { violationsOf } from "./marathon/validate.ts";
import type { Host } from "./master/hosts.ts";
import type { ProcessBehaviour } from "./master/types.ts";
import { minus, NONE, quantities, sum, type Quantities } from "./quantities.ts";
import type { Quota } from "./allocator/state.ts";

/** What one simulation may hold: `instances` that apps ask for, and `held`, those that are there, old and new ones in an upgrade. */
export const MOST = { agents: 1_000, apps: 200, instances: 2_000, held: 10_000, batches: 50, batchTasks: 200_000 };

const DEFAULT_WORKLOAD: MesosWorkload = {
  startMs: [1_000, 3_000],
  stopMs: 500,
  cpuPerRequestMs: 10,
  idleCpu: 5,
  parallelism: 1_000,
};

/** An image that an agent has by now: a second or two until its container stands. */
const DEFAULT_FETCH_MS = [500, 1_500] as const;

function checkCount(what: string, count: number, most: number): void {
  if (count > most) throw new RangeError(`A simulation holds at most ${most} ${what}; this one has ${count}.`);
}

function checkNames(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new RangeError(`There are two ${what} named ${twice}.`);
}

function checkBatch({ name, cpus, mem, tasks, runMs }: BatchSetup): void {
  if (!(cpus >= 0 && mem >= 0 && cpus + mem > 0)) throw new RangeError(`A task of ${name} must use something.`);
  const whole = [tasks, ...runMs].every((value) => Number.isInteger(value) && value >= 0);
  if (!whole) throw new RangeError(`The tasks of ${name} and how long they run (ms) must be whole numbers.`);
}

function checkApp(json: AppJson): void {
  const app = merged(absolute(json.id ?? ""), undefined, json, 0);
  const [first] = violationsOf(app);
  if (first) throw new RangeError(`The app ${app.id} is not valid: ${first.path}: ${first.error}`);
}

/** Throws RangeError, with words for whoever wrote the setup. */
export function checkSetup({ agents, apps, batches = [] }: MesosSetup): void {
  checkCount("agents", agents.length, MOST.agents);
  checkCount("apps", apps.length, MOST.apps);
  checkCount("other frameworks", batches.length, MOST.batches);
  checkCount(
    "instances",
    apps.reduce((total, { instances = 1 }) => total + instances, 0),
    MOST.instances,
  );
  checkCount(
    "batch tasks",
    batches.reduce((total, { tasks }) => total + tasks, 0),
    MOST.batchTasks,
  );
  checkNames(
    "agents",
    agents.map(({ name }) => name),
  );
  checkNames(
    "apps",
    apps.map(({ id = "" }) => absolute(id)),
  );
  checkNames("frameworks", ["marathon", ...batches.map(({ name }) => name)]);
  apps.forEach(checkApp);
  batches.forEach(checkBatch);
}

export function hostsOf({ agents }: MesosSetup): Host[] {
  return agents.map(({ name, cpus, mem, attributes = {}, reserved = {} }) => {
    const byRole = Object.entries(reserved).map(([role, amounts]): [string, Quantities] => [role, quantities(amounts)]);
    const free = minus(quantities({ cpus, mem }), sum(byRole.map(([, amounts]) => amounts)));
    const all: [string, Quantities][] = [["*", free], ...byRole];
    const total = Object.fromEntries(all.filter(([, amounts]) => Object.keys(amounts).length > 0));
    return { name, attributes, total, link: "up", processes: new Map() };
  });
}

/** Limits of 0 are kept: they allow nothing. */
export const quotaFrom = ({ guarantees, limits }: QuotaSetup): Quota => ({
  guarantees: guarantees ? quantities(guarantees) : NONE,
  limits: limits ?? NONE,
});

/** The image that an app's tasks cannot pull; nothing when they can, or have none. */
function unpullableOf({ workloads, hasImage = () => true }: MesosSetup, { container }: App): string | undefined {
  const image = container?.docker?.image;
  return image === undefined || Object.hasOwn(workloads, image) || hasImage(image) ? undefined : image;
}

export function workloadOf({ workloads }: MesosSetup, { container, cmd, id }: App): MesosWorkload {
  const names = [container?.docker?.image, cmd, id, id.slice(1)];
  for (const name of names) {
    const found = name === undefined ? undefined : workloads[name];
    if (found) return found;
  }
  return DEFAULT_WORKLOAD;
}

export function behaviourOf(setup: MesosSetup, app: App): ProcessBehaviour {
  const { fetchMs = DEFAULT_FETCH_MS, startMs, stopMs, runs, answers = true } = workloadOf(setup, app);
  const unpullable = unpullableOf(setup, app);
  return { fetchMs, startMs, stopMs, answers, ...(runs ? { runs } : {}), ...(unpullable ? { unpullable } : {}) };
}
