import { expect, test } from "@jest/globals";
import { createLab } from "./make.ts";

const app = (more: object = {}) => ({ containers: [{ name: "app", image: "nginx:1.27", ...more }] });

test("a pod that is put on a full node is rejected there", () => {
  const lab = createLab();
  lab.pod(app({ resources: { requests: { cpu: "3" } } }));
  lab.run(5_000);
  lab.pod(app({ resources: { requests: { cpu: "1500m" } } }), "second");
  lab.run(6_000);
  const message = "Node didn't have enough resource: cpu, requested: 1500, used: 3000, capacity: 4000";
  expect(lab.podOf("second")?.status).toMatchObject({
    phase: "Failed",
    reason: "OutOfcpu",
    message: `Pod was rejected: ${message}`,
  });
  expect(lab.events("second")).toEqual([`Warning OutOfcpu ${message}`]);
  lab.run(60_000);
  expect(lab.podOf("second")?.status.phase).toBe("Failed");
});

test("a pod that selects other nodes is rejected", () => {
  const lab = createLab();
  lab.pod({ nodeSelector: { disk: "ssd" } });
  lab.run(1_000);
  expect(lab.podOf()?.status).toMatchObject({
    reason: "NodeAffinity",
    message: "Pod was rejected: Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
  });
});

test("a node short of memory rejects what requests nothing", () => {
  const lab = createLab();
  lab.run(0);
  const node = lab.world.store.get("Node", "n1");
  if (!node) throw new Error("There is no node n1.");
  const conditions = node.status.conditions?.map((one) =>
    one.type === "MemoryPressure" ? { ...one, status: "True" as const } : one,
  );
  lab.world.api.updateStatus(node, { ...node.status, conditions: conditions ?? [] });
  lab.pod();
  lab.pod(app({ resources: { requests: { memory: "10Mi" } } }), "modest");
  lab.run(5_000);
  expect(lab.podOf()?.status).toMatchObject({
    reason: "Evicted",
    message: "Pod was rejected: The node had condition: [MemoryPressure]. ",
  });
  expect(lab.podOf("modest")?.status.phase).toBe("Running");
});

test("a ConfigMap that is missing: CreateContainerConfigError until it is there", () => {
  const lab = createLab();
  lab.pod(app({ envFrom: [{ configMapRef: { name: "settings" } }] }));
  lab.run(5_000);
  expect(lab.app()?.state?.waiting).toEqual({
    reason: "CreateContainerConfigError",
    message: 'configmap "settings" not found',
  });
  expect(lab.events()).toContain('Warning Failed Error: configmap "settings" not found');
  lab.world.api.create({ kind: "ConfigMap", metadata: { name: "settings" }, data: { COLOUR: "blue" } });
  lab.run(15_000);
  expect(lab.app()).toMatchObject({ ready: true, restartCount: 0 });
});

test("a key that is missing", () => {
  const lab = createLab();
  lab.world.api.create({ kind: "Secret", metadata: { name: "keys" }, data: { a: "YQ==" } });
  lab.pod(app({ env: [{ name: "B", valueFrom: { secretKeyRef: { name: "keys", key: "b" } } }] }));
  lab.run(5_000);
  expect(lab.app()?.state?.waiting?.message).toBe("couldn't find key b in Secret default/keys");
});

test("a Secret that is missing cannot be mounted: the pod stays ContainerCreating", () => {
  const lab = createLab();
  lab.pod({ volumes: [{ name: "s", secret: { secretName: "missing" } }] });
  lab.run(8_000);
  expect(lab.app()?.state?.waiting).toEqual({ reason: "ContainerCreating" });
  expect(lab.condition("PodReadyToStartContainers")?.status).toBe("False");
  // At 0.2 s, and 0.5, 1, 2 and 4 seconds after one another.
  expect(lab.events()).toEqual([
    'Warning FailedMount MountVolume.SetUp failed for volume "s" : secret "missing" not found x5',
  ]);
  lab.world.api.create({ kind: "Secret", metadata: { name: "missing" } });
  lab.run(20_000);
  expect(lab.app()?.ready).toBe(true);
});
