/** Marathon's app definition, as far as it makes a difference here, with its defaults (docs/rest-api/public/api/v2/types/app.raml). */
import type { Constraint } from "./constraints.ts";
import { DEFAULT_UPGRADE, type UpgradeStrategy } from "./restart-strategy.ts";

export type HealthCheck = {
  gracePeriodSeconds: number;
  intervalSeconds: number;
  timeoutSeconds: number;
  /** After more than so many failures in a row the task is killed; 0 means never. */
  maxConsecutiveFailures: number;
};

export type UnreachableStrategy = { inactiveAfterSeconds: number; expungeAfterSeconds: number };

/** What can be asked for in a POST, PUT or PATCH of /v2/apps; times in seconds, as there. */
export type AppJson = {
  id?: string;
  cmd?: string;
  container?: { docker?: { image: string } };
  env?: Readonly<Record<string, string>>;
  labels?: Readonly<Record<string, string>>;
  instances?: number;
  cpus?: number;
  mem?: number;
  disk?: number;
  constraints?: readonly Constraint[];
  upgradeStrategy?: Partial<UpgradeStrategy>;
  healthChecks?: readonly Partial<HealthCheck>[];
  backoffSeconds?: number;
  backoffFactor?: number;
  maxLaunchDelaySeconds?: number;
  taskKillGracePeriodSeconds?: number;
  killSelection?: "YOUNGEST_FIRST" | "OLDEST_FIRST";
  unreachableStrategy?: UnreachableStrategy | "disabled";
};

type Settings = Required<
  Omit<AppJson, "id" | "cmd" | "container" | "upgradeStrategy" | "healthChecks" | "taskKillGracePeriodSeconds">
>;

export type App = Settings &
  Pick<AppJson, "cmd" | "container" | "taskKillGracePeriodSeconds"> & {
    /** From the root, e.g. `/shop/web`. */
    id: string;
    upgradeStrategy: UpgradeStrategy;
    healthChecks: readonly HealthCheck[];
    /** When it was last changed, when something of it but `instances` was, and when it was last changed by anything but a restart; simulated ms (state/VersionInfo.scala). */
    version: number;
    configVersion: number;
    scalingVersion: number;
  };

/** core/health/HealthCheck.scala */
export const DEFAULT_HEALTH_CHECK: HealthCheck = {
  gracePeriodSeconds: 300,
  intervalSeconds: 60,
  timeoutSeconds: 20,
  maxConsecutiveFailures: 3,
};

const DEFAULTS: Settings = {
  env: {},
  labels: {},
  instances: 1,
  cpus: 1,
  mem: 128,
  disk: 0,
  constraints: [],
  backoffSeconds: 1,
  backoffFactor: 1.15,
  maxLaunchDelaySeconds: 300,
  killSelection: "YOUNGEST_FIRST",
  unreachableStrategy: { inactiveAfterSeconds: 0, expungeAfterSeconds: 0 },
};

export const absolute = (id: string) => (id.startsWith("/") ? id : `/${id}`);

/** The app after a change; fields that the change does not name stay as they were, or get their defaults. */
export function merged(id: string, before: App | undefined, change: AppJson, version: number): App {
  const { upgradeStrategy, healthChecks, ...rest } = change;
  return {
    ...DEFAULTS,
    ...before,
    ...rest,
    id,
    upgradeStrategy: { ...DEFAULT_UPGRADE, ...before?.upgradeStrategy, ...upgradeStrategy },
    healthChecks: healthChecks?.map((check) => ({ ...DEFAULT_HEALTH_CHECK, ...check })) ?? before?.healthChecks ?? [],
    version,
    configVersion: version,
    scalingVersion: version,
  };
}

/** Everything but the number of instances and the versions, in one order of fields. */
function configuration(app: App): string {
  const { instances: _, version: __, configVersion: ___, scalingVersion: ____, ...config } = app;
  return JSON.stringify(Object.entries(config).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** state/AppDefinition.scala, isUpgrade: a difference that running tasks do not have. */
export const isUpgrade = (before: App, after: App) => configuration(before) !== configuration(after);

/** What Mesos is asked for, for one instance. */
export const needsOf = ({ cpus, mem, disk }: App) => (disk > 0 ? { cpus, mem, disk } : { cpus, mem });
