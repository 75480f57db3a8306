/** A setup's nodes, Deployments and Services as the manifests that are applied to a new cluster. */
import type { Node, Service } from "./api/core.ts";
import type { ResourceList } from "./api/meta.ts";
import { binaryQuantity, milliQuantity } from "./api/quantity.ts";
import type { Draft } from "./api-server.ts";
import type { ClusterSetup, Resources } from "./cluster-api.ts";
import { createOne } from "./manifest/create-all.ts";
import type { World } from "./world.ts";

type DeploymentSetup = ClusterSetup["deployments"][number];

/** The kubelet's maxPods. */
const MAX_PODS = 110;

function quantities({ cpu, memory }: Resources): ResourceList {
  return {
    ...(cpu === undefined ? {} : { cpu: milliQuantity(cpu) }),
    ...(memory === undefined ? {} : { memory: binaryQuantity(memory) }),
  };
}

export function nodeManifest({
  name,
  cpu,
  memory,
  pods,
  labels,
}: ClusterSetup["nodes"][number]): Draft<Node> & { kind: "Node" } {
  const capacity = { ...quantities({ cpu, memory }), pods: String(pods ?? MAX_PODS) };
  return { kind: "Node", metadata: { name, ...(labels ? { labels } : {}) }, spec: {}, status: { capacity } };
}

/** What its pods are found by. */
export const appOf = ({ name, labels }: DeploymentSetup) => labels?.["app"] ?? name;

function deploymentManifest(setup: DeploymentSetup) {
  const { name, replicas, image, strategy, requests, limits, pod, container } = setup;
  const labels = { app: name, ...setup.labels };
  const resources = { requests: quantities(requests), ...(limits ? { limits: quantities(limits) } : {}) };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, labels },
    spec: {
      replicas,
      selector: { matchLabels: { app: labels.app } },
      template: { metadata: { labels }, spec: { ...pod, containers: [{ name, image, resources, ...container }] } },
      ...(strategy ? { strategy: { type: "RollingUpdate" as const, rollingUpdate: strategy } } : {}),
    },
  };
}

/** Throws RangeError for one that the API server refuses. */
export function createDeployment(world: World, setup: DeploymentSetup): void {
  createOne(world, deploymentManifest(setup), `deployment ${setup.name}`);
}

export function serviceManifest(
  { name, deployment, port }: ClusterSetup["services"][number],
  deployments: DeploymentSetup[],
): Draft<Service> & { kind: "Service" } {
  const target = deployments.find((one) => one.name === deployment);
  if (!target)
    throw new RangeError(`Service "${name}" names the Deployment "${deployment}", which the setup does not have.`);
  const selector = { app: appOf(target) };
  return { kind: "Service", metadata: { name, labels: selector }, spec: { selector, ports: [{ port }] } };
}
