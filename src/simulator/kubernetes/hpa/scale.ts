/** The scale subresource of what an HPA may point at. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go (scaleForResourceMappings) and the RESTMapper's errors. */
import type { CrossVersionObjectReference } from "../api/autoscaling.ts";
import { RESOURCES, type Kind, type ObjectOf } from "../api/kinds.ts";
import type { World } from "../world.ts";
import { failed, isFailure, type Failure } from "./metrics-client.ts";
import type { Scale } from "./types.ts";

type Scalable = ObjectOf<"Deployment" | "ReplicaSet" | "StatefulSet">;

const isScalable = (kind: Kind): kind is Scalable["kind"] =>
  kind === "Deployment" || kind === "ReplicaSet" || kind === "StatefulSet";

/** ParseGroupVersion: "apps/v1" -> "apps", "v1" -> "". */
function groupOf(apiVersion: string): string | Failure {
  const parts = apiVersion.split("/");
  if (parts.length > 2) return failed(`unexpected GroupVersion string: ${apiVersion}`);
  return parts.length === 2 ? (parts[0] ?? "") : "";
}

/** The kind, if the group has one of this name. */
function kindOf({ apiVersion = "", kind }: CrossVersionObjectReference): Kind | Failure {
  const group = groupOf(apiVersion);
  if (typeof group !== "string") return group;
  const known = Object.hasOwn(RESOURCES, kind) && groupOf(RESOURCES[kind as Kind].apiVersion) === group;
  return known ? (kind as Kind) : failed(`no matches for kind "${kind}" in group "${group}"`);
}

/** The target, or why its scale cannot be had. */
function targetOf({ store }: World, reference: CrossVersionObjectReference, namespace: string): Scalable | Failure {
  const kind = kindOf(reference);
  if (typeof kind !== "string") return kind;
  if (!isScalable(kind)) return failed("the server could not find the requested resource");
  const target = store.get(kind, reference.name, namespace);
  return target ?? failed(`${RESOURCES[kind].resource} "${reference.name}" not found`);
}

export function readScale(world: World, reference: CrossVersionObjectReference, namespace: string): Scale | Failure {
  const target = targetOf(world, reference, namespace);
  if (isFailure(target)) return target;
  const { spec, status } = target;
  return { specReplicas: spec.replicas ?? 0, statusReplicas: status.replicas ?? 0, selector: spec.selector };
}

/** Answers why the scale could not be written, or nothing. */
export function writeScale(
  world: World,
  reference: CrossVersionObjectReference,
  namespace: string,
  replicas: number,
): Failure | undefined {
  const target = targetOf(world, reference, namespace);
  if (isFailure(target)) return target;
  const answer = world.api.update<Scalable>({ ...target, spec: { ...target.spec, replicas } } as Scalable);
  return answer.ok ? undefined : failed(answer.error.message);
}
