// Runs what a prediction is about: manifests on a new cluster, for a while, then one number is read and told how it came about.
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { valueAt } from "../knowledge/question/manifest-check.ts";
import { printAmount } from "../knowledge/question/amount.ts";
import type { PredictQuestion, Question, Simulation } from "../knowledge/types.ts";
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

/** How often what is read is looked at on the way. */
const LOOKS = 600;

/** A value that came at an instant, in milliseconds from the manifests on. */
export type Reading = { at: number; value: number };

/** `course` is every change of the value that was seen on the way, from its first on. */
export type Simulated = { value: number; course: Reading[]; trace: string[] };

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
  const course = watch(cluster, waitMs, read);
  return { value: readValue(cluster, read), course, trace: traceOf(cluster) };
}

/** Runs to the end, and looks at the value every now and then; the last look is at the end. */
function watch(cluster: Kubernetes, waitMs: number, read: Simulation["read"]): Reading[] {
  const course: Reading[] = [];
  const step = Math.max(1000, Math.ceil(waitMs / LOOKS));
  for (let at = 0; ; at = Math.min(at + step, waitMs)) {
    cluster.run(at);
    const value = valueNow(cluster, read);
    if (value !== undefined && value !== course.at(-1)?.value) course.push({ at, value });
    if (at >= waitMs) return course;
  }
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

/** What is read at the end, which must be a number. */
function readValue(cluster: Kubernetes, read: Simulation["read"]): number {
  const values = valuesAt(cluster, read);
  const value = numberIn(values, read);
  if (value === undefined)
    throw new Error(
      `the simulation reads ${read.kind} "${read.path}" and finds ${JSON.stringify(values)}; give a path to one number, or what it equals`,
    );
  return value;
}

/** On the way there may be nothing to read yet. */
function valueNow(cluster: Kubernetes, read: Simulation["read"]): number | undefined {
  return numberIn(valuesAt(cluster, read), read);
}

function valuesAt({ store }: Kubernetes, { kind, path }: Simulation["read"]): unknown[] {
  if (!isKind(kind)) throw new Error(`the simulation reads the kind "${kind}", which the simulator does not have`);
  return store.list(kind, RESOURCES[kind].namespaced ? "default" : undefined).map((object) => valueAt(object, path));
}

/** How many objects have this value; without one, the number of the only object. Of an object that lacks it, it is 0. */
function numberIn(values: unknown[], { equals }: Simulation["read"]): number | undefined {
  if (equals !== undefined) return values.filter((value) => value === equals).length;
  const [value = 0, ...more] = values;
  return typeof value === "number" && more.length === 0 ? value : undefined;
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

/**
 * A prediction run once more, for whoever wants to see it: how its value came about, in lines. None where there is nothing to run, or where
 * the simulator has learnt since the question was posted and would now come to another answer: what was posted stands.
 */
export function courseOf({ simulation, answer, unit }: PredictQuestion): string[] {
  if (!simulation) return [];
  const { value, course } = simulate(simulation);
  return value === answer ? course.map((reading) => `${clock(reading.at)} ${printAmount(reading.value, unit)}`) : [];
}
