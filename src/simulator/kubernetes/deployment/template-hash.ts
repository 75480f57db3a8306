/** The name of a template. Kubernetes 1.36, pkg/controller/controller_utils.go (ComputeHash); apimachinery, rand.SafeEncodeString. */
import { fnv32 } from "../../kernel/random.ts";
import type { PodTemplate } from "../api/pod.ts";
import { canonicalText } from "../canonical.ts";
import { ALPHANUMS } from "../metadata.ts";

/** The label by which a Deployment's ReplicaSets tell their pods apart. */
export const POD_TEMPLATE_HASH = "pod-template-hash";

/**
 * FNV-1a of the template, then of the count of collisions as eight little-endian bytes, in decimal, its digits written in ALPHANUMS.
 * Upstream hashes a dump of Go's structs: the hashes differ from its own, their form does not.
 */
export function podTemplateHash(template: PodTemplate, collisions: number | undefined): string {
  let hash = fnv32(canonicalText(template));
  if (collisions !== undefined) {
    const bytes = [0, 8, 16, 24].map((shift) => (collisions >>> shift) & 0xff);
    hash = fnv32(String.fromCharCode(...bytes, 0, 0, 0, 0), hash);
  }
  return [...String(hash)].map((digit) => ALPHANUMS[digit.charCodeAt(0) % ALPHANUMS.length]).join("");
}
