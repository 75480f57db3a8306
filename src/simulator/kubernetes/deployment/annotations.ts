/** What a Deployment notes on its ReplicaSets. Kubernetes 1.36, pkg/controller/deployment/util/deployment_util.go. */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import type { Labels, ObjectMeta } from "../api/meta.ts";
import { desiredOf, maxSurgeOf } from "./fenceposts.ts";

const PREFIX = "deployment.kubernetes.io/";
export const REVISION = `${PREFIX}revision`;
const HISTORY = `${PREFIX}revision-history`;
const DESIRED = `${PREFIX}desired-replicas`;
const MAX = `${PREFIX}max-replicas`;

/** Annotations that are the Deployment's or the ReplicaSet's own, never copied from one to the other. */
const OWN = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  "deprecated.deployment.rollback.to",
  REVISION,
  HISTORY,
  DESIRED,
  MAX,
]);

/** The length of a list of earlier revisions above which the oldest are forgotten. */
const LONGEST_HISTORY = 2_000;
const MOST = 2 ** 31 - 1;

type Annotated = { metadata: ObjectMeta };

/** The annotation's number, or what is wrong with it; neither when it is not there (getNonNegativeInt32FromAnnotation). */
export function countFrom(annotations: Labels | undefined, key: string): { value?: number; error?: string } {
  const text = annotations?.[key];
  if (text === undefined) return {};
  const parsing = `strconv.ParseUint: parsing ${JSON.stringify(text)}:`;
  if (!/^\d+$/.test(text)) return { error: `${parsing} invalid syntax` };
  const value = Number(text);
  if (value >= 2 ** 32) return { error: `${parsing} value out of range` };
  return value > MOST ? { error: `value ${value} is out of range (higher than ${MOST})` } : { value };
}

export const desiredAnnotation = ({ metadata }: Annotated) => countFrom(metadata.annotations, DESIRED).value;
export const maxAnnotation = ({ metadata }: Annotated) => countFrom(metadata.annotations, MAX).value;

/** The revision that an object carries: 0 when it has none, nothing when the annotation is no number. */
export function revisionOf({ metadata }: Annotated): number | undefined {
  const text = metadata.annotations?.[REVISION];
  if (text === undefined) return 0;
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

export const maxRevisionOf = (all: ReplicaSet[]) => Math.max(0, ...all.map((one) => revisionOf(one) ?? 0));

/** What every ReplicaSet that has pods is told about the Deployment's size (SetReplicasAnnotations). */
export const sizeAnnotations = (deployment: Deployment): Labels => ({
  [DESIRED]: String(desiredOf(deployment)),
  [MAX]: String(desiredOf(deployment) + maxSurgeOf(deployment)),
});

/** Whether a ReplicaSet's note of these sizes is out of date (ReplicasAnnotationsNeedUpdate). */
export const needsSizes = ({ metadata }: Annotated, sizes: Labels) =>
  Object.entries(sizes).some(([key, value]) => metadata.annotations?.[key] !== value);

/** The Deployment's annotations that its ReplicaSets carry too, or the other way round. */
export const sharedAnnotations = (annotations: Labels | undefined): Labels =>
  Object.fromEntries(Object.entries(annotations ?? {}).filter(([key]) => !OWN.has(key)));

export const ownAnnotations = (annotations: Labels | undefined): Labels =>
  Object.fromEntries(Object.entries(annotations ?? {}).filter(([key]) => OWN.has(key)));

/** The list of earlier revisions with one more; the oldest go when it gets too long. */
function withRevision(history: string | undefined, revision: string): string {
  if (!history) return revision;
  const earlier = history.split(",");
  let length = history.length + revision.length + 1;
  while (length > LONGEST_HISTORY && earlier.length > 0) length -= (earlier.shift() ?? "").length + 1;
  return length > LONGEST_HISTORY ? history : [...earlier, revision].join(",");
}

/** The new ReplicaSet's annotations with the Deployment's and with its revision, which only rises (SetNewReplicaSetAnnotations). */
export function newReplicaSetAnnotations(
  deployment: Deployment,
  present: Labels | undefined,
  revision: number,
): Labels {
  const annotations = { ...present, ...sharedAnnotations(deployment.metadata.annotations) };
  const old = annotations[REVISION];
  if (old && !/^[+-]?\d+$/.test(old)) return annotations;
  if (Number(old ?? 0) >= revision) return annotations;
  const history = old === undefined ? {} : { [HISTORY]: withRevision(annotations[HISTORY], old) };
  return { ...annotations, [REVISION]: String(revision), ...history };
}
