/** What the pods of a node request and limit, in amounts and in percent of what the node can give. kubectl, pkg/describe/describe.go (describeNodeResource). */
import type { ResourceList } from "../../../simulator/kubernetes/api/meta.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { milliOf, unitsOf } from "../../../simulator/kubernetes/api/quantity.ts";
import { addLists } from "../../../simulator/kubernetes/quota/amounts.ts";
import { podTotalWithOverhead } from "../../../simulator/kubernetes/quota/pod-resources.ts";
import { tableLines } from "./lines.ts";

/** `100m (2%)`: whole percents, the rest cut off. */
function share(list: ResourceList, allocatable: ResourceList, resource: string): string {
  const amount = resource === "cpu" ? milliOf : unitsOf;
  const whole = amount(allocatable[resource]);
  const percent = whole === 0 ? 0 : Math.trunc((amount(list[resource]) / whole) * 100);
  return `${list[resource] ?? "0"} (${percent}%)`;
}

/** The cells of a pod, its age left out. */
export function rowOfPod(pod: Pod, allocatable: ResourceList): string[] {
  const requests = podTotalWithOverhead(pod, "requests");
  const limits = podTotalWithOverhead(pod, "limits");
  const of = (resource: string) => [share(requests, allocatable, resource), share(limits, allocatable, resource)];
  return [pod.metadata.namespace, pod.metadata.name, "", ...of("cpu"), ...of("memory")];
}

const STANDARD = ["cpu", "memory", "ephemeral-storage"];

export function totalLines(pods: readonly Pod[], allocatable: ResourceList): string[] {
  const total = (part: "requests" | "limits") =>
    pods.reduce<ResourceList>((sum, pod) => addLists(sum, podTotalWithOverhead(pod, part)), {});
  const [requests, limits] = [total("requests"), total("limits")];
  const names = Object.keys(allocatable).toSorted();
  const pages = names.filter((name) => name.startsWith("hugepages-"));
  const extended = names.filter((name) => ![...STANDARD, ...pages, "pods"].includes(name));
  const rows = [
    ...[...STANDARD, ...pages].map((name) => [
      name,
      share(requests, allocatable, name),
      share(limits, allocatable, name),
    ]),
    ...extended.map((name) => [name, requests[name] ?? "0", limits[name] ?? "0"]),
  ];
  return tableLines(["Resource", "Requests", "Limits"], rows);
}
