// What stands in scenarios/ID.yaml.
import { z } from "zod";
import { duration } from "../units.ts";
import { kubernetesCluster } from "./kubernetes.ts";
import { mesosCluster } from "./mesos.ts";
import { name } from "./parts.ts";
import { swarmCluster } from "./swarm.ts";

const share = z.number().min(0).max(1);

const play = <T extends string>(expect: T) =>
  z.strictObject({ name: z.string(), commands: z.array(z.string()), expect: z.literal(expect) });

/** What happens at an instant without the player: a machine fails or comes back, or somebody else types a command. */
const fault = z.union([
  z.strictObject({ at: duration, node: name, goes: z.enum(["down", "up"]) }),
  z.strictObject({ at: duration, command: z.string(), by: z.string() }),
]);

const common = {
  id: name,
  title: z.string(),
  /** The story that scenarios of other orchestrators tell too. */
  series: name.optional(),
  level: z.enum(["beginner", "intermediate", "advanced"]),
  minutes: z.number().int().min(1).max(120),
  story: z.string(),
  goal: z.string(),
  span: duration.refine((ms) => ms >= 60_000 && ms <= 12 * 3_600_000, "a span is between 1m and 12h"),
  faults: z.array(fault).default([]),
  serviceLevel: z.strictObject({ p95Ms: z.number().positive(), errorRate: share, share }),
  /** Whoever passes has this image out when it is over: everything of the workload runs with it, and no update is under way. */
  release: z.string().optional(),
  budget: z.union([
    z.strictObject({ podHours: z.number().positive(), nodeHours: z.number().positive().optional() }),
    z.strictObject({ replicas: z.number().positive(), nodeHours: z.number().positive().optional() }),
  ]),
  hints: z.array(z.string()).min(1),
  lessons: z.array(z.string()).min(1),
  solutions: z.array(play("pass")).min(1),
  traps: z.array(play("fail")).min(1),
};

const kubernetes = z
  .literal("kubernetes")
  .optional()
  .transform((): "kubernetes" => "kubernetes");

export const scenario = z.discriminatedUnion("orchestrator", [
  z.strictObject({
    ...common,
    orchestrator: kubernetes,
    cluster: kubernetesCluster,
    /** Whoever passes has this node empty and cordoned when its power goes, and its budgets as they were. */
    drained: name.optional(),
  }),
  z.strictObject({ ...common, orchestrator: z.literal("swarm"), cluster: swarmCluster }),
  z.strictObject({ ...common, orchestrator: z.literal("mesos"), cluster: mesosCluster }),
]);

/** What stands in the file. */
export type Written = z.infer<typeof scenario>;

/** Where a scenario is played. */
export type Orchestrator = Written["orchestrator"];

export type Fault = Written["faults"][number];
