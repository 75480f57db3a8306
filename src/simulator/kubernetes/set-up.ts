/** Puts a setup's nodes, Deployments and Services into the store, settled: the first pods are bound, running and ready at time 0. */
import type { ClusterSetup } from "./cluster-api.ts";
import { createReplicaSet, REVISION } from "./deployment/replica-sets.ts";
import { progressing, setCondition, calculateStatus } from "./deployment/status.ts";
import { acceptedPod, readyPod, runningPod } from "./kubelet.ts";
import { createMetadata } from "./metadata.ts";
import type { Deployment, Node, Pod, Resources, Service } from "./objects.ts";
import { createPod } from "./replicaset/controller.ts";
import { boundPod } from "./scheduler/controller.ts";
import type { World } from "./world.ts";

type NodeSetup = ClusterSetup["nodes"][number];
type DeploymentSetup = ClusterSetup["deployments"][number];
type Place = (pod: Pod) => { node: string } | { failure: string };

/** How long the cluster has been as it is at time 0: longer than events are kept and than the HPA looks at a pod's start. */
export const SETTLED_FOR_MS = 3_600_000;

/** The kubelet's maxPods. */
const MAX_PODS = 110;

export function createNode(world: World, { name, cpu, memory, pods = MAX_PODS, labels }: NodeSetup): Node {
  const now = world.loop.now();
  const resources = { cpu, memory, pods };
  const ready = {
    type: "Ready",
    status: "True" as const,
    reason: "KubeletReady",
    message: "kubelet is posting ready status",
  };
  return {
    kind: "Node",
    metadata: createMetadata(world.random, now, {
      name,
      namespace: "",
      labels: { "kubernetes.io/hostname": name, ...labels },
    }),
    spec: { unschedulable: false, taints: [] },
    status: { capacity: resources, allocatable: resources, conditions: [{ ...ready, lastTransitionTime: now }] },
  };
}

/** What is not said is as the API server defaults it: a limit without a request is requested (pkg/apis/core/v1/defaults.go, SetDefaults_Pod). */
function resourcesOf({ requests, limits = {} }: DeploymentSetup): { requests: Resources; limits: Resources } {
  return { requests: { ...limits, ...requests }, limits };
}

function createDeployment(world: World, setup: DeploymentSetup): Deployment {
  const { name, replicas, image, strategy } = setup;
  const labels = { app: name, ...setup.labels };
  return {
    kind: "Deployment",
    metadata: createMetadata(world.random, world.loop.now(), { name, labels, annotations: { [REVISION]: "1" } }),
    spec: {
      replicas,
      selector: { matchLabels: { app: labels.app } },
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name, image, resources: resourcesOf(setup) }],
          nodeSelector: {},
          terminationGracePeriodSeconds: 30,
        },
      },
      strategy: { type: "RollingUpdate", rollingUpdate: strategy ?? { maxSurge: "25%", maxUnavailable: "25%" } },
      minReadySeconds: 0,
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
    },
    status: {
      observedGeneration: 0,
      replicas: 0,
      updatedReplicas: 0,
      readyReplicas: 0,
      availableReplicas: 0,
      unavailableReplicas: 0,
      conditions: [],
    },
  };
}

function createService(
  world: World,
  { name, deployment, port }: ClusterSetup["services"][number],
  index: number,
): Service {
  const selector = world.store.get("Deployment", deployment)?.spec.selector.matchLabels;
  if (!selector)
    throw new RangeError(`Service "${name}" names the Deployment "${deployment}", which the setup does not have.`);
  return {
    kind: "Service",
    metadata: createMetadata(world.random, world.loop.now(), { name, labels: selector }),
    spec: {
      type: "ClusterIP",
      clusterIP: `10.96.0.${10 + index}`,
      selector,
      ports: [{ port, targetPort: port, protocol: "TCP" }],
    },
  };
}

/** A pod's whole way to readiness at once, as far as it gets: what fits nowhere is left to the scheduler. */
function settlePod(world: World, place: Place, pod: Pod, address: number): void {
  const placed = place(pod);
  if ("failure" in placed) return world.store.put(pod);
  const now = world.loop.now();
  const bound = boundPod(pod, placed.node, now);
  world.store.put(readyPod(runningPod(acceptedPod(bound, now), `10.244.0.${address}`), now));
}

function settleDeployment(world: World, place: Place, setup: DeploymentSetup): void {
  const { store, loop } = world;
  const deployment = createDeployment(world, setup);
  const made = createReplicaSet(world, deployment, []);
  const metadata = { ...made.metadata, annotations: { ...made.metadata.annotations, [REVISION]: "1" } };
  for (let i = 0; i < setup.replicas; i++)
    settlePod(world, place, createPod(world, made), 2 + store.list("Pod").length);
  const ready = store
    .list("Pod")
    .filter(
      (pod) => pod.metadata.ownerReferences[0]?.uid === made.metadata.uid && pod.status.phase === "Running",
    ).length;
  const counts = {
    replicas: setup.replicas,
    fullyLabeledReplicas: setup.replicas,
    readyReplicas: ready,
    availableReplicas: ready,
  };
  const fresh = { ...made, metadata, status: { ...counts, observedGeneration: 1 } };
  store.put(fresh);
  const status = calculateStatus(deployment, { fresh, old: [] }, loop.now());
  const complete = ready === setup.replicas;
  const message = `ReplicaSet "${metadata.name}" ${complete ? "has successfully progressed." : "is progressing."}`;
  const news = progressing("True", complete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated", message);
  store.put({ ...deployment, status: { ...status, conditions: setCondition(status.conditions, news, loop.now()) } });
}

export function settle(world: World, setup: ClusterSetup, place: Place): void {
  const past: World = { ...world, loop: { ...world.loop, now: () => -SETTLED_FOR_MS }, record: () => {} };
  for (const node of setup.nodes) world.store.put(createNode(past, node));
  for (const deployment of setup.deployments) settleDeployment(past, place, deployment);
  for (const [index, service] of setup.services.entries()) world.store.put(createService(past, service, index));
}
