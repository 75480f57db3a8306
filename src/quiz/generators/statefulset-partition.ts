// A StatefulSet's partition keeps the lower ordinals at the old version: played on a whole simulated cluster.
import type { StatefulSet } from "../../simulator/kubernetes/api/apps.ts";
import type { Draft } from "../../simulator/kubernetes/api-server.ts";
import { createKubernetes } from "../../simulator/kubernetes/kubernetes.ts";
import { between, counted, remembered } from "./draw.ts";
import { generatorOf } from "./generator.ts";

const rule = {
  id: "computed-statefulset-partition",
  lesson: "statefulsets",
  section: "statefulsets#updates",
  objective: "sts-order",
  difficulty: 3,
};

const MINUTE = 60_000;

type Set = Draft<StatefulSet> & { kind: "StatefulSet"; metadata: { name: string } };

function setOf(replicas: number, partition: number, image: string): Set {
  return {
    kind: "StatefulSet",
    metadata: { name: "db" },
    spec: {
      serviceName: "db",
      replicas,
      selector: { matchLabels: { app: "db" } },
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition } },
      template: { metadata: { labels: { app: "db" } }, spec: { containers: [{ name: "db", image }] } },
    },
  };
}

/** The images of the pods, by ordinal, some minutes after the update. */
const play = remembered((replicas = 0, partition = 0): string[] => {
  const cluster = createKubernetes({ seed: "partition" });
  const capacity = { cpu: "8", memory: "16Gi", pods: "110" };
  cluster.api.create({ kind: "Node", metadata: { name: "worker-1" }, spec: {}, status: { capacity } });
  cluster.apply(setOf(replicas, partition, "db:1"));
  cluster.run(MINUTE);
  cluster.apply(setOf(replicas, partition, "db:2"));
  cluster.run(3 * MINUTE);
  const images = Array.from({ length: replicas }, (_, ordinal) => {
    const pod = cluster.store.get("Pod", `db-${ordinal}`);
    return pod?.spec.containers[0]?.image ?? "";
  });
  return images;
});

export const statefulSetPartition = generatorOf(rule, (random) => {
  const replicas = between(random, 4, 8);
  const partition = between(random, 1, replicas - 1);
  const images = play(replicas, partition);
  const value = images.filter((image) => image === "db:2").length;
  return {
    stem: "How many pods of `db` run the new image once the update has come to rest?",
    given: [
      "kubectl get statefulset db",
      "NAME   READY",
      `db     ${replicas}/${replicas}`,
      "",
      `# updateStrategy: RollingUpdate, partition: ${partition}`,
      "kubectl set image statefulset/db db=db:2",
    ].join("\n"),
    answer: { value, unit: "pods" },
    right: "Right: the ordinals from the partition on are updated.",
    working: [
      `The pods are db-0 to db-${replicas - 1}; only ordinals of at least ${partition} are updated, the highest first.`,
      `Those are db-${partition} to db-${replicas - 1}: ${replicas} - ${partition} = ${counted(value, "pods")}.`,
    ],
    trace: images.map((image, ordinal) => `db-${ordinal}   ${image}`),
    wrong: [
      { value: partition, why: "The partition is the first ordinal that is updated; those below it stay." },
      { value: replicas, why: "Pods with an ordinal below the partition keep the old version." },
      { value: replicas - partition - 1, why: "The pod whose ordinal equals the partition is updated, too." },
      {
        value: replicas - partition + 1,
        why: "Ordinals begin at 0: those below the partition are as many as the partition says.",
      },
      { value: 0, why: "A partition holds back only the lower ordinals." },
    ],
  };
});
