/** An app definition as a person writes it: JSON, checked for types as Marathon does before it looks at values (api/v2/json). */
import { z } from "zod";
import type { AppJson } from "../../simulator/mesos/marathon/app.ts";

const health = z.looseObject({
  gracePeriodSeconds: z.number().optional(),
  intervalSeconds: z.number().optional(),
  timeoutSeconds: z.number().optional(),
  maxConsecutiveFailures: z.number().optional(),
});

const constraint = z.tuple([z.string(), z.string()]).rest(z.string());

/** Whoever gives one gives both (Marathon, docs/docs/rest-api/public/api/v2/types/app.raml, UpgradeStrategy). */
const strategy = z.looseObject({ minimumHealthCapacity: z.number(), maximumOverCapacity: z.number() });

/** Fields that the simulation does not know are carried along and shown again. */
const app = z.looseObject({
  id: z.string().optional(),
  cmd: z.string().optional(),
  container: z.looseObject({ docker: z.looseObject({ image: z.string() }).optional() }).optional(),
  env: z.record(z.string(), z.string()).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  instances: z.number().optional(),
  cpus: z.number().optional(),
  mem: z.number().optional(),
  disk: z.number().optional(),
  constraints: z.array(constraint).optional(),
  upgradeStrategy: strategy.optional(),
  healthChecks: z.array(health).optional(),
  backoffSeconds: z.number().optional(),
  backoffFactor: z.number().optional(),
  maxLaunchDelaySeconds: z.number().optional(),
  taskKillGracePeriodSeconds: z.number().optional(),
  killSelection: z.enum(["YOUNGEST_FIRST", "OLDEST_FIRST"]).optional(),
  unreachableStrategy: z
    .union([z.literal("disabled"), z.object({ inactiveAfterSeconds: z.number(), expungeAfterSeconds: z.number() })])
    .optional(),
});

export type Fault = { path: string; errors: string[] };

export type ReadApp = { app: AppJson } | { message: string; details: Fault[] };

/** Play's names of the types that it expected (play-json). */
const EXPECTED: Readonly<Record<string, string>> = {
  number: "error.expected.jsnumber",
  string: "error.expected.jsstring",
  object: "error.expected.jsobject",
  record: "error.expected.jsobject",
  array: "error.expected.jsarray",
  tuple: "error.expected.jsarray",
};

/** `/healthChecks(0)/intervalSeconds`. */
const pathText = (path: PropertyKey[]) =>
  path.length === 0 ? "/" : path.map((part) => (typeof part === "number" ? `(${part})` : `/${String(part)}`)).join("");

function faultOf(issue: z.core.$ZodIssue): Fault {
  const isMissing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
  const expected = issue.code === "invalid_type" ? EXPECTED[issue.expected] : undefined;
  if (isMissing) return { path: pathText(issue.path), errors: ["error.path.missing"] };
  return { path: pathText(issue.path), errors: [expected ?? issue.message] };
}

const faultsOf = (value: unknown): Fault[] => app.safeParse(value).error?.issues.map(faultOf) ?? [];

const isApp = (value: unknown): value is AppJson => faultsOf(value).length === 0;

/** Of a value that was JSON. */
export const readApp = (value: unknown): ReadApp =>
  isApp(value) ? { app: value } : { message: "Invalid JSON", details: faultsOf(value) };

export function readJson(text: string): { value: unknown } | { error: string } {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
