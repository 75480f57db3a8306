/** A Kubernetes cluster put together: the kernel, the API server and every controller over it. Kubernetes 1.36 defaults. */
import { createLoop, type Loop } from "../kernel/loop.ts";
import { createRandom } from "../kernel/random.ts";
import { createTrace, type Trace } from "../kernel/trace.ts";
import { defaultObject } from "./api/defaults/default-object.ts";
import type { Kind, KubernetesObject, ObjectOf } from "./api/kinds.ts";
import type { Pod } from "./api/pod.ts";
import type { Answer, Api, Draft } from "./api-server.ts";
import { evictPod } from "./disruption/evict.ts";
import { registerAdmission } from "./admission.ts";
import { startControllers } from "./controllers.ts";
import { createRecorder, startEventExpiry } from "./events.ts";
import { USUAL, type Behaviour } from "./kubelet/behaviour.ts";
import type { Processes } from "./kubelet/processes.ts";
import { strategicMerge } from "./patch/strategic-merge.ts";
import { bootstrap } from "./server/bootstrap.ts";
import { createApi } from "./server/create-api.ts";
import { createStore, type Store } from "./store.ts";
import type { World } from "./world.ts";

/** What one simulation may take: a week, and what a week of a busy cluster needs. */
const LIMITS = { spanMs: 7 * 24 * 3_600_000, events: 5_000_000, objects: 100_000 };

export type KubernetesOptions = {
  seed: string;
  /** Simulated time at which the cluster begins; 0 unless said otherwise, and possibly before it. */
  startAt?: number;
  /** Milliseconds since 1970, UTC, at simulated time 0. */
  epoch?: number;
  behaviourOf?: (pod: Pod) => Behaviour | undefined;
  limits?: Partial<typeof LIMITS>;
};

export type Kubernetes = {
  world: World;
  loop: Loop;
  store: Store;
  api: Api;
  trace: Trace;
  processes: Processes;
  /** Lets simulated time pass up to `until`. */
  run(until: number): void;
  /** Creates what a manifest describes, or updates the object of its kind, namespace and name. */
  apply(manifest: { kind: string; metadata: { name: string; namespace?: string } }): Answer<KubernetesObject>;
  /** Applies a strategic merge patch. */
  patch(kind: Kind, name: string, patch: object, namespace?: string): Answer<KubernetesObject>;
  /** A hash of everything that happened. */
  hash(): string;
};

function createWorld(options: KubernetesOptions): { world: World; trace: Trace } {
  const limits = { ...LIMITS, ...options.limits };
  const loop = createLoop(limits, options.startAt ?? 0);
  const trace = createTrace();
  const random = createRandom(options.seed);
  const store = createStore(loop, trace, limits.objects);
  const epoch = options.epoch ?? 0;
  const record = createRecorder(loop, random, store, epoch);
  const api = createApi(loop, random, store, (name, namespace, wish) => evictPod(world, name, namespace, wish));
  const behaviourOf = (pod: Pod) => options.behaviourOf?.(pod) ?? USUAL;
  const world: World = { loop, random, store, api, record, behaviourOf, epoch };
  return { world, trace };
}

export function createKubernetes(options: KubernetesOptions): Kubernetes {
  const { world, trace } = createWorld(options);
  const { api, store, loop } = world;
  registerAdmission(world);
  bootstrap(world);
  const processes = startControllers(world);
  startEventExpiry(world);

  const patch: Kubernetes["patch"] = (kind, name, change, namespace) => {
    const before = store.get(kind, name, namespace);
    if (!before) return api.delete(kind, name, namespace);
    return api.update(defaultObject(strategicMerge(before, change)));
  };
  return {
    world,
    loop,
    store,
    api,
    trace,
    processes,
    run: loop.run,
    patch,
    apply(manifest) {
      const kind = manifest.kind as Kind;
      const { name, namespace } = manifest.metadata;
      if (store.get(kind, name, namespace)) return patch(kind, name, manifest, namespace);
      return api.create(manifest as unknown as Draft<ObjectOf<Kind>> & { kind: Kind });
    },
    hash: trace.digest,
  };
}
