// Commands that change the cluster -> what kubectl prints.
import type { Cluster, Outcome } from "../simulator/kubernetes/cluster-api.ts";
import type { Command, Request } from "./command.ts";
import { type Printed, notFound } from "./print/get.ts";

type Change = Extract<Command, { kind: "scale" | "autoscale" | "set-image" | "delete-hpa" }>;

const NO_SUBRESOURCE = "Error from server (NotFound): the server could not find the requested resource";

/** Carries a change out. */
export function change(cluster: Cluster, command: Change): Printed {
  switch (command.kind) {
    case "scale":
      return each(command, (request, name) => scale(cluster, command, request, name));
    case "autoscale": {
      const done = each(command, (request, name) => autoscale(cluster, command, request, name));
      return { ...done, output: [command.note, done.output].filter(Boolean).join("\n") };
    }
    case "set-image":
      return each(command, (_, name) => setImages(cluster, command.images, name));
    case "delete-hpa":
      return each({ ...command, requests: [{ kind: "HorizontalPodAutoscaler", names: command.names }] }, (_, name) =>
        cluster.deleteHpa(name),
      );
  }
}

type Named = { requests: Request[]; namespace: string };

/** Does it for every name: what worked first, then what was refused. */
function each({ requests, namespace }: Named, act: (request: Request, name: string) => Outcome): Printed {
  const outcomes = requests.flatMap((request) =>
    request.names.map((name) => (namespace === "default" ? act(request, name) : missing(request, name))),
  );
  const texts = (kind: Outcome["kind"]) =>
    outcomes.filter((outcome) => outcome.kind === kind).map(({ text }) => text.trimEnd());
  const output = [...texts("changed"), ...texts("refused")].filter(Boolean).join("\n");
  return { output, ok: outcomes.every(({ kind }) => kind === "changed") };
}

function missing({ kind }: Request, name: string): Outcome {
  return { kind: "refused", text: notFound(kind, name) };
}

function scale(cluster: Cluster, command: Change & { kind: "scale" }, request: Request, name: string): Outcome {
  const { kind } = request;
  if (kind === "Deployment" || kind === "ReplicaSet") {
    return cluster.scale(kind, name, command.replicas, command.currentReplicas);
  }
  const known = kind === "Node" || cluster.get(kind, name);
  return known ? { kind: "refused", text: NO_SUBRESOURCE } : missing(request, name);
}

function autoscale(cluster: Cluster, command: Change & { kind: "autoscale" }, request: Request, name: string): Outcome {
  const { kind } = request;
  if (kind === "Deployment") return cluster.autoscale({ deployment: name, ...command.wish });
  if (!cluster.get(kind, name)) return missing(request, name);
  return { kind: "refused", text: `The lab autoscales deployments only, so far, and ${name} is a ${kind}.` };
}

function setImages(cluster: Cluster, images: [string, string][], name: string): Outcome {
  const deployment = cluster.get("Deployment", name);
  if (!deployment) return missing({ kind: "Deployment", names: [] }, name);
  if (images.length === 0) return { kind: "refused", text: "error: at least one image update is required" };
  const outcomes = images.flatMap(([container, image]) => {
    const all = deployment.spec.template.spec.containers.map(({ name: own }) => own);
    return (container === "*" ? all : [container]).map((one) => cluster.setImage(name, one, image));
  });
  return outcomes.find(({ kind }) => kind === "refused") ?? outcomes[0]!;
}
