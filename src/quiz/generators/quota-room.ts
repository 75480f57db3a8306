// How many more pods of a kind a ResourceQuota admits.
import type { ResourceQuota } from "../../simulator/kubernetes/api/core.ts";
import { checkQuotas } from "../../simulator/kubernetes/quota/check.ts";
import { between, counted, oneOf } from "./draw.ts";
import { generatorOf } from "./generator.ts";
import { podOf, withResources } from "./objects.ts";

const rule = {
  id: "computed-quota-room",
  lesson: "requests-and-limits",
  section: "requests-and-limits#quota",
  objective: "namespace-policies",
  difficulty: 3,
};

/** So many pods of this size the quota admits one after the other. */
function admitted(hard: Record<string, string>, used: Record<string, string>, cpu: string, memory: string): number {
  const metadata = { name: "team", namespace: "default", uid: "team", labels: {}, creationTimestamp: 0, generation: 1 };
  let quota: ResourceQuota = { kind: "ResourceQuota", metadata, spec: { hard }, status: { hard, used } };
  for (let count = 0; ; count++) {
    const answer = checkQuotas([quota], podOf(`p${count}`, withResources({ requests: { cpu, memory } })), 0);
    if (!answer.ok) return count;
    quota = { ...quota, status: { hard, used: answer.charges[0]?.used ?? used } };
  }
}

export const quotaRoom = generatorOf(rule, (random) => {
  const cpu = oneOf(random, [250, 500, 750]);
  const memory = oneOf(random, [256, 512, 1024]);
  const [cores, gib, pods] = [between(random, 3, 8), between(random, 3, 10), between(random, 6, 20)];
  const usedPods = between(random, 1, 4);
  const hard = { "requests.cpu": `${cores}`, "requests.memory": `${gib}Gi`, pods: `${pods}` };
  const used = {
    "requests.cpu": `${usedPods * cpu}m`,
    "requests.memory": `${usedPods * memory}Mi`,
    pods: `${usedPods}`,
  };
  const value = admitted(hard, used, `${cpu}m`, `${memory}Mi`);
  const byCpu = Math.floor((cores * 1000 - usedPods * cpu) / cpu);
  const byMemory = Math.floor((gib * 1024 - usedPods * memory) / memory);
  const byCount = pods - usedPods;
  return {
    stem: `A ResourceQuota allows requests.cpu ${cores}, requests.memory ${gib}Gi and ${counted(pods, "pods")}. ${usedPods} ${usedPods === 1 ? "pod runs" : "pods run"} in the namespace, each requesting ${cpu}m CPU and ${memory}Mi memory. How many more pods of this size does the quota admit?`,
    answer: { value, unit: "pods" },
    right: "Right: the scarcest of the three decides.",
    working: [
      `By CPU: (${cores * 1000}m - ${usedPods * cpu}m) / ${cpu}m, rounded down: ${byCpu}.`,
      `By memory: (${gib * 1024}Mi - ${usedPods * memory}Mi) / ${memory}Mi, rounded down: ${byMemory}.`,
      `By number of pods: ${pods} - ${usedPods} = ${byCount}.`,
      `The smallest decides: ${counted(value, "pods")}.`,
    ],
    wrong: [
      { value: byCpu, why: "CPU would allow that, but another of the quota's resources runs out first." },
      { value: byMemory, why: "Memory would allow that, but another of the quota's resources runs out first." },
      { value: byCount, why: "The count of pods would allow that, but their requests run out first." },
      { value: value + usedPods, why: "What already runs is charged to the quota, too." },
      { value: value + 1, why: "The next pod would pass the quota and is refused." },
      { value: Math.max(0, value - 1), why: "A quota may be used up to its limit; only more is refused." },
    ],
  };
});
