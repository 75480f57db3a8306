// The cluster of a scenario on Kubernetes.
import { z } from "zod";
import { bytes, duration, millicores } from "../units.ts";
import { labels, name, replicas, resources, traffic, workload } from "./parts.ts";

const amount = z.union([z.number(), z.string()]);

/** A piece of a manifest, which the API server checks as the cluster begins. */
const more = z.record(z.string(), z.json());

const deployment = z.strictObject({
  name,
  replicas,
  image: z.string(),
  labels: labels.optional(),
  requests: resources,
  limits: resources.optional(),
  strategy: z.strictObject({ maxSurge: amount, maxUnavailable: amount }).optional(),
  pod: more.optional(),
  container: more.optional(),
  workload,
});

const node = z.strictObject({
  name,
  cpu: millicores,
  memory: bytes,
  pods: z.number().int().positive().optional(),
  labels: labels.optional(),
});

/** Nodes that the cluster autoscaler adds and removes. */
const nodeGroup = z.strictObject({
  name,
  min: z.number().int().min(0).max(100),
  max: z.number().int().min(1).max(100),
  cpu: millicores,
  memory: bytes,
  provision: z.tuple([duration, duration]),
});

/** What containers of an image do otherwise than their Deployment's workload says. */
const image = z.strictObject({
  missing: z.literal(true).optional(),
  neverReady: z.literal(true).optional(),
  ready: z.tuple([duration, duration]).optional(),
  memory: z.array(z.tuple([duration, bytes])).optional(),
  hangs: z.strictObject({ after: duration, for: duration.optional() }).optional(),
  exits: z.strictObject({ after: duration, code: z.number().int().min(0).max(255) }).optional(),
});

export const kubernetesCluster = z.strictObject({
  nodes: z.array(node).min(1).max(100),
  nodeGroups: z.array(nodeGroup).optional(),
  deployments: z.array(deployment).min(1),
  services: z.array(z.strictObject({ name, deployment: z.string(), port: z.number().int(), traffic })).min(1),
  images: z.record(z.string(), image).optional(),
  standing: z.string().optional(),
  readyOnceRunning: z.literal(true).optional(),
  manifests: z.string().optional(),
});
