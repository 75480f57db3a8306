/** What the subcommands of `kubectl rollout` are about: their flags, and the objects that they name. */
import type { KubernetesObject, ObjectOf } from "../../../../simulator/kubernetes/api/kinds.ts";
import type { Outcome } from "../../../shell/outcome.ts";
import { complaint } from "../../errors.ts";
import type { Flags } from "../../flags.ts";
import { hasFiles } from "../../manifest-input.ts";
import { namespaceOf } from "../../read/namespace.ts";
import type { ApiResource } from "../../api-resources.ts";
import type { Begun } from "../begin.ts";
import { FILES, SELECTOR } from "../common-flags.ts";
import { findObjects, type Info } from "../find.ts";

export const ROLLOUT_FLAGS: Flags = { ...FILES, ...SELECTOR };

/** The kinds that have rollouts. */
export type Rolling = ObjectOf<"DaemonSet" | "Deployment" | "StatefulSet">;
const ROLLING = new Set<string>(["DaemonSet", "Deployment", "StatefulSet"]);
export const isRolling = (object: KubernetesObject): object is Rolling => ROLLING.has(object.kind);

/** schema.GroupKind's text: "Job.batch", "Pod". */
export const groupKind = ({ kind, group }: ApiResource) => (group ? `${kind}.${group}` : kind);

/** Goes over what is named; a type alone means all of it. */
export function visitRollouts({ context, read, report }: Begun, visit: (info: Info) => void): Outcome {
  if (read.words.length === 0 && !hasFiles(read)) return complaint("required resource not specified");
  const found = findObjects(context, read, read.words, { allowEmptySelector: true });
  if (!found.ok) return found.outcome;
  if (found.infos.length + found.failures.length === 0)
    report.warn(`No resources found in ${namespaceOf(context, read)} namespace.`);
  for (const info of found.infos) visit(info);
  for (const failure of found.failures) report.fail(failure);
  return report.outcome();
}
