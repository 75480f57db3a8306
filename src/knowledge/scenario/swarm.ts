// The cluster of a scenario on Docker Swarm.
import { z } from "zod";
import { bytes, duration, millicores } from "../units.ts";
import { labels, name, replicas, resources, traffic } from "./parts.ts";

const node = z.strictObject({
  name,
  role: z.enum(["manager", "worker"]).optional(),
  availability: z.enum(["active", "pause", "drain"]).optional(),
  cpu: millicores,
  memory: bytes,
  labels: labels.optional(),
});

/** What its containers do; one with `failAfter` ends so long after it began to run. */
const image = z.strictObject({
  prepare: duration,
  start: duration,
  stop: duration,
  failAfter: duration.optional(),
  missing: z.literal(true).optional(),
});

const update = z.strictObject({
  parallelism: z.number().int().min(0),
  delay: duration,
  order: z.enum(["stop-first", "start-first"]),
  failureAction: z.enum(["pause", "continue", "rollback"]),
});

const port = z.number().int().min(1).max(65_535);

const service = z.strictObject({
  name,
  image: z.string(),
  replicas,
  reservations: resources.optional(),
  limits: resources.optional(),
  constraints: z.array(z.string()).optional(),
  publish: z.strictObject({ published: port, target: port }).optional(),
  update: update.optional(),
});

const load = z.strictObject({
  service: z.string(),
  cpuPerRequest: duration,
  idleCpu: millicores,
  parallelism: millicores,
  traffic,
});

export const swarmCluster = z.strictObject({
  nodes: z.array(node).min(1).max(100),
  services: z.array(service).min(1),
  images: z.record(z.string(), image),
  load: z.array(load).min(1),
});
