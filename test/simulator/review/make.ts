/** The smallest objects of their kinds. */
import type { Deployment } from "../../../src/simulator/kubernetes/api/apps.ts";
import type { Draft } from "../../../src/simulator/kubernetes/api-server.ts";

export const makeDeployment = (name: string, replicas: number): Draft<Deployment> & { kind: "Deployment" } => ({
  kind: "Deployment",
  metadata: { name },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: "c", image: "web:1" }] } },
  },
});
