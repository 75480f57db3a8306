/** `kubectl wait`: lets time pass until objects are as they shall be. Kubernetes 1.36, kubectl, pkg/cmd/wait/{wait,condition,delete,json}.go. */
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import type { Outcome } from "../../shell/outcome.ts";
import type { KubectlContext, Verb } from "../context.ts";
import { complaint } from "../errors.ts";
import { durationOf, listOf } from "../flag-value.ts";
import { type Begun, beginPrinting } from "./begin.ts";
import { ALL, ALL_NAMESPACES, FIELD_SELECTOR, FILES, LOCAL, SELECTOR } from "./common-flags.ts";
import { plain } from "./failure.ts";
import { findObjects, type Info } from "./find.ts";
import { LONGEST_WAIT_MS, passUntil, stillGoing } from "./time.ts";
import { type Expectation, readExpectation } from "./wait-for.ts";

const FLAGS = {
  ...FILES,
  ...SELECTOR,
  ...FIELD_SELECTOR,
  ...ALL,
  ...ALL_NAMESPACES,
  ...LOCAL,
  for: { type: "texts" },
  timeout: { type: "duration", value: "30s" },
} as const;

/** Negative means for ever; 0 one look. */
const spanOf = ({ read }: Begun) => {
  const timeout = durationOf(read, "timeout") ?? 0;
  return timeout < 0 ? LONGEST_WAIT_MS : timeout;
};

const nowOf = ({ world }: KubectlContext, { kind, metadata }: KubernetesObject) =>
  world.store.get(kind, metadata.name, metadata.namespace);

/** Whether one object came to be as expected before `end`. */
function waitForOne(begun: Begun, { resource, object }: Info, expectation: Expectation, end: number): boolean {
  const { context, read, report, print } = begun;
  const left = Math.max(0, end - context.now());
  let seen: KubernetesObject = object;
  const isSo = () => {
    const now = nowOf(context, object);
    const same = now?.metadata.uid === object.metadata.uid ? now : undefined;
    if (same) seen = same;
    return expectation.isMet(same, context.world.world.epoch);
  };
  const isGone = () => expectation.kind !== "delete" && nowOf(context, object) === undefined;
  const done = passUntil(context, left, () => isSo() || isGone());
  if (done && isSo()) {
    print.object({ resource, object: seen }, "condition met");
    return true;
  }
  const what = `${resource.plural}/${object.metadata.name}`;
  const isEndless = (durationOf(read, "timeout") ?? 0) < 0;
  report.fail(
    plain(isEndless ? stillGoing(`the condition on ${what}`) : `timed out waiting for the condition on ${what}`),
  );
  return false;
}

/** --for=create: until there is something to wait for at all. */
function waitForSome(begun: Begun): boolean {
  const { context, read } = begun;
  return passUntil(context, spanOf(begun), () => {
    const found = findObjects(context, read, read.words);
    return !found.ok || (found.infos.length > 0 && found.failures.length === 0);
  });
}

type Expectations = { ok: true; all: Expectation[] } | { ok: false; outcome: Outcome };

function readExpectations({ read }: Begun): Expectations {
  const all: Expectation[] = [];
  for (const text of listOf(read, "for")) {
    const expectation = readExpectation(text);
    if ("problem" in expectation) return { ok: false, outcome: complaint(expectation.problem) };
    all.push(expectation);
  }
  return all.length > 0 ? { ok: true, all } : { ok: false, outcome: complaint("unrecognized condition: []") };
}

function waitForAll(begun: Begun, all: Expectation[], end: number): Outcome {
  const { context, read, report } = begun;
  const isForDelete = all.some(({ kind }) => kind === "delete");
  const found = findObjects(context, read, read.words);
  if (!found.ok) return found.outcome;
  for (const info of found.infos) all.every((expectation) => waitForOne(begun, info, expectation, end));
  const failures = found.failures.filter(({ error }) => !isForDelete || error?.reason !== "NotFound");
  for (const failure of failures) report.fail(failure);
  const isIdle = found.infos.length + failures.length === 0;
  return isIdle && !isForDelete ? complaint("no matching resources found") : report.outcome();
}

export const wait: Verb = (context, args) => {
  const begun = beginPrinting(context, "kubectl wait", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const expectations = readExpectations(begun);
  if (!expectations.ok) return expectations.outcome;
  const end = context.now() + spanOf(begun);
  const isForCreate = expectations.all.some(({ kind }) => kind === "create");
  if (isForCreate && !waitForSome(begun)) return complaint("timed out waiting for the condition");
  return waitForAll(begun, expectations.all, end);
};
