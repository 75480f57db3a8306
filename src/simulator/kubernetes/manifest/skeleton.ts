/** A manifest with the parts that Go would hold as zero values, so that defaults and checks find them: an absent spec, status, template, list of containers or of limits. */
import { NEW_STATUS } from "../api/defaults/default-object.ts";
import type { Kind, KubernetesObject } from "../api/kinds.ts";
import { isMap, type Json, type JsonMap } from "../patch/json.ts";

const mapOf = (value: Json): JsonMap => (isMap(value) ? value : {});

const podSpec = (spec: Json): JsonMap => ({ ...mapOf(spec), containers: mapOf(spec)["containers"] ?? [] });
const template = (given: Json): JsonMap => ({ ...mapOf(given), spec: podSpec(mapOf(given)["spec"]) });
const templated = (spec: Json): JsonMap => ({ ...mapOf(spec), template: template(mapOf(spec)["template"]) });

function specOf(kind: Kind, spec: Json): JsonMap {
  switch (kind) {
    case "Pod":
      return podSpec(spec);
    case "DaemonSet":
    case "Deployment":
    case "Job":
    case "ReplicaSet":
    case "StatefulSet":
      return templated(spec);
    case "CronJob": {
      const jobTemplate = mapOf(mapOf(spec)["jobTemplate"]);
      return { ...mapOf(spec), jobTemplate: { ...jobTemplate, spec: templated(jobTemplate["spec"]) } };
    }
    case "LimitRange":
      return { ...mapOf(spec), limits: mapOf(spec)["limits"] ?? [] };
    default:
      return mapOf(spec);
  }
}

const WITHOUT_SPEC = new Set<Kind>([
  "ConfigMap",
  "Secret",
  "ServiceAccount",
  "PriorityClass",
  "EndpointSlice",
  "ControllerRevision",
  "Event",
]);

export function withSkeleton(manifest: JsonMap, kind: Kind): KubernetesObject {
  const spec = WITHOUT_SPEC.has(kind) ? {} : { spec: specOf(kind, manifest["spec"]) };
  const status = kind in NEW_STATUS ? { status: NEW_STATUS[kind] } : {};
  return { ...status, ...manifest, ...spec } as unknown as KubernetesObject;
}
