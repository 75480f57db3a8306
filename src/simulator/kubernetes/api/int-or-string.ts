/** "25%" of something, or a number. Kubernetes 1.36, apimachinery, pkg/util/intstr/intstr.go. */
import type { IntOrString } from "./meta.ts";

/** GetScaledValueFromIntOrPercent: a percentage of `total`, rounded up or down. Throws for a text that is no percentage. */
export function scaledValue(value: IntOrString, total: number, roundUp: boolean): number {
  if (typeof value === "number") return value;
  const [, percent] = /^([+-]?\d+)%$/.exec(value) ?? [];
  if (percent === undefined)
    throw new RangeError(`invalid value for IntOrString: invalid type: string is not a percentage`);
  const share = (Number(percent) * total) / 100;
  return roundUp ? Math.ceil(share) : Math.floor(share);
}
