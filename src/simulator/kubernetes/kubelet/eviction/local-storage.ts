/** Pods that keep more on disk than their limits allow. Kubernetes 1.36, pkg/kubelet/eviction/eviction_manager.go (localStorageEviction). */
import { binaryQuantity, quantityOf } from "../../api/quantity.ts";
import { used, type Candidate } from "./ranking.ts";

const RESOURCE = "ephemeral-storage";

/** Why the pod is evicted; nothing when it keeps within the limits of its containers together and of each. */
export function storageLimitMessage({ pod, usage }: Candidate): string | undefined {
  const limits = pod.spec.containers.flatMap(({ name, resources }) => {
    const text = resources?.limits?.[RESOURCE];
    return text === undefined ? [] : [{ name, text, bytes: quantityOf(text) }];
  });
  if (limits.length === 0) return undefined;
  const total = limits.reduce((sum, { bytes }) => sum + bytes, 0);
  if (used(usage) > total)
    return `Pod ephemeral local storage usage exceeds the total limit of containers ${binaryQuantity(total)}. `;
  const over = limits.find(
    ({ name, bytes }) => bytes > 0 && usage.some((one) => one.name === name && one.bytes > bytes),
  );
  return over && `Container ${over.name} exceeded its local ephemeral storage limit "${over.text}". `;
}
