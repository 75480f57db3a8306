/** `kubectl autoscale`. Kubernetes 1.36, kubectl, pkg/cmd/autoscale/autoscale.go. */
import type { JsonMap } from "../../../simulator/kubernetes/patch/json.ts";
import { createManifest } from "../../../simulator/kubernetes/manifest/write.ts";
import type { Verb } from "../context.ts";
import { isGiven, isOn, numberOf, textOf } from "../flag-value.ts";
import { namespaceOf } from "../read/namespace.ts";
import { resourceOf } from "../resources.ts";
import { withLastApplied } from "./apply/last-applied.ts";
import { type Begun, begin } from "./begin.ts";
import { FILES, RECORD, SAVE_CONFIG } from "./common-flags.ts";
import { gvrOf } from "./cordon.ts";
import { type Failure, fromServer, plain } from "./failure.ts";
import type { Info } from "./find.ts";
import { type Target, readTarget } from "./metric-target.ts";
import { firstProblem } from "./problems.ts";
import { CHANGE_CAUSE, changeCause } from "./record.ts";
import { boundReplicas, isScalable } from "./scale.ts";
import { visitObjects } from "./visit.ts";

const FLAGS = {
  ...FILES,
  ...RECORD,
  ...SAVE_CONFIG,
  min: { type: "int32", value: "-1" },
  max: { type: "int32", value: "-1", required: true },
  "cpu-percent": {
    type: "int32",
    value: "-1",
    deprecated:
      "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
  },
  cpu: { type: "text" },
  memory: { type: "text" },
  name: { type: "text" },
} as const;

type Wish = { min: number; max: number; metrics: { name: string; target: Target }[] };

/** What each metric shall come to. */
function readMetrics({ read }: Begun, percent: number): Wish["metrics"] | string {
  const metrics: Wish["metrics"] =
    percent > 0 ? [{ name: "cpu", target: { type: "Utilization", averageUtilization: percent } }] : [];
  for (const name of ["cpu", "memory"] as const) {
    const text = textOf(read, name);
    if (text === "") continue;
    const target = readTarget(text, name);
    if (typeof target === "string") return target;
    metrics.push({ name, target });
  }
  return metrics;
}

function readWish(begun: Begun): Wish | string {
  const { read } = begun;
  const [min = -1, max = -1, percent = -1] = (["min", "max", "cpu-percent"] as const).map((flag) =>
    numberOf(read, flag),
  );
  const problem = firstProblem([
    [max < 1, `--max=MAXPODS is required and must be at least 1, max: ${max}`],
    [max < min, `--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`],
    [percent > 0 && textOf(read, "cpu") !== "", "--cpu-percent and --cpu are mutually exclusive"],
  ]);
  if (problem !== undefined) return problem;
  const metrics = readMetrics(begun, percent);
  return typeof metrics === "string" ? metrics : (boundReplicas(max)?.message ?? { min, max, metrics });
}

function manifestOf(begun: Begun, { resource, object }: Info, { min, max, metrics }: Wish): JsonMap {
  const { context, read } = begun;
  const cause = changeCause(begun);
  const name = textOf(read, "name") || object.metadata.name;
  const isPlaced = isGiven(read, "namespace") || begun.dryRun !== "client";
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: {
      name,
      ...(isPlaced ? { namespace: namespaceOf(context, read) } : {}),
      ...(cause === undefined ? {} : { annotations: { [CHANGE_CAUSE]: cause } }),
    },
    spec: {
      scaleTargetRef: { apiVersion: resource.apiVersion, kind: resource.kind, name: object.metadata.name },
      ...(min > 0 ? { minReplicas: min } : {}),
      maxReplicas: max,
      ...(metrics.length > 0 ? { metrics: metrics.map((metric) => ({ type: "Resource", resource: metric })) } : {}),
    },
    status: { currentMetrics: null, desiredReplicas: 0 },
  };
}

/** Where autoscaling/v2 refuses, kubectl tries v1, which knows a share of the CPU only; it is refused there for the same reason. */
function fallback({ read }: Begun, refusal: Failure): Failure {
  const incompatible = "failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1:";
  const cpu = textOf(read, "cpu");
  if (cpu === "") return plain(`${incompatible} empty input`);
  const isV1 = textOf(read, "memory") === "" && (isGiven(read, "cpu-percent") || cpu.endsWith("%"));
  return isV1 ? refusal : plain(`${incompatible} %!w(<nil>)`);
}

function autoscaleOne(begun: Begun, info: Info, wish: Wish): Failure | undefined {
  const { context, read, dryRun, print } = begun;
  const { resource, object } = info;
  if (!isScalable(object))
    return plain(
      `cannot autoscale a ${resource.kind}: could not find scale subresource for ${gvrOf(resource)} in discovery information`,
    );
  const manifest = manifestOf(begun, info, wish);
  const own = resourceOf("HorizontalPodAutoscaler");
  if (dryRun === "client") {
    print.manifest(own, textOf(read, "name") || object.metadata.name, manifest, "created");
    return undefined;
  }
  const sent = isOn(read, "save-config") ? withLastApplied(manifest) : manifest;
  const answer = createManifest(context.world.world, sent, "HorizontalPodAutoscaler", { dryRun: dryRun === "server" });
  if (!answer.ok) return fallback(begun, fromServer(answer.error));
  print.object({ resource: own, object: answer.object }, "autoscaled");
  return undefined;
}

export const autoscale: Verb = (context, args) => {
  const begun = begin(context, "kubectl autoscale", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const wish = readWish(begun);
  if (typeof wish === "string") {
    begun.report.fail(plain(wish));
    return begun.report.outcome();
  }
  return visitObjects(begun, begun.read.words, (info) => autoscaleOne(begun, info, wish), {
    none: "no objects passed to autoscale",
  });
};
