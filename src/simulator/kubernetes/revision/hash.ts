/** The names of ControllerRevisions. Kubernetes 1.36, pkg/controller/history/controller_history.go (HashControllerRevision). */
import { canonicalText } from "../canonical.ts";
import { ALPHANUMS } from "../metadata.ts";
import type { PodTemplate } from "../api/pod.ts";

/** 32-bit FNV-1 over the text's bytes in UTF-8: unlike FNV-1a it multiplies first. */
function fnv1(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = (Math.imul(hash, 0x01000193) >>> 0) ^ byte;
  return hash >>> 0;
}

/** A pod template as a revision keeps it: what takes the place of the template when the revision is gone back to. */
export type RevisionData = { spec: { template: { $patch: "replace" } & PodTemplate } };

type Containers = PodTemplate["spec"]["containers"];

/** Go prints `resources` always, even when there are none. */
const withResources = (containers: Containers) => containers.map((one) => ({ ...one, resources: one.resources ?? {} }));

export function revisionDataOf({ metadata, spec }: PodTemplate): RevisionData {
  const inits = spec.initContainers ? { initContainers: withResources(spec.initContainers) } : {};
  return {
    spec: {
      template: {
        $patch: "replace",
        ...(metadata && { metadata }),
        spec: { ...spec, containers: withResources(spec.containers), ...inits },
      },
    },
  };
}

/** The template that a revision keeps. */
export function templateOf(data: unknown): PodTemplate {
  const { $patch: _, ...template } = (data as RevisionData).spec.template;
  return template;
}

/** Ten characters or fewer; `collisions` tells apart what would have one name. */
export function revisionHash(data: unknown, collisions: number): string {
  // Go's encoder writes these three so that a page of HTML may hold the text.
  const text = canonicalText(data).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  return [...String(fnv1(text + collisions))]
    .map((digit) => ALPHANUMS[digit.charCodeAt(0) % ALPHANUMS.length])
    .join("");
}
