/** `kubectl create deployment`. Kubernetes 1.36, kubectl, pkg/cmd/create/create_deployment.go. */
import type { Random } from "../../../../simulator/kernel/random.ts";
import { randomSuffix } from "../../../../simulator/kubernetes/metadata.ts";
import { listOf, numberOf } from "../../flag-value.ts";
import { boundReplicas } from "../scale.ts";
import { createGenerator } from "./generator.ts";

/** A container's name from its image: the last part without tag and digest; made unique where signs had to be replaced. */
function containerName(image: string, random: Random): string {
  const [bare = ""] = (image.split("/").at(-1) ?? "").split(/[:@]/);
  return /[_.]/.test(bare) ? `${bare.replaceAll(/[_.]/g, "-")}-${randomSuffix(random)}` : bare;
}

export const createDeployment = createGenerator({
  kind: "Deployment",
  command: "kubectl create deployment",
  refused: "failed to create deployment:",
  flags: {
    image: { type: "strings", required: true },
    port: { type: "int32", value: "-1" },
    replicas: { type: "int32", short: "r", value: "1" },
  },
  generate({ context, read }, name) {
    const images = listOf(read, "image");
    const command = read.afterDash;
    if (images.length > 1 && command.length > 0)
      return { problem: "cannot specify multiple --image options and command" };
    const replicas = numberOf(read, "replicas") ?? 1;
    const tooMany = boundReplicas(replicas);
    if (tooMany) return { problem: tooMany.message };
    const port = numberOf(read, "port") ?? -1;
    const containers = images.map((image, i) => ({
      name: containerName(image, context.world.world.random),
      image,
      resources: {},
      ...(command.length > 0 ? { command } : {}),
      ...(port >= 0 && i === 0 ? { ports: [{ containerPort: port }] } : {}),
    }));
    const labels = { app: name };
    return {
      manifest: {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, labels },
        spec: {
          replicas,
          selector: { matchLabels: labels },
          strategy: {},
          template: { metadata: { labels }, spec: { containers } },
        },
        status: {},
      },
    };
  },
});
