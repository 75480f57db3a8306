/** What the subcommands of `kubectl set` have in common: their flags, and how a changed object is sent. Kubernetes 1.36, kubectl, pkg/cmd/set. */
import { isSame } from "../../../../simulator/kubernetes/canonical.ts";
import type { KubernetesObject } from "../../../../simulator/kubernetes/api/kinds.ts";
import { writeChanged } from "../../../../simulator/kubernetes/manifest/write.ts";
import type { JsonMap } from "../../../../simulator/kubernetes/patch/json.ts";
import type { Outcome } from "../../../shell/outcome.ts";
import type { Flags } from "../../flags.ts";
import type { Begun } from "../begin.ts";
import { ALL, FILES, LOCAL, RECORD, SELECTOR } from "../common-flags.ts";
import { type Failure, plain } from "../failure.ts";
import { findObjects, type Info } from "../find.ts";
import { CHANGE_CAUSE, changeCause } from "../record.ts";
import { type Update, withPodSpec } from "./pod-spec.ts";

export const SET_FLAGS: Flags = {
  ...FILES,
  ...ALL,
  ...SELECTOR,
  ...RECORD,
  local: { ...LOCAL["local"], type: "bool", lacks: "The lab changes what is in the cluster; leave out --local." },
};

/** Everything that is named, or the outcome when one of it cannot be found: nothing is changed then. */
export function findAll(
  { context, read, report }: Begun,
  words: readonly string[],
): { ok: true; infos: Info[] } | { ok: false; outcome: Outcome } {
  const found = findObjects(context, read, words);
  if (!found.ok) return found;
  for (const failure of found.failures) report.fail(failure);
  return found.failures.length > 0 ? { ok: false, outcome: report.outcome() } : { ok: true, infos: found.infos };
}

function recorded(begun: Begun, object: KubernetesObject): KubernetesObject {
  const cause = changeCause(begun);
  if (cause === undefined) return object;
  const annotations = { ...object.metadata.annotations, [CHANGE_CAUSE]: cause };
  return { ...object, metadata: { ...object.metadata, annotations } } as KubernetesObject;
}

/** Words of the message when the server refuses, and what is printed when it does not. */
export type Words = { refused: string; done: string };

const goType = ({ resource }: Info) => `*v${resource.apiVersion.split("/").at(-1)?.slice(1)}.${resource.kind}`;

/** Changes how the object's pods are. */
export function changePods(begun: Begun, info: Info, update: Update, words: Words): Failure | undefined {
  const { resource, object } = info;
  const after = withPodSpec(object, update);
  if (!after)
    return plain(
      `error: ${resource.plural}/${object.metadata.name} the object is not a pod or does not have a pod template: ${goType(info)}`,
    );
  return send(begun, info, after, words);
}

/** Sends the object as it shall be; what stays as it was is passed over in silence. */
export function send(
  begun: Begun,
  info: Info,
  changed: KubernetesObject,
  { refused, done }: Words,
): Failure | undefined {
  const { context, dryRun, print } = begun;
  const after = recorded(begun, changed);
  if (isSame(after, info.object)) return undefined;
  if (dryRun === "client") {
    print.object({ ...info, object: after }, done);
    return undefined;
  }
  const { world } = context.world;
  const answer = writeChanged(world, info.object, after as unknown as JsonMap, { dryRun: dryRun === "server" });
  if (!answer.ok) return plain(`${refused} ${answer.error.message}`);
  print.object({ ...info, object: answer.object }, done);
  return undefined;
}
