/** Commands and what kubectl 1.36 prints for them; the texts are those of real transcripts. */
import type { Deployment } from "./api/apps.ts";
import { RESOURCES } from "./api/kinds.ts";
import type { ApiError } from "./api-server.ts";
import type { AutoscaleWish, Cluster, Outcome } from "./cluster-api.ts";
import type { World } from "./world.ts";

const changed = (text: string): Outcome => ({ kind: "changed", text });
const refused = (text: string): Outcome => ({ kind: "refused", text });
const fromServer = ({ reason, message }: ApiError) =>
  refused(`Error from server${reason && ` (${reason})`}: ${message}`);

const deploymentMissing = (name: string) =>
  refused(`Error from server (NotFound): deployments.apps "${name}" not found`);

function scale(
  { store, api }: World,
  ...[kind, name, replicas, currentReplicas]: Parameters<Cluster["scale"]>
): Outcome {
  if (replicas < 0)
    return refused("error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
  const target = store.get(kind, name);
  if (!target) return refused(`Error from server (NotFound): ${RESOURCES[kind].resource} "${name}" not found`);
  const { spec } = target;
  if (currentReplicas !== undefined && currentReplicas >= 0 && currentReplicas !== spec.replicas) {
    return refused(`error: Expected replicas to be ${currentReplicas}, was ${spec.replicas}`);
  }
  api.update({ ...target, spec: { ...spec, replicas } } as typeof target);
  return changed(`${RESOURCES[kind].singular}/${name} scaled`);
}

function autoscale({ store, api }: World, { deployment, min, max, cpuPercent, ...wish }: AutoscaleWish): Outcome {
  const name = wish.name ?? deployment;
  if (max < 1) return refused(`error: --max=MAXPODS is required and must be at least 1, max: ${max}`);
  if (max < min)
    return refused(`error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`);
  if (!store.get("Deployment", deployment)) return deploymentMissing(deployment);
  const target = { type: "Utilization" as const, averageUtilization: cpuPercent ?? 0 };
  const answer = api.create({
    kind: "HorizontalPodAutoscaler",
    metadata: { name },
    spec: {
      scaleTargetRef: { kind: "Deployment", name: deployment, apiVersion: "apps/v1" },
      // kubectl leaves out a minimum of 0, and the server then says 1.
      ...(min > 0 ? { minReplicas: min } : {}),
      maxReplicas: max,
      ...(cpuPercent === undefined
        ? {}
        : { metrics: [{ type: "Resource" as const, resource: { name: "cpu", target } }] }),
    },
  });
  if (!answer.ok) return fromServer(answer.error);
  return changed(`horizontalpodautoscaler.autoscaling/${name} autoscaled`);
}

function deleteHpa({ api }: World, name: string): Outcome {
  const answer = api.delete("HorizontalPodAutoscaler", name);
  if (!answer.ok) return fromServer(answer.error);
  return changed(`horizontalpodautoscaler.autoscaling "${name}" deleted from default namespace`);
}

function withImages(deployment: Deployment, isMeant: (container: string) => boolean, image: string): Deployment {
  const { template } = deployment.spec;
  const containers = template.spec.containers.map((own) => (isMeant(own.name) ? { ...own, image } : own));
  return {
    ...deployment,
    spec: { ...deployment.spec, template: { ...template, spec: { ...template.spec, containers } } },
  };
}

/** `container` may be `*`, for all. An image that is there already changes nothing and prints nothing. */
function setImage({ store, api }: World, name: string, container: string, image: string): Outcome {
  const deployment = store.get("Deployment", name);
  if (!deployment) return deploymentMissing(name);
  const isMeant = (own: string) => container === "*" || own === container;
  const meant = deployment.spec.template.spec.containers.filter((own) => isMeant(own.name));
  if (meant.length === 0) return refused(`error: unable to find container named "${container}"`);
  if (meant.every((own) => own.image === image)) return changed("");
  api.update(withImages(deployment, isMeant, image));
  return changed(`deployment.apps/${name} image updated`);
}

export const createCommands = (world: World): Pick<Cluster, "scale" | "autoscale" | "deleteHpa" | "setImage"> => ({
  scale: (...wish) => scale(world, ...wish),
  autoscale: (wish) => autoscale(world, wish),
  deleteHpa: (name) => deleteHpa(world, name),
  setImage: (...wish) => setImage(world, ...wish),
});
