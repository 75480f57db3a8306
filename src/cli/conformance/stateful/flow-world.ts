/** A StatefulSet in a world of its own, moved on step by step: the stand-in for upstream's fakeObjectManager (stateful_set_control_test.go). */
import type { StatefulSet } from "../../../simulator/kubernetes/api/apps.ts";
import type { Pod, PodStatus } from "../../../simulator/kubernetes/api/pod.ts";
import type { Api, ApiError } from "../../../simulator/kubernetes/api-server.ts";
import { QUIET } from "../../../simulator/kubernetes/kubelet/behaviour.ts";
import { createApi } from "../../../simulator/kubernetes/server/create-api.ts";
import { slowStartBatches } from "../../../simulator/kubernetes/slow-start.ts";
import { allowsBurst } from "../../../simulator/kubernetes/statefulset/availability.ts";
import { ordinalOf } from "../../../simulator/kubernetes/statefulset/identity.ts";
import { type CarryOut, syncStatefulSet } from "../../../simulator/kubernetes/statefulset/sync.ts";
import { createStore } from "../../../simulator/kubernetes/store.ts";
import type { World } from "../../../simulator/kubernetes/world.ts";
import { createLoop } from "../../../simulator/kernel/loop.ts";
import { createRandom } from "../../../simulator/kernel/random.ts";
import { createTrace } from "../../../simulator/kernel/trace.ts";

const FAILURE: ApiError = { code: 500, reason: "Invalid", message: "API server failed" };

/** After how many more calls one is refused, once; nothing when none is. */
type Failing = { create?: number; delete?: number };

export type FlowWorld = {
  world: World;
  set(): StatefulSet;
  change(spec: Partial<StatefulSet["spec"]>): void;
  /** In order of their ordinals. */
  pods(): Pod[];
  setStatus(ordinal: number, status: PodStatus): void;
  /** One sync; answers whether a call failed. */
  step(): boolean;
  failing: Failing;
  requests: { create: number; delete: number };
  /** The most pods that were asked for at once. */
  mostAtOnce(): number;
};

/** newStatefulSet: 3 replicas of "foo" with a claim "datadir". */
function newSet(spec: Partial<StatefulSet["spec"]>): StatefulSet {
  return {
    kind: "StatefulSet",
    metadata: { name: "foo", namespace: "default", uid: "test", creationTimestamp: 0, generation: 1 },
    spec: {
      replicas: 3,
      serviceName: "governingsvc",
      selector: { matchLabels: { foo: "bar" } },
      template: {
        metadata: { labels: { foo: "bar" } },
        spec: {
          containers: [{ name: "nginx", image: "nginx" }],
          volumes: [{ name: "home", hostPath: { path: "/tmp/home" } }],
        },
      },
      volumeClaimTemplates: [{ metadata: { name: "datadir" } }],
      updateStrategy: { type: "RollingUpdate" },
      revisionHistoryLimit: 2,
      ...spec,
    },
    status: { replicas: 0 },
  };
}

function withFailures(api: Api, failing: Failing, requests: FlowWorld["requests"]): Api {
  const isRefused = (verb: keyof Failing) => {
    const left = failing[verb];
    requests[verb]++;
    if (left === undefined) return false;
    if (left > 0) failing[verb] = left - 1;
    else delete failing[verb];
    return left === 0;
  };
  return {
    ...api,
    create: (draft) =>
      draft.kind === "Pod" && isRefused("create") ? { ok: false, error: FAILURE } : api.create(draft),
    delete: (kind, ...rest) =>
      kind === "Pod" && isRefused("delete") ? { ok: false, error: FAILURE } : api.delete(kind, ...rest),
  };
}

export function createFlowWorld(spec: Partial<StatefulSet["spec"]>): FlowWorld {
  const loop = createLoop({ events: 1_000_000, spanMs: 1_000_000_000 });
  const random = createRandom("flows");
  const store = createStore(loop, createTrace(), 100_000);
  const failing: Failing = {};
  const requests = { create: 0, delete: 0 };
  const plain = createApi(loop, random, store, () => ({ ok: false, error: FAILURE }));
  const api = withFailures(plain, failing, requests);
  const world: World = { loop, random, store, api, record: () => {}, behaviourOf: () => QUIET, epoch: 0 };
  plain.create({ kind: "Namespace", metadata: { name: "default" } });
  // Past the API server, so that nothing is filled in: upstream's sets have no defaults either.
  store.put(newSet(spec));
  let most = 0;

  const set = () => store.get("StatefulSet", "foo") as StatefulSet;
  const pods = () => store.list("Pod").toSorted((a, b) => ordinalOf(a) - ordinalOf(b));
  const carryOut: CarryOut = (actions, act, done) => {
    const left = [...actions];
    for (const size of allowsBurst(set()) ? slowStartBatches(left.length) : left.map(() => 1)) {
      const batch = left.splice(0, size);
      if (batch[0]?.kind === "create") most = Math.max(most, size);
      const failed = batch.map(act).find((error) => error !== undefined);
      if (failed) return done(failed);
    }
    done(undefined);
  };

  return {
    world,
    set,
    pods,
    failing,
    requests,
    mostAtOnce: () => most,
    change: (more) => void api.update({ ...set(), spec: { ...set().spec, ...more } }),
    setStatus(ordinal, status) {
      const pod = pods().find((one) => ordinalOf(one) === ordinal);
      if (pod) api.updateStatus(pod, { ...pod.status, ...status });
    },
    step() {
      let hasFailed = false;
      syncStatefulSet(world, set(), pods(), { honoursMaxUnavailable: false, carryOut }, (error) => {
        hasFailed = error !== undefined;
      });
      return hasFailed;
    },
  };
}
