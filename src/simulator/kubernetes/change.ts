/** A change of an object in the store, and what of it enters the trace: all of an object when it is added, else what has changed. */
import type { KubernetesObject } from "./api/kinds.ts";

export type Change = {
  verb: "added" | "modified" | "deleted";
  object: KubernetesObject;
  before: KubernetesObject | undefined;
};

/** Every part of an object but its metadata's lasting part; parts that a change left alone are the same value and are skipped. */
function parts(object: KubernetesObject): Record<string, unknown> {
  const { metadata, ...rest } = object;
  const { labels, annotations, deletionTimestamp, ownerReferences, finalizers, generation } = metadata;
  return { ...rest, labels, annotations, deletionTimestamp, ownerReferences, finalizers, generation };
}

export function traced({ verb, object, before }: Change): string {
  if (verb === "deleted") return "";
  if (verb === "added" || !before) return JSON.stringify(object);
  const was = parts(before);
  let text = "";
  for (const [name, value] of Object.entries(parts(object))) {
    if (value !== was[name]) text += `${name} ${JSON.stringify(value)} `;
  }
  return text;
}
