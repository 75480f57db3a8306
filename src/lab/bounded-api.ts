/** What one request may cost the lab: sizes beyond what the nodes of any lab could run are refused, with a word that says so. */
import type { KubernetesObject } from "../simulator/kubernetes/api/kinds.ts";
import type { Api, ApiError } from "../simulator/kubernetes/api-server.ts";
import { forbidden, refused } from "../simulator/kubernetes/server/errors.ts";
import type { World } from "../simulator/kubernetes/world.ts";

/** Of one workload, and all pods together. */
const MOST_REPLICAS = 500;
const MOST_PODS = 2_000;
/** Workloads and all other objects that a person may make. */
const MOST_OBJECTS = 4_000;

type Sizes = { replicas?: unknown; parallelism?: unknown; minReplicas?: unknown; maxReplicas?: unknown };
type Sized = { spec?: Sizes & { jobTemplate?: { spec?: Sizes } } };

/** The largest number of pods that an object asks for. */
function largest({ spec = {} }: Sized): number {
  const own = [spec, spec.jobTemplate?.spec ?? {}].flatMap((sizes) => [
    sizes.replicas,
    sizes.parallelism,
    sizes.minReplicas,
    sizes.maxReplicas,
  ]);
  return Math.max(0, ...own.filter((size) => typeof size === "number"));
}

type Named = Pick<KubernetesObject, "kind"> & { metadata: { name?: string; generateName?: string } };

function problemOf({ store }: World, object: Named, isNew: boolean): ApiError | undefined {
  const refuse = (why: string) => forbidden(object.kind, object.metadata.name ?? "", why);
  const size = largest(object as Sized);
  if (size > MOST_REPLICAS)
    return refuse(`the lab runs at most ${MOST_REPLICAS} replicas of a workload; ${size} are too many`);
  if (!isNew) return undefined;
  if (store.list("Pod").length >= MOST_PODS)
    return refuse(`the lab's cluster holds ${MOST_PODS} pods, the most it may`);
  const objects = store.list(object.kind).length;
  return objects >= MOST_OBJECTS
    ? refuse(`the lab's cluster holds ${MOST_OBJECTS} of them, the most it may`)
    : undefined;
}

/** The API server as people in a lab reach it. Controllers go to the server itself. */
export function boundedApi(world: World): Api {
  const { api } = world;
  return {
    ...api,
    create(draft, options) {
      const problem = problemOf(world, draft, true);
      return problem ? refused(problem) : api.create(draft, options);
    },
    update(object, options) {
      const problem = problemOf(world, object, false);
      return problem ? refused(problem) : api.update(object, options);
    },
  };
}
