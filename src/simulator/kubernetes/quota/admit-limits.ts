/** The admission steps of LimitRanges. Kubernetes 1.36, plugin/pkg/admission/limitranger/admission.go. */
import type { KubernetesObject } from "../api/kinds.ts";
import type { LimitRange } from "../api/core.ts";
import type { Admit } from "../api-server.ts";
import { aggregate } from "../drain/aggregate.ts";
import { forbidden, granted, refused } from "../server/errors.ts";
import type { World } from "../world.ts";
import { claimProblemsOf, problemsOf, withDefaults, withItemDefaults } from "./limit-range.ts";

/** Among the steps that change objects: gives a new LimitRange its defaults, and new pods theirs. */
export function admitLimitDefaults({ store }: World): Admit {
  return (object) => {
    if (object.kind === "LimitRange")
      return granted({ ...object, spec: { ...object.spec, limits: object.spec.limits.map(withItemDefaults) } });
    if (object.kind !== "Pod") return granted(object);
    return granted(store.list("LimitRange", object.metadata.namespace).reduce(withDefaults, object));
  };
}

function problems(object: KubernetesObject, range: LimitRange): string[] {
  if (object.kind === "Pod") return problemsOf(object, range);
  if (object.kind === "PersistentVolumeClaim") return claimProblemsOf(object.spec.resources?.requests ?? {}, range);
  return [];
}

/** Among the steps that only look, after all that change: refuses what breaks a range. */
export function admitLimits({ store }: World): Admit {
  return (object) => {
    if (object.kind !== "Pod" && object.kind !== "PersistentVolumeClaim") return granted(object);
    for (const range of store.list("LimitRange", object.metadata.namespace)) {
      const found = problems(object, range);
      if (found.length > 0) return refused(forbidden(object.kind, object.metadata.name, aggregate(found)));
    }
    return granted(object);
  };
}
