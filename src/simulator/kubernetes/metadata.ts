/** Names, uids, labels and owners: what every object's metadata is made of. */
import { fnv32, type Random } from "../kernel/random.ts";
import { RESOURCES, type KubernetesObject } from "./api/kinds.ts";
import type { ObjectMeta, OwnerReference } from "./api/meta.ts";
import type { PodTemplate } from "./api/pod.ts";

/** No vowels and no digits that look like them, so that no word is spelt (apimachinery, pkg/util/rand, alphanums). */
export const ALPHANUMS = "bcdfghjklmnpqrstvwxz2456789";

/** `length` characters of ALPHANUMS: what the API server puts after generateName. */
export function randomSuffix(random: Random, length = 5): string {
  let suffix = "";
  for (let i = 0; i < length; i++) suffix += ALPHANUMS[random.below(ALPHANUMS.length)];
  return suffix;
}

/** A version 4 UUID. */
export function randomUid(random: Random): string {
  const digits = (count: number) => {
    let text = "";
    for (let i = 0; i < count; i++) text += random.below(16).toString(16);
    return text;
  };
  return `${digits(8)}-${digits(4)}-4${digits(3)}-${"89ab"[random.below(4)]}${digits(3)}-${digits(12)}`;
}

/** The pod-template-hash: FNV-1a of the template in decimal, its digits written in ALPHANUMS (pkg/controller/controller_utils.go, ComputeHash; rand.SafeEncodeString). */
export function templateHash(template: PodTemplate): string {
  const decimal = String(fnv32(JSON.stringify(template)));
  return [...decimal].map((digit) => ALPHANUMS[digit.charCodeAt(0) % ALPHANUMS.length]).join("");
}

export function createMetadata(random: Random, now: number, given: Partial<ObjectMeta> & { name: string }): ObjectMeta {
  return { namespace: "default", uid: randomUid(random), creationTimestamp: now, generation: 1, ...given };
}

/** The reference that makes `owner` an object's controller. */
export const controlledBy = (owner: KubernetesObject): OwnerReference[] => [
  {
    apiVersion: RESOURCES[owner.kind].apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  },
];

export const controllerOf = ({ metadata }: { metadata: ObjectMeta }) =>
  metadata.ownerReferences?.find((reference) => reference.controller);

export const isControlledBy = (object: KubernetesObject, owner: KubernetesObject) =>
  controllerOf(object)?.uid === owner.metadata.uid;
