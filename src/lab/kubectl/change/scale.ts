/** `kubectl scale`: how many pods a Deployment, ReplicaSet or StatefulSet shall have. Kubernetes 1.36, kubectl, pkg/cmd/scale/scale.go and pkg/scale/scale.go. */
import type { KubernetesObject, ObjectOf } from "../../../simulator/kubernetes/api/kinds.ts";
import type { ApiError } from "../../../simulator/kubernetes/api-server.ts";
import { invalid } from "../../../simulator/kubernetes/server/errors.ts";
import type { Verb } from "../context.ts";
import { complaint } from "../errors.ts";
import { durationOf, numberOf, textOf } from "../flag-value.ts";
import { begin, type Begun } from "./begin.ts";
import { ALL, FILES, RECORD, SELECTOR } from "./common-flags.ts";
import { type Failure, fromServer, plain } from "./failure.ts";
import { findObjects, type Info } from "./find.ts";
import { firstProblem } from "./problems.ts";
import { recordCommand } from "./record.ts";
import { passUntil } from "./time.ts";

const FLAGS = {
  ...FILES,
  ...RECORD,
  ...ALL,
  ...SELECTOR,
  replicas: { type: "int", required: true },
  "current-replicas": { type: "int", value: "-1" },
  "resource-version": { type: "text" },
  timeout: { type: "duration", value: "0s" },
} as const;

/** The kinds that have a scale subresource. */
export type Scalable = ObjectOf<"Deployment" | "ReplicaSet" | "StatefulSet">;

const SCALABLE = new Set<string>(["Deployment", "ReplicaSet", "StatefulSet"]);
export const isScalable = (object: KubernetesObject): object is Scalable => SCALABLE.has(object.kind);

/** More than the nodes of any lab could run: a bound on what one command may cost. */
const MOST_REPLICAS = 500;

const NO_SUBRESOURCE: ApiError = {
  code: 404,
  reason: "NotFound",
  message: "the server could not find the requested resource",
};

export function boundReplicas(replicas: number): Failure | undefined {
  return replicas > MOST_REPLICAS
    ? plain(`The lab runs at most ${MOST_REPLICAS} replicas of a workload; ${replicas} are too many.`)
    : undefined;
}

type Scaled = { object: KubernetesObject } | { failure: Failure };

/** What the server takes for a number of replicas. */
const MOST_INT32 = 2 ** 31 - 1;

function sizeProblem({ kind, metadata }: Scalable, replicas: number): Failure | undefined {
  if (replicas <= MOST_INT32) return boundReplicas(replicas);
  const why = `spec.replicas: Invalid value: ${replicas}: must be less than or equal to ${MOST_INT32}`;
  return fromServer(invalid(kind, metadata.name, [why]));
}

function scaleOne({ context, read, dryRun }: Begun, { object }: Info, replicas: number): Scaled {
  if (dryRun === "client") return { object };
  if (!isScalable(object)) return { failure: fromServer(NO_SUBRESOURCE) };
  const wanted = numberOf(read, "current-replicas");
  const now = object.spec.replicas ?? 1;
  if (wanted !== -1 && wanted !== now) return { failure: plain(`Expected replicas to be ${wanted}, was ${now}`) };
  const failure = sizeProblem(object, replicas);
  if (failure) return { failure };
  if (now === replicas) return { object };
  const after = { ...object, spec: { ...object.spec, replicas } } as Scalable;
  const answer = context.world.api.update(after, { dryRun: dryRun === "server" });
  return answer.ok ? { object: answer.object } : { failure: fromServer(answer.error) };
}

/** `--timeout`: until as many are wanted and there. */
function waitForReplicas({ context, read, dryRun }: Begun, { object }: Info, replicas: number): Failure | undefined {
  const timeout = durationOf(read, "timeout") ?? 0;
  if (timeout === 0 || dryRun !== "none") return undefined;
  const isThere = () => {
    const now = context.world.store.get(object.kind, object.metadata.name, object.metadata.namespace);
    return now !== undefined && isScalable(now) && (now.status.replicas ?? 0) === replicas;
  };
  return passUntil(context, timeout, isThere) ? undefined : plain("timed out waiting for the condition");
}

/** One object after the other; the first that fails ends the command, and what was not found is then not told. */
function scaleAll(begun: Begun, infos: Info[], replicas: number): boolean {
  for (const info of infos) {
    const answer = scaleOne(begun, info, replicas);
    const failure = "failure" in answer ? answer.failure : waitForReplicas(begun, info, replicas);
    if (failure) {
      begun.report.fail(failure);
      return false;
    }
    recordCommand(begun, info);
    if ("object" in answer) begun.print.object({ ...info, object: answer.object }, "scaled");
  }
  return true;
}

export const scale: Verb = (context, args) => {
  const begun = begin(context, "kubectl scale", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const { read, report } = begun;
  const replicas = numberOf(read, "replicas") ?? -1;
  const problem = firstProblem([
    [replicas < 0, "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0"],
    [Number(textOf(read, "current-replicas")) < -1, "The --current-replicas must specify an integer of -1 or greater"],
  ]);
  if (problem !== undefined) return complaint(problem);
  const found = findObjects(context, read, read.words);
  if (!found.ok) return found.outcome;
  if (found.infos.length + found.failures.length === 0) return complaint("no objects passed to scale");
  if (scaleAll(begun, found.infos, replicas)) for (const failure of found.failures) report.fail(failure);
  return report.outcome();
};
