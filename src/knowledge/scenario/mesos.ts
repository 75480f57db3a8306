// The cluster of a scenario on Mesos with Marathon.
import { z } from "zod";
import { duration } from "../units.ts";
import { name, replicas, traffic, workload } from "./parts.ts";

const seconds = z.number().min(0);
const cpus = z.number().positive();
/** Megabytes, as Marathon's `mem`. */
const mem = z.number().positive();

const operator = z.enum(["UNIQUE", "CLUSTER", "GROUP_BY", "LIKE", "UNLIKE", "MAX_PER", "IS"]);
const constraint = z.union([z.tuple([z.string(), operator]), z.tuple([z.string(), operator, z.string()])]);

/** Marathon's own names; what is left out has Marathon's default. */
const app = z.strictObject({
  id: z.string().regex(/^\/[a-z0-9]/, "an app's id begins with / and a letter or digit"),
  image: z.string(),
  instances: replicas,
  cpus,
  mem,
  upgradeStrategy: z
    .strictObject({ minimumHealthCapacity: z.number().min(0).max(1), maximumOverCapacity: z.number().min(0).max(1) })
    .optional(),
  healthChecks: z
    .array(
      z.strictObject({
        gracePeriodSeconds: seconds,
        intervalSeconds: seconds,
        timeoutSeconds: seconds,
        maxConsecutiveFailures: z.number().int().min(0),
      }),
    )
    .optional(),
  /** As Marathon writes them: a field, an operator and perhaps a value. */
  constraints: z.array(constraint).optional(),
  unreachableStrategy: z.strictObject({ inactiveAfterSeconds: seconds, expungeAfterSeconds: seconds }).optional(),
});

/** Another framework, which works off short tasks. */
const batch = z.strictObject({
  name,
  role: z.string(),
  cpus,
  mem,
  run: z.tuple([duration, duration]),
  tasks: z.number().int().positive(),
  start: duration.optional(),
});

export const mesosCluster = z.strictObject({
  agents: z.array(z.strictObject({ name, cpus, mem })).min(1).max(100),
  role: z.string(),
  apps: z.array(app).min(1),
  workloads: z.record(z.string(), workload),
  batches: z.array(batch).optional(),
  weights: z.record(z.string(), z.number().positive()).optional(),
  services: z.array(z.strictObject({ name, app: z.string(), traffic })).min(1),
});
