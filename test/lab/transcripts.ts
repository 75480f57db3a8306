// Real kubectl output, kept beside the repository (see ../shared/transcripts/README.md), and clusters made of its snapshots.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Cluster } from "../../src/simulator/kubernetes/cluster-api.ts";
import type { KubernetesObject } from "../../src/simulator/kubernetes/api/kinds.ts";

const folder = resolve(import.meta.dirname, "../../../shared/transcripts/kubectl");
/** Why tests that read transcripts are skipped, if they are. */
export const missing = existsSync(folder) ? undefined : `no transcripts at ${folder}`;

export type Step = { command?: string; stdout: string; stderr: string; exit: number; at: string; snapshot?: string };
type Json = Record<string, any>;
type Transcript = {
  steps: Step[];
  snapshots: Record<string, { items: Json[] }>;
  normalise: { regex: string; replace: string }[];
};

export function readTranscript(name: string): Transcript {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
}

/** Volatile parts of an output replaced, runs of spaces folded. */
export function normalise(text: string, { normalise: rules }: Transcript): string[] {
  const plain = rules.reduce((all, { regex, replace }) => all.replace(new RegExp(regex, "gm"), replace), text);
  return plain.split("\n").map((line) => line.replace(/ {2,}/g, "  ").trimEnd());
}

/** A cluster that holds still: the objects of a snapshot (in the namespace default), read at an instant. */
export function stillCluster(items: Json[], at: string): Cluster {
  const objects = items.map(toObject).filter(({ metadata }) => [undefined, "", "default"].includes(metadata.namespace));
  const list = (kind: string) => objects.filter((object) => object.kind === kind);
  const notFound = (name: string) => ({
    kind: "refused",
    text: `Error from server (NotFound): deployments.apps "${name}" not found`,
  });
  return {
    now: () => instant(at),
    list,
    get: (kind: string, name: string) => list(kind).find(({ metadata }) => metadata.name === name),
    scale: (kind: string, name: string) =>
      kind === "Deployment"
        ? notFound(name)
        : { kind: "refused", text: notFound(name).text.replace("deployments", "replicasets") },
    autoscale: ({ deployment }: { deployment: string }) => notFound(deployment),
    setImage: notFound,
    deleteHpa: (name: string) => ({
      kind: "refused",
      text: `Error from server (NotFound): horizontalpodautoscalers.autoscaling "${name}" not found`,
    }),
    run: () => {},
  } as unknown as Cluster;
}

/** Milliseconds since the lab's clocks begin, so that dates come out as recorded. */
const instant = (text: string) => Date.parse(text) - Date.parse("2026-11-02T09:00:00Z");
const INSTANTS = /Time(stamp)?$/;

/** API JSON -> the simulator's objects: instants in milliseconds, an event's source as one word. */
function toObject(item: Json): KubernetesObject {
  const object = walk(item) as Json;
  const { annotations } = object["metadata"];
  if (annotations) object["metadata"].annotations = withoutApplied(annotations);
  if (object["kind"] === "Event") object["source"] = object["source"].component ?? object["reportingComponent"];
  return object as unknown as KubernetesObject;
}

function withoutApplied(annotations: Json): Json {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.includes("last-applied")));
}

function walk(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((each) => walk(each));
  if (typeof value === "string" && INSTANTS.test(key)) return instant(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, name)]));
}
