/** Images: on the node already, pulled, or not to be had. Kubernetes 1.36, pkg/kubelet/images/image_manager.go (EnsureImageExists). */
import type { Container, Pod } from "../api/pod.ts";
import { IMAGE_PULL, nextBackOff, waitsSinceUpdate } from "./back-off.ts";
import { behaviourIn, tellOf, type Kubelet } from "./context.ts";
import { fullImageName } from "./container-status.ts";
import { goDuration } from "./duration.ts";
import type { ContainerRecord, PodRecord } from "./records.ts";

/** Asking the registry for an image that the node has. */
export const CHECK_MS = 300;
/** What every image weighs: an nginx. */
const IMAGE_BYTES = 72_319_182;

const NAME =
  /^(?:[a-zA-Z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?$/;

/** What is to be done first: nothing, a pull of so many milliseconds, or a wait (`until`, where it ends by itself). */
type ImageNeed = { kind: "present" } | { kind: "pull"; ms: number } | { kind: "wait"; until?: number };

function imagesOn({ images, world }: Kubelet, node: string): Set<string> {
  let known = images.get(node);
  if (!known) {
    const listed = world.store.get("Node", node)?.status.images ?? [];
    images.set(node, (known = new Set(listed.flatMap(({ names }) => names ?? []))));
  }
  return known;
}

/** How pulling this image has gone so far. */
const pullOf = ({ pull }: ContainerRecord, image: string): NonNullable<ContainerRecord["pull"]> =>
  pull?.image === image ? pull : { image, failures: 0 };

/** What containerd says when the registry has no such image. */
function notFound(image: string): string {
  const full = fullImageName(image);
  const resolving = `failed to resolve reference "${full}": ${full}: not found`;
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${full}": ${resolving}`;
}

/** What containerd says when Docker Hub has no such repository, or nobody may know of it (core/remotes/docker/resolver.go). */
export function accessDenied(image: string): string {
  const full = fullImageName(image);
  const why = "pull access denied, repository does not exist or may require authorization";
  const denied = "server message: insufficient_scope: authorization failed";
  const resolving = `failed to resolve reference "${full}": ${why}: ${denied}`;
  return `rpc error: code = Unknown desc = failed to pull and unpack image "${full}": ${resolving}`;
}

/** Whether starting the container begins with a pull of some length. */
export function needsPull(kubelet: Kubelet, node: string, { image = "", imagePullPolicy }: Container): boolean {
  return imagePullPolicy !== "Never" && !imagesOn(kubelet, node).has(image);
}

function refuse(
  kubelet: Kubelet,
  pod: Pod,
  own: ContainerRecord,
  container: Container,
  why: { reason: string; message: string },
): void {
  own.waiting = why;
  tellOf(kubelet, pod, container, { type: "Warning", reason: "Failed", message: `Error: ${why.reason}` });
}

function backOff(kubelet: Kubelet, pod: Pod, own: ContainerRecord, container: Container): void {
  const message = `Back-off pulling image "${container.image}"`;
  const before = own.waiting?.message ?? "";
  tellOf(kubelet, pod, container, { reason: "BackOff", message });
  const because = own.waiting?.reason === "ErrImagePull" ? `${message}: ErrImagePull: ${before}` : before || message;
  refuse(kubelet, pod, own, container, { reason: "ImagePullBackOff", message: because });
}

export function needOf(
  kubelet: Kubelet,
  pod: Pod,
  record: PodRecord,
  own: ContainerRecord,
  container: Container,
): ImageNeed {
  const { image = "", imagePullPolicy } = container;
  const isHere = imagesOn(kubelet, record.node).has(image);
  if (!NAME.test(image)) {
    const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`;
    tellOf(kubelet, pod, container, { type: "Warning", reason: "InspectFailed", message });
    refuse(kubelet, pod, own, container, { reason: "InvalidImageName", message });
    return { kind: "wait" };
  }
  if (isHere && imagePullPolicy !== "Always") {
    const message = `Container image "${image}" already present on machine and can be accessed by the pod`;
    tellOf(kubelet, pod, container, { reason: "Pulled", message });
    return { kind: "present" };
  }
  if (imagePullPolicy === "Never") {
    const message = `Container image "${image}" is not present with pull policy of Never`;
    tellOf(kubelet, pod, container, { type: "Warning", reason: "ErrImageNeverPull", message });
    refuse(kubelet, pod, own, container, { reason: "ErrImageNeverPull", message });
    return { kind: "wait" };
  }
  const until = waitsSinceUpdate(pullOf(own, image).backOff, kubelet.world.loop.now(), IMAGE_PULL);
  if (until !== undefined) {
    backOff(kubelet, pod, own, container);
    return { kind: "wait", until };
  }
  tellOf(kubelet, pod, container, { reason: "Pulling", message: `Pulling image "${image}"` });
  return { kind: "pull", ms: isHere ? Math.min(CHECK_MS, record.pullMs) : record.pullMs };
}

/** The pull is over; answers whether the node has the image now. */
export function pulled(
  kubelet: Kubelet,
  pod: Pod,
  record: PodRecord,
  own: ContainerRecord,
  container: Container,
  ms: number,
): boolean {
  const { image = "" } = container;
  const { pullError } = behaviourIn(kubelet, pod, container);
  const pull = pullOf(own, image);
  if (pullError && pull.failures < (pullError.times ?? Infinity)) {
    const now = kubelet.world.loop.now();
    own.pull = { image, failures: pull.failures + 1, backOff: nextBackOff(pull.backOff, now, now, IMAGE_PULL) };
    const message = pullError.message ?? notFound(image);
    const event = {
      type: "Warning",
      reason: "Failed",
      message: `Failed to pull image "${image}": ${message}`,
    } as const;
    tellOf(kubelet, pod, container, event);
    refuse(kubelet, pod, own, container, { reason: "ErrImagePull", message });
    return false;
  }
  imagesOn(kubelet, record.node).add(image);
  const took = goDuration(ms);
  const message = `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: ${IMAGE_BYTES} bytes.`;
  tellOf(kubelet, pod, container, { reason: "Pulled", message });
  return true;
}
