/** The Deployment and ReplicaSet controllers on a simulated cluster. */
import { expect, test } from "@jest/globals";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import type { Kubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";
import { isActive } from "../../../src/simulator/kubernetes/pods.ts";
import { conditionsOf, deploymentIn, image, makeCluster, makeManifest, messagesOf, sizesIn } from "./make.ts";

const onlyReplicaSet = ({ store }: Kubernetes) => store.list("ReplicaSet")[0];

/** Lets no more than `most` pods into the cluster at a time, as a quota does. */
function limitPods({ api, store }: Kubernetes, most: () => number) {
  let refusals = 0;
  api.admit((object) => {
    if (object.kind !== "Pod" || store.list("Pod").length < most()) return { ok: true, object };
    refusals++;
    const message = `pods "${object.metadata.name}" is forbidden: exceeded quota`;
    return { ok: false, error: { code: 403, reason: "Forbidden", message } };
  });
  return () => refusals;
}

test("1, 2, 4, 8 and so on are asked for; a refusal ends the series and shows as a condition until all is well", () => {
  const cluster = makeCluster();
  let most = 5;
  const refusals = limitPods(cluster, () => most);
  cluster.apply(makeManifest({ replicas: 20 }));
  cluster.run(100);
  // 1 and 2 go through, of the next 4 two: the 8 and the rest are not tried.
  expect(cluster.store.list("Pod")).toHaveLength(5);
  const early = refusals();
  expect(early).toBeLessThan(20);
  cluster.run(30_000);
  expect(conditionsOf(deploymentIn(cluster))).toContain("ReplicaFailure=True:FailedCreate");
  const [failure] = onlyReplicaSet(cluster)?.status.conditions ?? [];
  expect(failure?.message).toMatch(/^pods "web-.*" is forbidden: exceeded quota$/);
  expect(messagesOf(cluster, "FailedCreate")[0]).toMatch(/^Error creating: pods "web-/);
  // Tried again later each time: a dozen times in half a minute.
  expect(refusals() - early).toBeLessThan(20);
  most = 100;
  cluster.run(120_000);
  expect(cluster.store.list("Pod")).toHaveLength(20);
  expect(conditionsOf(deploymentIn(cluster))).toEqual([
    "Available=True:MinimumReplicasAvailable",
    "Progressing=True:NewReplicaSetAvailable",
  ]);
});

test("pods come at the controller manager's 20 a second after the first 30", () => {
  const cluster = makeCluster();
  cluster.apply(makeManifest({ replicas: 130 }));
  cluster.run(1_100);
  expect(cluster.store.list("Pod").length).toBeGreaterThanOrEqual(48);
  expect(cluster.store.list("Pod").length).toBeLessThanOrEqual(52);
  cluster.run(5_200);
  expect(cluster.store.list("Pod")).toHaveLength(130);
});

const relabel = (cluster: Kubernetes, pod: Pod | undefined, app: string) =>
  cluster.patch("Pod", pod?.metadata.name ?? "", { metadata: { labels: { app } } });

test("a pod that is no longer selected is let go and replaced, and taken back when it is selected again", () => {
  const cluster = makeCluster();
  cluster.apply(makeManifest({ replicas: 2 }));
  cluster.run(10_000);
  const [pod] = cluster.store.list("Pod");
  relabel(cluster, pod, "debug");
  cluster.run(20_000);
  expect(cluster.store.list("Pod")).toHaveLength(3);
  expect(cluster.store.get("Pod", pod?.metadata.name ?? "")?.metadata.ownerReferences).toEqual([]);
  relabel(cluster, pod, "web");
  cluster.run(30_000);
  const pods = cluster.store.list("Pod").filter(isActive);
  expect(pods).toHaveLength(2);
  for (const { metadata } of pods)
    expect(metadata.ownerReferences?.[0]?.uid).toBe(onlyReplicaSet(cluster)?.metadata.uid);
});

test("Recreate makes no new pod before the last old one is gone", () => {
  const cluster = makeCluster();
  cluster.apply(makeManifest({ sim: { stopMs: "4000" }, spec: { strategy: { type: "Recreate" } } }));
  cluster.run(20_000);
  const mixed: number[] = [];
  cluster.store.watch(({ object }) => {
    if (object.kind !== "Pod") return;
    const images = new Set(cluster.store.list("Pod").map(({ spec }) => spec.containers[0]?.image));
    if (images.size > 1) mixed.push(cluster.loop.now());
  });
  cluster.patch("Deployment", "web", image("app:v2"));
  cluster.run(22_000);
  expect(sizesIn(cluster)).toEqual({ "1": "0/0" });
  cluster.run(60_000);
  expect(mixed).toEqual([]);
  expect(sizesIn(cluster)).toEqual({ "1": "0/0", "2": "3/3" });
});

test("a rollout without progress is given up at its deadline, and the next progress is noted all the same", () => {
  const cluster = makeCluster();
  cluster.apply(makeManifest({ spec: { progressDeadlineSeconds: 30 } }));
  cluster.run(20_000);
  const { spec } = makeManifest({ sim: { readyMs: "never" } });
  cluster.patch("Deployment", "web", { spec: { template: spec.template } });
  cluster.run(49_000);
  expect(conditionsOf(deploymentIn(cluster))).toContain("Progressing=True:ReplicaSetUpdated");
  cluster.run(52_000);
  expect(conditionsOf(deploymentIn(cluster))).toContain("Progressing=False:ProgressDeadlineExceeded");
  expect(deploymentIn(cluster).status.conditions?.at(-1)?.message).toMatch(
    /^ReplicaSet "web-.*" has timed out progressing.$/,
  );
  cluster.patch("Deployment", "web", { spec: { template: { metadata: { annotations: { "sim/readyMs": "0" } } } } });
  cluster.run(80_000);
  expect(conditionsOf(deploymentIn(cluster))).toContain("Progressing=True:NewReplicaSetAvailable");
});

test("a pod that fails long after the rollout keeps nobody busy", () => {
  const cluster = makeCluster();
  cluster.apply(makeManifest({ spec: { progressDeadlineSeconds: 10 } }));
  cluster.run(100_000);
  const [pod] = cluster.store.list("Pod");
  if (!pod) throw new Error("There is no pod.");
  const conditions = (pod.status.conditions ?? []).map((condition) => ({ ...condition, status: "False" as const }));
  cluster.api.updateStatus(pod, { ...pod.status, conditions });
  cluster.run(101_000);
  expect(deploymentIn(cluster).status.unavailableReplicas).toBe(1);
  const before = cluster.loop.events();
  cluster.run(161_000);
  // What kubelets and others do every few seconds; a controller that came back all the time would make thousands.
  expect(cluster.loop.events() - before).toBeLessThan(300);
  expect(conditionsOf(deploymentIn(cluster))).toContain("Progressing=True:NewReplicaSetAvailable");
});

test("with minReadySeconds a pod counts as available when it has been ready for as long", () => {
  const cluster = makeCluster();
  cluster.apply(makeManifest({ sim: { startMs: "1000" }, spec: { minReadySeconds: 10 } }));
  cluster.run(10_000);
  expect(deploymentIn(cluster).status).toMatchObject({ readyReplicas: 3, unavailableReplicas: 3 });
  cluster.run(11_500);
  expect(deploymentIn(cluster).status).toMatchObject({ readyReplicas: 3, availableReplicas: 3 });
});

test("a name that is taken by another ReplicaSet is avoided by another hash", () => {
  const first = makeCluster();
  first.apply(makeManifest());
  first.run(1_000);
  const name = onlyReplicaSet(first)?.metadata.name ?? "";
  const cluster = makeCluster();
  const template = { metadata: { labels: { app: "other" } }, spec: { containers: [{ name: "c", image: "x" }] } };
  const spec = { replicas: 0, selector: { matchLabels: { app: "other" } }, template };
  cluster.apply({ kind: "ReplicaSet", metadata: { name }, spec } as { kind: string; metadata: { name: string } });
  cluster.apply(makeManifest());
  cluster.run(10_000);
  expect(deploymentIn(cluster).status).toMatchObject({ collisionCount: 1, availableReplicas: 3 });
  expect(cluster.store.list("ReplicaSet").map(({ metadata }) => metadata.name)).not.toEqual([name]);
});

test("a Deployment deleted and made again under its name adopts the ReplicaSet that was left", () => {
  const cluster = makeCluster();
  cluster.apply(makeManifest());
  cluster.run(10_000);
  cluster.api.delete("Deployment", "web", "default", { propagationPolicy: "Orphan" });
  cluster.run(20_000);
  expect(cluster.store.list("Pod")).toHaveLength(3);
  cluster.apply(makeManifest({ replicas: 2 }));
  cluster.run(40_000);
  expect(cluster.store.list("ReplicaSet")).toHaveLength(1);
  expect(onlyReplicaSet(cluster)?.metadata.ownerReferences?.[0]?.uid).toBe(deploymentIn(cluster).metadata.uid);
  expect(cluster.store.list("Pod")).toHaveLength(2);
});
