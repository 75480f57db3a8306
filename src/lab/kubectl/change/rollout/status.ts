/** `kubectl rollout status`: what has changed, line by line, until the rollout is over. Kubernetes 1.36, kubectl, pkg/cmd/rollout/rollout_status.go. */
import type { KubectlContext, Verb } from "../../context.ts";
import { complaint } from "../../errors.ts";
import { durationOf, isOn, numberOf } from "../../flag-value.ts";
import { type Begun, beginPlainly } from "../begin.ts";
import { type Failure, plain } from "../failure.ts";
import type { Info } from "../find.ts";
import { LONGEST_WAIT_MS, passUntil, stillGoing } from "../time.ts";
import { progressOf } from "./progress.ts";
import { groupKind, isRolling, ROLLOUT_FLAGS, type Rolling, visitRollouts } from "./targets.ts";

const FLAGS = {
  ...ROLLOUT_FLAGS,
  watch: { type: "bool", short: "w", value: "true" },
  revision: { type: "int64", value: "0" },
  timeout: { type: "duration", value: "0s" },
} as const;

/** What it takes kubectl to start and to reach the server: the controllers have seen by then what was changed just before. */
const START_MS = 200;

function isObserved({ world }: KubectlContext, { kind, metadata }: Rolling): boolean {
  const now = world.store.get(kind, metadata.name, metadata.namespace);
  return (now?.status.observedGeneration ?? 0) >= (now?.metadata.generation ?? 0);
}

type Look = { isOver: boolean; failure?: Failure };

/** Looks at the object; a line is told when it is another than the last. */
function createLook({ context, read, report }: Begun, { kind, metadata }: Rolling): () => Look {
  let last = "";
  return () => {
    const object = context.world.store.get(kind, metadata.name, metadata.namespace);
    if (!object || object.metadata.uid !== metadata.uid)
      return { isOver: true, failure: plain("object has been deleted") };
    const progress = progressOf(object, numberOf(read, "revision") ?? 0);
    if (!progress.ok) return { isOver: true, failure: plain(progress.text) };
    if (progress.text !== last) report.say((last = progress.text));
    return { isOver: progress.done || !isOn(read, "watch") };
  };
}

/** Lets time pass and looks at every change of the object, as kubectl's watch does, until it is over or `ms` are up. */
function follow({ context }: Begun, { kind, metadata }: Rolling, look: () => Look, ms: number): Look {
  let seen = look();
  const stop = context.world.store.watch(({ object }) => {
    const { name, namespace } = object.metadata;
    if (seen.isOver || object.kind !== kind || name !== metadata.name || namespace !== metadata.namespace) return;
    seen = look();
  });
  passUntil(context, ms, () => seen.isOver);
  stop();
  return seen;
}

function watch(begun: Begun, { resource, object }: Info): void {
  const { context, read, report } = begun;
  if (!isRolling(object)) return report.fail(plain(`no status viewer has been implemented for ${groupKind(resource)}`));
  passUntil(context, START_MS, () => isObserved(context, object));
  const timeout = durationOf(read, "timeout") ?? 0;
  const seen = follow(begun, object, createLook(begun, object), timeout > 0 ? timeout : LONGEST_WAIT_MS);
  if (seen.failure) report.fail(seen.failure);
  else if (!seen.isOver && timeout > 0) report.fail(plain("timed out waiting for the condition"));
  else if (!seen.isOver) report.fail(plain(stillGoing(`${resource.plural}/${object.metadata.name} to be rolled out`)));
}

export const rolloutStatus: Verb = (context, args) => {
  const begun = beginPlainly(context, "kubectl rollout status", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const revision = numberOf(begun.read, "revision") ?? 0;
  if (revision < 0) return complaint(`revision must be a positive integer: ${revision}`);
  return visitRollouts(begun, (info) => watch(begun, info));
};
