// The text of scenarios/ID.yaml -> a scenario that a lab can play. Durations become milliseconds, cpu millicores, memory bytes.
import { z } from "zod";
import type { Parsed, Problem } from "./problem.ts";
import { bytes, duration, millicores } from "./units.ts";
import { parseYaml } from "./yaml.ts";

const resources = z.strictObject({ cpu: millicores.optional(), memory: bytes.optional() });
const labels = z.record(z.string(), z.string());
const rate = z.number().min(0).max(100_000);
const share = z.number().min(0).max(1);
const name = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$/, "not a name that Kubernetes takes");

const traffic = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("steady"), rps: rate }),
  z.strictObject({ kind: z.literal("ramp"), from: rate, to: rate, start: duration, end: duration }),
  z.strictObject({
    kind: z.literal("spike"),
    base: rate,
    peak: rate,
    start: duration,
    end: duration,
    edge: duration,
  }),
  z.strictObject({ kind: z.literal("diurnal"), low: rate, high: rate, period: duration }),
  z.strictObject({ kind: z.literal("points"), points: z.array(z.tuple([duration, rate])).min(1) }),
]);

const workload = z.strictObject({
  start: z.tuple([duration, duration]),
  stop: duration,
  cpuPerRequest: duration,
  idleCpu: millicores,
  parallelism: millicores,
});

const deployment = z.strictObject({
  name,
  replicas: z.number().int().min(0).max(200),
  image: z.string(),
  labels: labels.optional(),
  requests: resources,
  limits: resources.optional(),
  strategy: z
    .strictObject({ maxSurge: z.union([z.number(), z.string()]), maxUnavailable: z.union([z.number(), z.string()]) })
    .optional(),
  workload,
});

const node = z.strictObject({
  name,
  cpu: millicores,
  memory: bytes,
  pods: z.number().int().positive().optional(),
  labels: labels.optional(),
});

const play = <T extends string>(expect: T) =>
  z.strictObject({ name: z.string(), commands: z.array(z.string()), expect: z.literal(expect) });

const scenario = z.strictObject({
  id: name,
  title: z.string(),
  level: z.enum(["beginner", "intermediate", "advanced"]),
  minutes: z.number().int().min(1).max(120),
  story: z.string(),
  goal: z.string(),
  span: duration.refine((ms) => ms >= 60_000 && ms <= 12 * 3_600_000, "a span is between 1m and 12h"),
  cluster: z.strictObject({
    nodes: z.array(node).min(1).max(100),
    deployments: z.array(deployment).min(1),
    services: z.array(z.strictObject({ name, deployment: z.string(), port: z.number().int(), traffic })).min(1),
  }),
  serviceLevel: z.strictObject({ p95Ms: z.number().positive(), errorRate: share, share }),
  budget: z.union([
    z.strictObject({ podHours: z.number().positive() }),
    z.strictObject({ replicas: z.number().positive() }),
  ]),
  hints: z.array(z.string()).min(1),
  lessons: z.array(z.string()).min(1),
  solutions: z.array(play("pass")).min(1),
  traps: z.array(play("fail")).min(1),
});

/** A scaling scenario, as its author wrote it. `lessons` are section ids, `lesson#anchor`. */
export type Scenario = z.infer<typeof scenario> & {
  /** The whole text of the file, so that a lab can keep what it was started with. */
  text: string;
  file: string;
  lessonsLine: number;
};

/** Parses one scenario; `file` is only named in problems. */
export function parseScenario(text: string, file: string): Parsed<Scenario> {
  const parsed = parseYaml(text, file, scenario);
  if ("problems" in parsed) return parsed;
  const { data, lineOf } = parsed.value;
  const problems: Problem[] = [];
  const complain = (path: PropertyKey[], found: string, mend: string) =>
    problems.push({ file, line: lineOf(path), found, mend });
  if (!file.endsWith(`${data.id}.yaml`)) complain(["id"], `id "${data.id}" in another file`, "give both the same name");
  const deployments = new Set(data.cluster.deployments.map((each) => each.name));
  data.cluster.services.forEach((service, at) => {
    if (deployments.has(service.deployment)) return;
    const path = ["cluster", "services", at, "deployment"];
    complain(path, `service "${service.name}" of no deployment "${service.deployment}"`, "name one of the scenario's");
  });
  if (problems.length > 0) return { problems };
  return { value: { ...data, text, file, lessonsLine: lineOf(["lessons"]) } };
}
