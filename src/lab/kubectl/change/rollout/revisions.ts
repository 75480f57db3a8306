/** The revisions of a Deployment, DaemonSet or StatefulSet that are still kept. Kubernetes 1.36, kubectl, pkg/polymorphichelpers/{history,rollback}.go. */
import type { ControllerRevision, DaemonSet, StatefulSet } from "../../../../simulator/kubernetes/api/apps.ts";
import type { KubernetesObject } from "../../../../simulator/kubernetes/api/kinds.ts";
import type { PodTemplate } from "../../../../simulator/kubernetes/api/pod.ts";
import { revisionsOf } from "../../../../simulator/kubernetes/deployment/rollout.ts";
import { strategicMerge } from "../../../../simulator/kubernetes/patch/strategic-merge.ts";
import { sortRevisions } from "../../../../simulator/kubernetes/revision/history.ts";
import type { World } from "../../../../simulator/kubernetes/world.ts";
import { CHANGE_CAUSE } from "../record.ts";
import type { Rolling } from "./targets.ts";

/** `object`: what -o shows of a revision; `template`: with the reason of the change among its annotations, as kubectl shows it. */
export type Revision = {
  revision: number;
  changeCause: string | undefined;
  template: PodTemplate;
  object: KubernetesObject;
};

function withCause(template: PodTemplate, cause: string | undefined): PodTemplate {
  if (cause === undefined) return template;
  const annotations = { ...template.metadata?.annotations, [CHANGE_CAUSE]: cause };
  return { ...template, metadata: { ...template.metadata, annotations } };
}

/** The ControllerRevisions of a DaemonSet or StatefulSet, the oldest first. */
export const controllerRevisions = ({ store }: World, { metadata }: DaemonSet | StatefulSet): ControllerRevision[] =>
  sortRevisions(store.controlledBy("ControllerRevision", metadata.uid));

/** The object as it was at a revision. */
export const atRevision = <T extends DaemonSet | StatefulSet>(object: T, { data }: ControllerRevision): T =>
  strategicMerge(object, data as object);

function ofController(world: World, object: DaemonSet | StatefulSet): Revision[] {
  return controllerRevisions(world, object).map((kept) => {
    const changeCause = kept.metadata.annotations?.[CHANGE_CAUSE] || undefined;
    const then = atRevision(object, kept);
    return { revision: kept.revision, changeCause, template: then.spec.template, object: then };
  });
}

/** The lowest first. */
export function keptRevisions(world: World, object: Rolling): Revision[] {
  if (object.kind !== "Deployment") return ofController(world, object);
  return revisionsOf(world, object).map(({ revision, changeCause, replicaSet }) => ({
    revision,
    changeCause,
    template: withCause(replicaSet.spec.template, changeCause),
    object: replicaSet,
  }));
}
