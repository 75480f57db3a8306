/** What Marathon refuses in an app (api/v2/validation/AppValidation.scala, SchedulingValidation.scala). */
import type { App, HealthCheck } from "./app.ts";
import type { Constraint, Operator } from "./constraints.ts";

export type Violation = { path: string; error: string };

/** state/PathId.scala: each part of an id is a name as DNS knows it. */
const ID = /^(\/(([a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9])\.)*([a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9]))+$/;

/** Whether an operator wants a value: a number, any, or as one likes. */
const VALUES: Record<Operator, "none" | "any" | "number" | "needed"> = {
  UNIQUE: "none",
  CLUSTER: "any",
  GROUP_BY: "any",
  LIKE: "needed",
  UNLIKE: "needed",
  MAX_PER: "number",
  IS: "needed",
};

const isKnown = (operator: string): operator is Operator => Object.hasOwn(VALUES, operator);

function errorOf([, operator, value]: Constraint): string | undefined {
  if (!isKnown(operator)) return `Constraint operator must be one of: ${Object.keys(VALUES).join(", ")}`;
  const wants = VALUES[operator];
  if (wants === "none" && value !== undefined) return `${operator} does not take a value`;
  if (wants === "needed" && !value) return `A value is needed for ${operator}`;
  return wants === "number" && !/^[0-9]+$/.test(value ?? "") ? `${operator} needs a whole number` : undefined;
}

/** One of a share that must lie between 0 and 1. */
const share = (path: string, value: number): Violation[] =>
  value >= 0 && value <= 1 ? [] : [{ path, error: `got ${value}, expected between 0.0 and 1.0` }];

const atLeast = (path: string, value: number, least: number): Violation[] =>
  value >= least ? [] : [{ path, error: `got ${value}, expected ${least} or more` }];

/** Seconds that Marathon wants as whole numbers. */
const whole = (path: string, value: number | undefined, least: number): Violation[] =>
  value === undefined || (Number.isInteger(value) && value >= least)
    ? []
    : [{ path, error: `got ${value}, expected a whole number of ${least} or more` }];

const checkViolations = (check: HealthCheck, i: number): Violation[] => [
  ...whole(`/healthChecks(${i})/gracePeriodSeconds`, check.gracePeriodSeconds, 0),
  ...whole(`/healthChecks(${i})/intervalSeconds`, check.intervalSeconds, 1),
  ...whole(`/healthChecks(${i})/timeoutSeconds`, check.timeoutSeconds, 0),
  ...whole(`/healthChecks(${i})/maxConsecutiveFailures`, check.maxConsecutiveFailures, 0),
];

/** state/UnreachableStrategy.scala */
function unreachableViolations({ unreachableStrategy: strategy }: App): Violation[] {
  if (strategy === "disabled") return [];
  const { inactiveAfterSeconds: inactive, expungeAfterSeconds: expunge } = strategy;
  const path = "/unreachableStrategy/inactiveAfterSeconds";
  const late = `inactiveAfterSeconds (${inactive}) must be less or equal to expungeAfterSeconds, which is ${expunge}`;
  return [...whole(path, inactive, 0), ...(inactive > expunge ? [{ path, error: late }] : [])];
}

export function violationsOf(app: App): Violation[] {
  const { minimumHealthCapacity, maximumOverCapacity } = app.upgradeStrategy;
  const found = [
    ...(ID.test(app.id) ? [] : [{ path: "/id", error: "must fully match regular expression of a path of DNS names" }]),
    ...whole("/instances", app.instances, 0),
    ...whole("/taskKillGracePeriodSeconds", app.taskKillGracePeriodSeconds, 0),
    ...unreachableViolations(app),
    ...atLeast("/cpus", app.cpus, 0),
    ...atLeast("/mem", app.mem, 0),
    ...atLeast("/disk", app.disk, 0),
    ...atLeast("/backoffSeconds", app.backoffSeconds, 0),
    ...atLeast("/backoffFactor", app.backoffFactor, 1),
    ...atLeast("/maxLaunchDelaySeconds", app.maxLaunchDelaySeconds, 0),
    ...share("/upgradeStrategy/minimumHealthCapacity", minimumHealthCapacity),
    ...share("/upgradeStrategy/maximumOverCapacity", maximumOverCapacity),
    ...app.healthChecks.flatMap(checkViolations),
    ...app.constraints.flatMap((constraint, i) => {
      const error = errorOf(constraint);
      return error ? [{ path: `/constraints(${i})`, error }] : [];
    }),
  ];
  if (app.cmd === undefined && !app.container) {
    found.push({ path: "/", error: "AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'." });
  }
  return found;
}
