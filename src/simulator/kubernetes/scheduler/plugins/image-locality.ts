/** A node that has the pod's images is preferred, the more the larger they are and the more nodes have them. Kubernetes 1.36, plugins/imagelocality. */
import type { Pod } from "../../api/pod.ts";
import type { Plugin } from "../framework.ts";
import { MAX_SCORE } from "../normalize.ts";
import type { NodeInfo } from "../node-info.ts";

const MIB = 1024 * 1024;
/** Below this, images count for nothing; above this for each container, for no more. */
const LEAST = 23 * MIB;
const MOST_PER_CONTAINER = 1_000 * MIB;

/** An image without a tag means ":latest". */
export const imageName = (name: string) => (name.lastIndexOf(":") <= name.lastIndexOf("/") ? `${name}:latest` : name);

function imagesOf({ spec }: Pod): string[] {
  const ofContainers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(({ image }) => image ?? "");
  const ofVolumes = (spec.volumes ?? []).flatMap(({ image }) => {
    const reference = (image as { reference?: string } | undefined)?.reference;
    return reference === undefined ? [] : [reference];
  });
  return [...ofContainers, ...ofVolumes].map(imageName);
}

/** The score of a node, given on how many of all nodes each image is. */
export function imageScorer(pod: Pod, imageNodes: ReadonlyMap<string, number>, nodes: number) {
  const names = imagesOf(pod);
  const containers = (pod.spec.initContainers ?? []).length + (pod.spec.containers ?? []).length;
  const most = MOST_PER_CONTAINER * containers;
  return ({ images }: NodeInfo): number => {
    let sum = 0;
    for (const name of names) {
      const size = images.get(name);
      if (size !== undefined) sum += Math.trunc(size * ((imageNodes.get(name) ?? 0) / nodes));
    }
    const bounded = sum < LEAST ? LEAST : Math.min(sum, most);
    // A pod without containers would come to minus zero.
    return Math.trunc((MAX_SCORE * (bounded - LEAST)) / (most - LEAST)) || 0;
  };
}

export const imageLocality: Plugin = {
  name: "ImageLocality",
  weight: 1,
  preScore: ({ pod }, { imageNodes, nodes }) => ({ score: imageScorer(pod, imageNodes, nodes.length) }),
};
