/** "cpu=100m,memory=1Gi". Kubernetes 1.36, kubectl, pkg/generate/versioned/run.go (populateResourceListV1) and pkg/cmd/create/create_quota.go. */
import type { ResourceList } from "../../../simulator/kubernetes/api/meta.ts";
import { readQuantity } from "../../../simulator/kubernetes/api/quantity.ts";

export type Amounts = { ok: true; amounts: ResourceList } | { ok: false; message: string };

export const NOT_A_QUANTITY =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

export function readAmounts(text: string): Amounts {
  const amounts: ResourceList = {};
  if (text === "") return { ok: true, amounts };
  for (const statement of text.split(",")) {
    const [name = "", amount, ...more] = statement.split("=");
    if (amount === undefined || more.length > 0)
      return { ok: false, message: `Invalid argument syntax ${statement}, expected <resource>=<value>` };
    if (readQuantity(amount) === undefined) return { ok: false, message: NOT_A_QUANTITY };
    amounts[name] = amount;
  }
  return { ok: true, amounts };
}
