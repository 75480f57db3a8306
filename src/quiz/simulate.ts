// Runs what a prediction is about: manifests on a new cluster, for a while, then one number is read and told how it came about.
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { valueAt } from "../knowledge/question/manifest-check.ts";
import type { Question, Simulation } from "../knowledge/types.ts";
import { RESOURCES } from "../simulator/kubernetes/api/kinds.ts";
import { annotatedBehaviour } from "../simulator/kubernetes/kubelet/behaviour.ts";
import { type Kubernetes, createKubernetes } from "../simulator/kubernetes/kubernetes.ts";
import { isKind, refusals } from "./refusals.ts";

/** Chance has no part in what is asked: one seed for all. */
const SEED = "prediction";

/** The nodes have been ready for a while when the manifests come. */
const SETTLING_MS = 60_000;

/** The most lines that are shown of what happened. */
const LONGEST_TRACE = 20;

export type Simulated = { value: number; trace: string[] };

/**
 * Plays a simulation to its end. Throws an Error that says what is wrong with it when a manifest is refused or what it reads is no number: an
 * author's mistake, which `npm test` finds.
 */
export function simulate({ nodes, manifest, waitMs, read }: Simulation): Simulated {
  const cluster = createKubernetes({ seed: SEED, startAt: -SETTLING_MS, behaviourOf: annotatedBehaviour });
  for (const { name, cpu, memory } of nodes)
    cluster.api.create({
      kind: "Node",
      metadata: { name },
      spec: {},
      status: { capacity: { cpu, memory, pods: "110" } },
    });
  cluster.run(0);
  for (const document of parseAllDocuments(manifest)) apply(cluster, document.toJS());
  cluster.run(waitMs);
  return { value: readValue(cluster, read), trace: traceOf(cluster) };
}

function apply(cluster: Kubernetes, manifest: unknown): void {
  const [refused] = refusals(manifest);
  const parsed = named.safeParse(manifest);
  if (refused !== undefined || !parsed.success)
    throw new Error(`the simulation's manifest is refused: ${refused ?? "it has no kind or no name"}`);
  const answer = cluster.apply(parsed.data);
  if (!answer.ok) throw new Error(`the simulation's manifest is refused: ${answer.error.message}`);
}

const named = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });

/** How many objects have this value at this path; without one, the number at the path of the only object of the kind. */
function readValue({ store }: Kubernetes, { kind, path, equals }: Simulation["read"]): number {
  if (!isKind(kind)) throw new Error(`the simulation reads the kind "${kind}", which the simulator does not have`);
  const values = store
    .list(kind, RESOURCES[kind].namespaced ? "default" : undefined)
    .map((object) => valueAt(object, path));
  if (equals !== undefined) return values.filter((value) => value === equals).length;
  const [value = 0, ...more] = values;
  if (typeof value !== "number" || more.length > 0)
    throw new Error(
      `the simulation reads ${kind} "${path}" and finds ${JSON.stringify(values)}; give a path to one number, or what it equals`,
    );
  return value;
}

/** What the cluster's events say, oldest first, as `kubectl get events` would. */
function traceOf({ store }: Kubernetes): string[] {
  const lines = store
    .list("Event")
    .filter(({ firstTimestamp }) => firstTimestamp >= 0)
    .toSorted((a, b) => a.firstTimestamp - b.firstTimestamp)
    .map(({ firstTimestamp, involvedObject: { kind, name }, reason, message, count }) => {
      const times = count > 1 ? ` (x${count})` : "";
      return `${clock(firstTimestamp)} ${kind.toLowerCase()}/${name} ${reason}${times}: ${message}`;
    });
  const left = lines.length - LONGEST_TRACE;
  return left > 0 ? [...lines.slice(0, LONGEST_TRACE), `... and ${left} more events`] : lines;
}

/** "1:05" for 65 seconds of simulated time. */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A prediction with what its simulation showed; any other question as it is. */
export function simulated(question: Question): Question {
  if (question.type !== "predict" || !question.simulation) return question;
  return { ...question, trace: simulate(question.simulation).trace.join("\n") };
}
