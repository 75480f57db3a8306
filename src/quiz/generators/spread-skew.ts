// Where a pod may go under a topology spread constraint that must be met.
import type { Node } from "../../simulator/kubernetes/api/core.ts";
import type { PodSpec } from "../../simulator/kubernetes/api/pod.ts";
import { createPodInfo } from "../../simulator/kubernetes/scheduler/pod-info.ts";
import { DEFAULT_PROFILE } from "../../simulator/kubernetes/scheduler/profile.ts";
import { NOBODY, findFeasible } from "../../simulator/kubernetes/scheduler/schedule-one.ts";
import { prepare } from "../../simulator/kubernetes/scheduler/framework.ts";
import { between, joined } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { infoOf, nodeOf, podOf, snapshotOf } from "./objects.ts";

const rule = {
  id: "computed-spread-skew",
  lesson: "placing-pods",
  section: "placing-pods#spread",
  objective: "pod-spread",
  difficulty: 4,
};

const ZONE = "topology.kubernetes.io/zone";
const labels = { app: "web" };

const spreading = (maxSkew: number): Partial<PodSpec> => ({
  topologySpreadConstraints: [
    { maxSkew, topologyKey: ZONE, whenUnsatisfiable: "DoNotSchedule", labelSelector: { matchLabels: labels } },
  ],
});

/** The zones that take one more pod. */
function openZones(zones: { name: string; pods: number }[], maxSkew: number): string[] {
  const infos = zones.map(({ name, pods }) => {
    const node: Node = nodeOf(`node-${name}`, { cpu: "16", memory: "32Gi" });
    const zoned = { ...node, metadata: { ...node.metadata, labels: { ...node.metadata.labels, [ZONE]: name } } };
    const running = Array.from({ length: pods }, (_, index) =>
      podOf(`${name}${index}`, {}, { phase: "Running" }, { labels }),
    );
    return infoOf(zoned, running);
  });
  const pod = createPodInfo(podOf("new", spreading(maxSkew), {}, { labels }));
  const cycle = prepare(pod, snapshotOf(infos), DEFAULT_PROFILE);
  const { feasible } = findFeasible(cycle, { start: 0, nominated: NOBODY });
  return feasible.map(({ name }) => name.replace("node-", ""));
}

const print = (names: string[]) => `${names.length === 1 ? "Zone" : "Zones"} ${joined(names.toSorted())}`;

export const spreadSkew = generatorOf(rule, (random) => {
  const zones = ["a", "b", "c"].map((name) => ({ name, pods: between(random, 0, 5) }));
  const maxSkew = between(random, 1, 2);
  const open = openZones(zones, maxSkew);
  const least = Math.min(...zones.map(({ pods }) => pods));
  const emptiest = zones.filter(({ pods }) => pods === least).map(({ name }) => name);
  const fullest = zones
    .toSorted((a, b) => b.pods - a.pods)
    .slice(0, 1)
    .map(({ name }) => name);
  return {
    stem: `A pod of \`web\` has a topology spread constraint over zones with \`maxSkew: ${maxSkew}\` and \`whenUnsatisfiable: DoNotSchedule\`. The zones hold ${joined(zones.map(({ name, pods }) => `${pods} in ${name}`))} of its pods, and every node has room. Where may the pod go?`,
    answer: { text: print(open) },
    right: "Right: there the skew stays within the limit.",
    working: [
      `The smallest count is ${least}. After placement a zone may hold at most ${least} + ${maxSkew} = ${least + maxSkew}.`,
      ...zones.map(
        ({ name, pods }) =>
          `Zone ${name} would hold ${pods + 1}: ${pods + 1 - least <= maxSkew ? "allowed" : "too many"}.`,
      ),
      `So it may go to ${print(open).toLowerCase()}.`,
    ],
    wrong: [
      {
        text: print(zones.map(({ name }) => name)),
        why: "`DoNotSchedule` makes the constraint a condition, not a wish.",
      },
      { text: print(emptiest), why: "Other zones are within the skew, too." },
      {
        text: print(zones.filter(({ pods }) => pods - least <= maxSkew).map(({ name }) => name)),
        why: "The new pod itself counts: its zone must be within the skew after placement.",
      },
      { text: print(fullest), why: "The fullest zone is the last that may take one more." },
      {
        text: print(zones.filter(({ name }) => !open.includes(name)).map(({ name }) => name)),
        why: "These zones would exceed the skew.",
      },
    ].filter(({ text }) => text !== print([])),
  };
});
