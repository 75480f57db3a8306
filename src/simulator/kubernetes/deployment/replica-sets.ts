/** A Deployment's ReplicaSets: which is the new one, and what they amount to. Kubernetes 1.36, pkg/controller/deployment/util/deployment_util.go. */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import type { PodTemplate } from "../api/pod.ts";
import { matchesSelector } from "../api/selector.ts";
import { canonicalText } from "../canonical.ts";
import { revisionOf } from "./annotations.ts";
import { POD_TEMPLATE_HASH } from "./template-hash.ts";

/** The ReplicaSet whose template is the Deployment's, if there is one, and the others. */
export type ReplicaSets = { fresh: ReplicaSet | undefined; old: ReplicaSet[] };

const sum = (numbers: (number | undefined)[]) => numbers.reduce<number>((total, one) => total + (one ?? 0), 0);

export const sizeOf = ({ spec }: ReplicaSet) => spec.replicas ?? 0;
export const replicasOf = (all: ReplicaSet[]) => sum(all.map(sizeOf));
export const actualOf = (all: ReplicaSet[]) => sum(all.map(({ status }) => status.replicas));
export const readyOf = (all: ReplicaSet[]) => sum(all.map(({ status }) => status.readyReplicas));
export const availableOf = (all: ReplicaSet[]) => sum(all.map(({ status }) => status.availableReplicas));

/** Unknown as long as one that has been observed does not say; one that was never observed has none. */
export function terminatingOf(all: ReplicaSet[]): number | undefined {
  const known = all.filter(({ status }) => status.observedGeneration || status.terminatingReplicas !== undefined);
  const counts = known.map(({ status }) => status.terminatingReplicas);
  return counts.includes(undefined) ? undefined : sum(counts);
}

export const activeOf = (all: ReplicaSet[]) => all.filter((replicaSet) => sizeOf(replicaSet) > 0);
export const allOf = ({ fresh, old }: ReplicaSets) => (fresh ? [...old, fresh] : old);

/** Oldest first, by name when of one instant (ReplicaSetsByCreationTimestamp). */
export function byAge(a: ReplicaSet, b: ReplicaSet): number {
  const [bornA, bornB] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
  if (bornA === bornB) return a.metadata.name < b.metadata.name ? -1 : 1;
  // One without an instant is older than all.
  return bornA === undefined || bornB === undefined ? (bornA === undefined ? -1 : 1) : bornA - bornB;
}

/** Lowest revision first, by age when the revisions are equal or no numbers (ReplicaSetsByRevision). */
export function byRevision(a: ReplicaSet, b: ReplicaSet): number {
  const [revisionA, revisionB] = [revisionOf(a), revisionOf(b)];
  if (revisionA === undefined || revisionB === undefined) return byAge(a, b);
  return revisionA - revisionB || byAge(a, b);
}

/** Templates do not change, and one is compared often. */
const texts = new WeakMap<PodTemplate, string>();

function textOf(template: PodTemplate): string {
  let text = texts.get(template);
  if (text === undefined) {
    const { [POD_TEMPLATE_HASH]: _, ...labels } = template.metadata?.labels ?? {};
    const { labels: _labels, annotations = {}, ...metadata } = template.metadata ?? {};
    text = canonicalText({ ...template, metadata: { ...metadata, labels, annotations } });
    texts.set(template, text);
  }
  return text;
}

/** EqualIgnoreHash. */
export const isSameTemplate = (a: PodTemplate, b: PodTemplate) => textOf(a) === textOf(b);

/** The oldest ReplicaSet with the Deployment's template, and the others, oldest first (FindNewReplicaSet, FindOldReplicaSets). */
export function splitReplicaSets({ spec }: Deployment, all: ReplicaSet[]): ReplicaSets {
  const sorted = all.toSorted(byAge);
  const fresh = sorted.find((one) => isSameTemplate(one.spec.template, spec.template));
  return { fresh, old: sorted.filter((one) => one !== fresh) };
}

/** The Deployments that select a ReplicaSet without a controller; an empty selector selects none (GetDeploymentsForReplicaSet). */
export function deploymentsFor({ metadata }: ReplicaSet, all: Deployment[]): Deployment[] {
  return all.filter(({ metadata: own, spec: { selector } }) => {
    const isEmpty = !Object.keys(selector?.matchLabels ?? {}).length && !selector?.matchExpressions?.length;
    return own.namespace === metadata.namespace && !isEmpty && matchesSelector(metadata.labels, selector);
  });
}
