// What a case of swarm-service-traces asks for: the service, how its images behave, and the one thing that is done to it.
import type { RestartPolicy, UpdateConfig } from "../../../simulator/swarm/objects.ts";
import type { Swarm, SwarmSetup } from "../../../simulator/swarm/swarm-api.ts";

/** Seconds, counts, words, as the file has them. */
export type TraceCase = Record<string, string | number | boolean>;

export type Plan = {
  setup: SwarmSetup;
  /** Does the thing; it happens then, or when the swarm finds out. */
  act(swarm: Swarm): void;
  runMs: number;
};

/** In the traces the managers are none of the nodes; here one node more manages and takes no tasks. */
const NODES = ["n1", "n2", "n3"];
const ROOMY = { cpus: 16, memoryBytes: 64 * 1024 ** 3 };
const MANAGER = { name: "manager", role: "manager", availability: "drain", ...ROOMY } as const;

const ms = (seconds: unknown) => Math.round(Number(seconds ?? 0) * 1_000);

/** Fields that say something of the service, its update and its images. */
const PLAIN = new Set([
  "replicas",
  "parallelism",
  "delaySec",
  "order",
  "monitorSec",
  "failureAction",
  "maxFailureRatio",
  "prepareSec",
  "startSec",
  "stopSec",
  "runSec",
]);

/** Fields of the restart policy, however they are spelled. */
const CONDITION = /condition/i;
const ATTEMPTS = /attempts/i;
const WINDOW = /window/i;
const RESTART_DELAY = /restart.*delay/i;
const POLICY = [CONDITION, ATTEMPTS, WINDOW, RESTART_DELAY];

const FAILS = /^(v\d+)FailsAfterSec$/;

type Act = Plan["act"];

/** The deeds by the words for them: in a field's name or value, or in the case's identity. */
const DEEDS: [word: RegExp, deed: (number: number, node: string) => Act][] = [
  [/scale/i, (number) => (swarm) => void swarm.scale("web", number)],
  [/drain/i, (_, node) => (swarm) => void swarm.updateNode(node, { availability: "drain" })],
  [/down|lost|nodefail/i, (_, node) => (swarm) => void swarm.killNode(node)],
  [/restart|kill|crash/i, () => (swarm) => void swarm.killTask(swarm.tasks()[0]?.id ?? "")],
];

function configOf(row: TraceCase): UpdateConfig {
  return {
    parallelism: Number(row["parallelism"] ?? 1),
    delayMs: ms(row["delaySec"]),
    order: row["order"] === "start-first" ? "start-first" : "stop-first",
    monitorMs: ms(row["monitorSec"] ?? 5),
    failureAction: (row["failureAction"] ?? "pause") as UpdateConfig["failureAction"],
    maxFailureRatio: Number(row["maxFailureRatio"] ?? 0),
  };
}

function behavioursOf(row: TraceCase): NonNullable<SwarmSetup["behaviours"]> {
  const usual = { prepareMs: ms(row["prepareSec"]), startMs: ms(row["startSec"]), stopMs: ms(row["stopSec"]) };
  const behaviours: NonNullable<SwarmSetup["behaviours"]> = { "app:v1": usual, "app:v2": usual };
  for (const [field, value] of Object.entries(row)) {
    const [, version] = FAILS.exec(field) ?? [];
    if (version !== undefined) behaviours[`app:${version}`] = { ...usual, failAfterMs: ms(value) };
  }
  return behaviours;
}

const isExtra = (field: string) =>
  field !== "id" && ![...POLICY, FAILS].some((pattern) => pattern.test(field)) && !PLAIN.has(field);

/** The first number among the fields beside the usual ones, or the last in the case's identity. */
function numberOf(row: TraceCase, extra: [string, unknown][]): number {
  const said = extra.map(([, value]) => value).find((value) => typeof value === "number");
  return Number(said ?? /(\d+)\D*$/.exec(String(row["id"]))?.[1] ?? row["replicas"]);
}

/** Where the deed is named: in fields beside the usual ones, else, unless the update is to an image that fails, in the case's identity. */
function textsOf(row: TraceCase, extra: [string, unknown][]): string[] {
  if (extra.length > 0) return extra.map(([field, value]) => `${field} ${value}`);
  return Object.keys(row).some((field) => FAILS.test(field)) ? [] : [String(row["id"])];
}

/** The usual deed is an update to app:v2. */
function actOf(row: TraceCase): Act {
  const extra = Object.entries(row).filter(([field]) => isExtra(field));
  const texts = textsOf(row, extra);
  const deed = DEEDS.find(([word]) => texts.some((text) => word.test(text)))?.[1];
  if (extra.length > 0 && !deed) throw new Error(`This replay does not know what ${texts.join(", ")} is.`);
  const node = NODES.find((name) => texts.some((text) => text.split(/\W+/).includes(name))) ?? "n2";
  return deed?.(numberOf(row, extra), node) ?? ((swarm) => void swarm.updateService("web", { image: "app:v2" }));
}

/** `any` after five seconds, where the case says nothing else. */
function restartOf(row: TraceCase): RestartPolicy {
  const said = (pattern: RegExp) => Object.entries(row).find(([field]) => pattern.test(field))?.[1];
  return {
    condition: (said(CONDITION) ?? "any") as RestartPolicy["condition"],
    delayMs: ms(said(RESTART_DELAY) ?? 5),
    maxAttempts: Number(said(ATTEMPTS) ?? 0),
    windowMs: ms(said(WINDOW)),
  };
}

/** No reaping and no latency between managers and agents: the traces were recorded without either. */
export function planOf(row: TraceCase): Plan {
  return {
    setup: {
      nodes: [MANAGER, ...NODES.map((name) => ({ name, ...ROOMY }))],
      services: [
        {
          name: "web",
          mode: { kind: "replicated", replicas: Number(row["replicas"]) },
          task: { image: "app:v1", restart: restartOf(row) },
          update: configOf(row),
        },
      ],
      behaviours: behavioursOf(row),
      settings: { taskHistoryLimit: -1, assignmentMs: 0, reportMs: 0 },
    },
    act: actOf(row),
    runMs: ms(row["runSec"]),
  };
}
