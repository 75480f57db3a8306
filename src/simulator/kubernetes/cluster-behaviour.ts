/** How the processes of a lab's pods behave: by their Deployment's workload, by their images, and by what can be pulled. */
import type { Pod } from "./api/pod.ts";
import type { ClusterSetup, Workload } from "./cluster-api.ts";
import { USUAL, type Behaviour, type ContainerBehaviour } from "./kubelet/behaviour.ts";
import { accessDenied } from "./kubelet/images.ts";
import type { WorkloadOf } from "./service/load.ts";

/** Sandbox and image take this share of the time from being bound to being ready, and no longer than this: what is left is the application's own start. */
const RUNNING_AFTER = { share: 0.5, mostMs: 1_500 };

function behaviourOf({ startMs: [from, to], stopMs }: Workload): Behaviour {
  const runs = (ms: number) => Math.min(Math.round(ms * RUNNING_AFTER.share), RUNNING_AFTER.mostMs);
  return { startMs: [runs(from), runs(to)], readyMs: [from - runs(from), to - runs(to)], stopMs };
}

type Containers = Record<string, Partial<ContainerBehaviour>>;

const containersOf = ({ spec }: Pod) => [...(spec.initContainers ?? []), ...spec.containers];

/** The containers whose image nobody has. */
function unpullable(pod: Pod, hasImage: (image: string) => boolean): Containers {
  const lacking = containersOf(pod).filter(({ image = "" }) => !hasImage(image));
  return Object.fromEntries(
    lacking.map(({ name, image = "" }) => [name, { pullError: { message: accessDenied(image) } }]),
  );
}

/** Nothing where a pod behaves as usual. Asked often, so that each answer is made once. */
export function behaviours(
  { images = {}, readyOnceRunning, hasImage = () => true }: ClusterSetup,
  workloadOf: WorkloadOf,
) {
  const made = new Map<string, Behaviour | undefined>();
  const make = (pod: Pod): Behaviour | undefined => {
    const image = pod.spec.containers[0]?.image ?? "";
    const workload = workloadOf(pod);
    const own = Object.hasOwn(images, image) ? images[image] : undefined;
    const containers = unpullable(pod, (name) => Object.hasOwn(images, name) || hasImage(name));
    const isPlain = Object.keys(containers).length === 0;
    if (!workload) return isPlain ? undefined : { ...USUAL, containers };
    const known = { ...behaviourOf(workload), ...(readyOnceRunning ? { readyOnceRunning } : {}), ...own };
    return isPlain ? known : { ...known, containers };
  };
  return (pod: Pod): Behaviour | undefined => {
    const { metadata } = pod;
    const named = containersOf(pod).map(({ name, image }) => `${name}=${image}`);
    const key = [metadata.labels?.["app"], ...named].join(" ");
    if (!made.has(key)) made.set(key, make(pod));
    return made.get(key);
  };
}
