/** One shape for all pods made from one template: what is worked out for the first holds for the rest, and is kept once. */
import type { Container, Pod } from "../api/pod.ts";
import { controllerOf } from "../metadata.ts";
import { shapeOf, type PodInfo, type PodShape } from "./pod-info.ts";

/** Shapes beyond this many are forgotten, oldest first; pods that have them keep them. */
const REMEMBERED = 4_096;

const ofContainer = ({ image, resources, ports, restartPolicy }: Container) => [image, resources, ports, restartPolicy];

/** Everything of a pod that the plugins look at. Its controller counts where that decides which pods are like it. */
function keyOf({ metadata, spec }: Pod): string {
  const owner = spec.topologySpreadConstraints?.length ? undefined : controllerOf({ metadata });
  return JSON.stringify([
    metadata.namespace,
    metadata.labels,
    owner && [owner.kind, owner.uid],
    spec.containers?.map(ofContainer),
    spec.initContainers?.map(ofContainer),
    spec.nodeSelector,
    spec.affinity,
    spec.tolerations,
    spec.topologySpreadConstraints,
    spec.resources,
    spec.overhead,
    spec.volumes,
  ]);
}

export type PodShapes = (pod: Pod) => PodShape;

export function createPodShapes(): PodShapes {
  const shapes = new Map<string, PodShape>();
  return (pod) => {
    const key = keyOf(pod);
    let shape = shapes.get(key);
    if (shape) return shape;
    if (shapes.size >= REMEMBERED)
      for (const oldest of shapes.keys()) {
        shapes.delete(oldest);
        break;
      }
    shapes.set(key, (shape = shapeOf(pod)));
    return shape;
  };
}

export const podInfoOf = (shapes: PodShapes, pod: Pod): PodInfo => ({ pod, shape: shapes(pod) });
