/** "70%", "500m", "200Mi": what `kubectl autoscale` shall aim at. Kubernetes 1.36, kubectl, pkg/cmd/autoscale/autoscale.go (parseResourceInput). */
import { readQuantity } from "../../../simulator/kubernetes/api/quantity.ts";

export type Target =
  | { type: "Utilization"; averageUtilization: number }
  | { type: "AverageValue"; averageValue: string };

/** What a number without a unit counts. */
const UNITS = { cpu: "m", memory: "Mi" };

/** What is wrong with it otherwise. */
export function readTarget(text: string, resource: keyof typeof UNITS): Target | string {
  const input = text.trim();
  if (input === "") return "empty input";
  if (input.endsWith("%")) {
    const share = input.slice(0, -1);
    const isShare = /^\+?\d+$/.test(share) && Number(share) < 2 ** 31;
    return isShare ? { type: "Utilization", averageUtilization: Number(share) } : `invalid percentage value: ${share}`;
  }
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(input))
    return { type: "AverageValue", averageValue: `${Number(input)}${UNITS[resource]}` };
  return readQuantity(input) === undefined
    ? `invalid resource ${resource} value: ${input}`
    : { type: "AverageValue", averageValue: input };
}
