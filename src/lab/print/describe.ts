// `kubectl describe` for what the lab models: lines about parts that the simulation does not have are left out.
import type { Request, Requirement } from "../command.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import type { Deployment } from "../../simulator/kubernetes/api/apps.ts";
import type { HorizontalPodAutoscaler } from "../../simulator/kubernetes/api/autoscaling.ts";
import type { Event } from "../../simulator/kubernetes/api/core.ts";
import type { Pod } from "../../simulator/kubernetes/api/pod.ts";
import type { LabObject } from "../kinds.ts";
import { describeHpa } from "./describe-hpa.ts";
import { describeDeployment, describePod } from "./describe-workload.ts";
import { type Printed, notFound } from "./get.ts";
import { select } from "./select.ts";

type Wanted = { requests: Request[]; namespace: string; selector: Requirement[] };

/** Prints the answer to a `kubectl describe`. A name that is none stands for all that begin with it; events are told of one thing only. */
export function printDescribe(cluster: Cluster, wanted: Wanted): Printed {
  const found: LabObject[] = [];
  const errors: string[] = [];
  for (const request of wanted.requests) {
    const { objects, missing } = select(cluster, request, wanted);
    const like = missing.map((name) => ({ name, objects: beginning(cluster, request, name, wanted) }));
    found.push(...objects, ...like.flatMap((each) => each.objects));
    errors.push(...like.filter((each) => each.objects.length === 0).map(({ name }) => notFound(request.kind, name)));
  }
  if (found.length === 0 && errors.length === 0) {
    return { output: `No resources found in ${wanted.namespace} namespace.`, ok: true };
  }
  const body = found.map((object) => describe(cluster, object, found.length === 1)).join("\n\n\n");
  return { output: [body, ...errors].filter(Boolean).join("\n"), ok: errors.length === 0 };
}

function beginning(cluster: Cluster, { kind }: Request, name: string, wanted: Wanted): LabObject[] {
  const { objects } = select(cluster, { kind, names: [] }, wanted);
  return objects.filter(({ metadata }) => metadata.name.startsWith(name));
}

function describe(cluster: Cluster, object: LabObject, alone: boolean): string {
  const about = ({ involvedObject: { kind, name } }: Event) => kind === object.kind && name === object.metadata.name;
  const events = alone ? cluster.list("Event").filter(about) : undefined;
  const now = cluster.now();
  if (object.kind === "HorizontalPodAutoscaler") return describeHpa(object as HorizontalPodAutoscaler, events, now);
  if (object.kind === "Deployment")
    return describeDeployment(object as Deployment, cluster.list("ReplicaSet"), events, now);
  return describePod(object as Pod, events, now);
}
