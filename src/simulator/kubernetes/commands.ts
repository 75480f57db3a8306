/** Commands and what kubectl 1.36 prints for them; the texts are those of real transcripts. */
import type { AutoscaleWish, Cluster, Outcome } from "./cluster-api.ts";
import { setReplicas } from "./hpa-controller.ts";
import { createMetadata } from "./metadata.ts";
import type { Deployment, HorizontalPodAutoscaler, ReplicaSet } from "./objects.ts";
import type { World } from "./world.ts";

const changed = (text: string): Outcome => ({ kind: "changed", text });
const refused = (text: string): Outcome => ({ kind: "refused", text });
const notFound = (resource: string, name: string) =>
  refused(`Error from server (NotFound): ${resource} "${name}" not found`);

/** The server's default when nothing is asked of it: 80 % of the CPU request (pkg/apis/autoscaling/v2/defaults.go). */
const DEFAULT_CPU_PERCENT = 80;

const RESOURCES = { Deployment: "deployments.apps", ReplicaSet: "replicasets.apps" };

function resize(world: World, target: Deployment | ReplicaSet, replicas: number) {
  if (target.kind === "Deployment") return setReplicas(world, target, replicas);
  const generation = target.metadata.generation + 1;
  world.store.put({ ...target, metadata: { ...target.metadata, generation }, spec: { ...target.spec, replicas } });
}

function scale(world: World, ...[kind, name, replicas, currentReplicas]: Parameters<Cluster["scale"]>): Outcome {
  if (replicas < 0)
    return refused("error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
  const target = world.store.get(kind, name);
  if (!target) return notFound(RESOURCES[kind], name);
  if (currentReplicas !== undefined && currentReplicas >= 0 && currentReplicas !== target.spec.replicas) {
    return refused(`error: Expected replicas to be ${currentReplicas}, was ${target.spec.replicas}`);
  }
  resize(world, target, replicas);
  return changed(`${kind.toLowerCase()}.apps/${name} scaled`);
}

function createHpa(
  world: World,
  { deployment, min, max, cpuPercent }: AutoscaleWish,
  name: string,
): HorizontalPodAutoscaler {
  const averageUtilization = cpuPercent ?? DEFAULT_CPU_PERCENT;
  return {
    kind: "HorizontalPodAutoscaler",
    metadata: createMetadata(world.random, world.loop.now(), { name }),
    spec: {
      scaleTargetRef: { kind: "Deployment", name: deployment, apiVersion: "apps/v1" },
      // kubectl leaves out a minimum of 0, and the server then says 1.
      minReplicas: Math.max(1, min),
      maxReplicas: max,
      metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization } } }],
    },
    status: { currentReplicas: 0, desiredReplicas: 0, currentMetrics: [], conditions: [] },
  };
}

function autoscale(world: World, wish: AutoscaleWish): Outcome {
  const name = wish.name ?? wish.deployment;
  if (wish.max < 1) return refused(`error: --max=MAXPODS is required and must be at least 1, max: ${wish.max}`);
  if (wish.max < wish.min)
    return refused(`error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: ${wish.max}, min: ${wish.min}`);
  if (!world.store.get("Deployment", wish.deployment)) return notFound("deployments.apps", wish.deployment);
  if (world.store.get("HorizontalPodAutoscaler", name)) {
    return refused(`Error from server (AlreadyExists): horizontalpodautoscalers.autoscaling "${name}" already exists`);
  }
  world.store.put(createHpa(world, wish, name));
  return changed(`horizontalpodautoscaler.autoscaling/${name} autoscaled`);
}

function deleteHpa({ store }: World, name: string): Outcome {
  if (!store.get("HorizontalPodAutoscaler", name)) return notFound("horizontalpodautoscalers.autoscaling", name);
  store.remove("HorizontalPodAutoscaler", name);
  return changed(`horizontalpodautoscaler.autoscaling "${name}" deleted from default namespace`);
}

/** `container` may be `*`, for all. An image that is there already changes nothing and prints nothing. */
function setImage({ store }: World, name: string, container: string, image: string): Outcome {
  const deployment = store.get("Deployment", name);
  if (!deployment) return notFound("deployments.apps", name);
  const { template } = deployment.spec;
  const isMeant = (own: string) => container === "*" || own === container;
  const meant = template.spec.containers.filter((own) => isMeant(own.name));
  if (meant.length === 0) return refused(`error: unable to find container named "${container}"`);
  if (meant.every((own) => own.image === image)) return changed("");
  const containers = template.spec.containers.map((own) => (isMeant(own.name) ? { ...own, image } : own));
  const metadata = { ...deployment.metadata, generation: deployment.metadata.generation + 1 };
  const spec = { ...deployment.spec, template: { ...template, spec: { ...template.spec, containers } } };
  store.put({ ...deployment, metadata, spec });
  return changed(`deployment.apps/${name} image updated`);
}

export const createCommands = (world: World): Pick<Cluster, "scale" | "autoscale" | "deleteHpa" | "setImage"> => ({
  scale: (...wish) => scale(world, ...wish),
  autoscale: (wish) => autoscale(world, wish),
  deleteHpa: (name) => deleteHpa(world, name),
  setImage: (...wish) => setImage(world, ...wish),
});
