/**
 * Whose claims are: with persistentVolumeClaimRetentionPolicy a claim goes with its pod when the set shrinks, or with the set.
 * Kubernetes 1.36, pkg/controller/statefulset/stateful_set_utils.go.
 */
import type { StatefulSet } from "../api/apps.ts";
import type { ObjectMeta, OwnerReference } from "../api/meta.ts";
import { isInRange } from "./identity.ts";

/** The claim, the set or the pod: what counts is who they are. */
type Named = { kind: "Pod" | "StatefulSet"; metadata: Pick<ObjectMeta, "name" | "uid"> };
type Claim = { metadata: Pick<ObjectMeta, "ownerReferences"> };
type Owners = { set: StatefulSet; pod: Named };

const API_VERSIONS = { Pod: "v1", StatefulSet: "apps/v1" };

/** By kind and name, whatever the uid. */
export const matchesReference = (ref: OwnerReference, { kind, metadata }: Named) =>
  ref.apiVersion === API_VERSIONS[kind] && ref.kind === kind && ref.name === metadata.name;

export const hasOwner = (refs: OwnerReference[], { metadata }: { metadata: Pick<ObjectMeta, "uid"> }) =>
  refs.some(({ uid }) => uid === metadata.uid);

/** Whether the claim belongs to an earlier object of the same name. */
export function hasStaleOwner(refs: OwnerReference[], owner: Named): boolean {
  const ref = refs.find((one) => matchesReference(one, owner));
  return ref !== undefined && ref.uid !== owner.metadata.uid;
}

export const retentionOf = ({ spec }: StatefulSet) => {
  const { whenDeleted = "Retain", whenScaled = "Retain" } = spec.persistentVolumeClaimRetentionPolicy ?? {};
  return { whenDeleted, whenScaled };
};

/** Whether a claim is still of a pod of the same name that is gone: then a new one must wait (PodClaimIsStale). */
export function hasStaleClaim(set: StatefulSet, pod: Named, claims: (Claim | undefined)[]): boolean {
  if (retentionOf(set).whenScaled === "Retain") return false;
  return claims.some((claim) => claim && hasStaleOwner(claim.metadata.ownerReferences ?? [], pod));
}

/** Whether something else looks after the claim, though the set should. */
export function hasUnexpectedController(refs: OwnerReference[], { set, pod }: Owners): boolean {
  const { whenDeleted, whenScaled } = retentionOf(set);
  if (whenScaled === "Retain" && whenDeleted === "Retain") return false;
  return refs.some((ref) => {
    const owner = [set, pod].find((one) => matchesReference(ref, one));
    return owner ? ref.uid !== owner.metadata.uid : ref.controller === true;
  });
}

/** Whether the set or the pod is an owner without being the controller. */
export const hasNonControllerOwner = (refs: OwnerReference[], { set, pod }: Owners) =>
  refs.some(({ uid, controller }) => (uid === set.metadata.uid || uid === pod.metadata.uid) && controller !== true);

/** Which of the two should own the claim. */
function wantedOwners({ set, pod }: Owners): { set: boolean; pod: boolean } {
  const { whenDeleted, whenScaled } = retentionOf(set);
  const isCondemned = !isInRange(set, pod);
  const byPod = whenScaled === "Delete" && isCondemned;
  const bySet = whenDeleted === "Delete" && !(whenScaled === "Delete" && isCondemned);
  return { set: bySet, pod: byPod };
}

/** A claim of an earlier set or pod is left alone, whatever its owners. */
export function isClaimUpToDate(refs: OwnerReference[], owners: Owners): boolean {
  const { set, pod } = owners;
  if (hasStaleOwner(refs, set) || hasStaleOwner(refs, pod)) return true;
  const has = { set: hasOwner(refs, set), pod: hasOwner(refs, pod) };
  if (hasUnexpectedController(refs, owners)) return !has.set && !has.pod;
  if (hasNonControllerOwner(refs, owners)) return false;
  const wanted = wantedOwners(owners);
  return has.set === wanted.set && has.pod === wanted.pod;
}

/** The references with the owner among them as controller (addControllerRef). */
export function withController(refs: OwnerReference[], { kind, metadata }: Named): OwnerReference[] {
  if (hasOwner(refs, { metadata })) return refs;
  const { name, uid } = metadata;
  const apiVersion = API_VERSIONS[kind];
  return [...refs, { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }];
}

/** The owners that the claim should have (updateClaimOwnerRefForSetAndPod). */
export function claimOwners(refs: OwnerReference[], owners: Owners): OwnerReference[] {
  const { set, pod } = owners;
  const others = refs.filter((ref) => !matchesReference(ref, set) && !matchesReference(ref, pod));
  if (hasUnexpectedController(refs, owners)) return others;
  const wanted = wantedOwners(owners);
  const bySet = wanted.set ? withController(others, set) : others;
  return wanted.pod ? withController(bySet, pod) : bySet;
}
