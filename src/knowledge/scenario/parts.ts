// What the cluster parts of all orchestrators have in common: names, quantities, traffic and how processes behave.
import { z } from "zod";
import { bytes, duration, millicores } from "../units.ts";

export const resources = z.strictObject({ cpu: millicores.optional(), memory: bytes.optional() });
export const labels = z.record(z.string(), z.string());
export const name = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$/, "not a name that Kubernetes takes");
export const replicas = z.number().int().min(0).max(200);
const rate = z.number().min(0).max(100_000);

export const traffic = z.discriminatedUnion("kind", [
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

export const workload = z.strictObject({
  start: z.tuple([duration, duration]),
  stop: duration,
  cpuPerRequest: duration,
  idleCpu: millicores,
  parallelism: millicores,
});
