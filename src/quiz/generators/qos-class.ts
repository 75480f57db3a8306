// A pod's quality-of-service class follows from its requests and limits.
import type { ResourceRequirements } from "../../simulator/kubernetes/api/pod.ts";
import { qosClassOf } from "../../simulator/kubernetes/qos.ts";
import { oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { podOf } from "./objects.ts";

const rule = {
  id: "computed-qos-class",
  lesson: "requests-and-limits",
  section: "requests-and-limits#qos",
  objective: "qos-classes",
  difficulty: 3,
};

const FULL: ResourceRequirements = {
  requests: { cpu: "500m", memory: "256Mi" },
  limits: { cpu: "500m", memory: "256Mi" },
};
const LOOSE: ResourceRequirements = {
  requests: { cpu: "250m", memory: "128Mi" },
  limits: { cpu: "500m", memory: "256Mi" },
};
const ONLY_REQUESTS: ResourceRequirements = { requests: { cpu: "250m", memory: "128Mi" } };
const ONLY_MEMORY: ResourceRequirements = { requests: { memory: "128Mi" }, limits: { memory: "128Mi" } };
const NOTHING: ResourceRequirements = {};
const KINDS = [FULL, FULL, FULL, LOOSE, ONLY_REQUESTS, ONLY_MEMORY, NOTHING, NOTHING];

function describe({ requests, limits }: ResourceRequirements): string {
  const list = (name: string, amounts: Record<string, string> | undefined) =>
    amounts
      ? [
          `${name} ${Object.entries(amounts)
            .map(([resource, amount]) => `${resource} ${amount}`)
            .join(" and ")}`,
        ]
      : [];
  return [...list("requests", requests), ...list("limits", limits)].join(", ") || "no requests and no limits";
}

const WHY = {
  Guaranteed: "Guaranteed needs CPU and memory limits in every container, equal to the requests.",
  Burstable: "Burstable is everything between: something is requested or limited, but not all of it equally.",
  BestEffort: "BestEffort needs that no container requests or limits anything.",
};

export const qosClass = generatorOf(rule, (random) => {
  const [app, sidecar] = [oneOf(random, KINDS), oneOf(random, KINDS)];
  const pod = podOf("p", {
    containers: [
      { name: "app", resources: app },
      { name: "sidecar", resources: sidecar },
    ],
  });
  const key = qosClassOf(pod);
  const classes = ["Guaranteed", "Burstable", "BestEffort"] as const;
  return {
    stem: `A pod has two containers. \`app\`: ${describe(app)}. \`sidecar\`: ${describe(sidecar)}. Which QoS class does it get?`,
    answer: { text: key },
    right: `Right. ${WHY[key]}`,
    working: [
      "All containers count together, for CPU and memory only.",
      WHY.Guaranteed,
      WHY.BestEffort,
      `This pod is ${key}.`,
    ],
    wrong: classes.filter((each) => each !== key).map((each) => ({ text: each, why: WHY[each] })),
  };
});
