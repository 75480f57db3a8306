import { expect, test } from "@jest/globals";
import { lastHeartbeat, startNode, stopNode } from "../../../src/simulator/kubernetes/kubelet/nodes.ts";
import { createLab } from "./make.ts";

test("a node reports ready and renews its Lease every ten seconds without an event for it", () => {
  const lab = createLab();
  lab.run(0);
  const { conditions, addresses, nodeInfo } = lab.world.store.get("Node", "n1")?.status ?? {};
  expect(addresses?.map(({ type }) => type)).toEqual(["InternalIP", "Hostname"]);
  expect(nodeInfo).toMatchObject({ kubeletVersion: "v1.36.2", containerRuntimeVersion: "containerd://2.1.4" });
  expect(conditions?.map(({ type, status }) => `${type} ${status}`)).toEqual([
    "MemoryPressure False",
    "DiskPressure False",
    "PIDPressure False",
    "Ready True",
  ]);
  const before = lab.world.loop.events();
  lab.run(47_000);
  expect(lastHeartbeat(lab.world, "n1")).toBe(40_000);
  expect(lab.world.loop.events()).toBe(before);
});

test("a stopped node renews nothing and leaves its pods as they are; back again, it catches up", () => {
  const lab = createLab({ exit: { afterMs: 100_000, codes: [1] } });
  lab.pod();
  lab.pod({}, "going");
  lab.run(25_000);
  stopNode(lab.world, "n1");
  lab.run(30_000);
  lab.world.api.delete("Pod", "going");
  lab.pod({}, "late");
  const changes = lab.history.length;
  lab.run(200_000);
  expect(lastHeartbeat(lab.world, "n1")).toBe(20_000);
  expect(lastHeartbeat(lab.world, "n2")).toBe(200_000);
  expect(lab.history).toHaveLength(changes);
  expect(lab.podOf("late")?.status.containerStatuses).toBeUndefined();

  startNode(lab.world, "n1");
  expect(lastHeartbeat(lab.world, "n1")).toBe(200_000);
  lab.run(203_000);
  expect(lab.podOf("going")).toBeUndefined();
  expect(lab.podOf("late")?.status.phase).toBe("Running");
  expect(lab.app()).toMatchObject({ restartCount: 1, lastState: { terminated: { exitCode: 1, finishedAt: 101_000 } } });
});

test("a pod that was marked not ready while its node was away is ready again when it is back", () => {
  const lab = createLab();
  const pod = lab.pod();
  lab.run(5_000);
  stopNode(lab.world, "n1");
  const { status = pod.status } = lab.podOf() ?? {};
  const conditions = status.conditions?.map((one) =>
    one.type === "Ready" ? { ...one, status: "False" as const } : one,
  );
  lab.world.api.updateStatus(pod, { ...status, conditions: conditions ?? [] });
  lab.run(60_000);
  expect(lab.condition("Ready")?.status).toBe("False");
  startNode(lab.world, "n1");
  lab.run(60_100);
  expect(lab.condition("Ready")?.status).toBe("True");
});

test("probes go on after a stop", () => {
  const lab = createLab({ hang: { afterMs: 100_000 } });
  const livenessProbe = { tcpSocket: { port: 80 }, failureThreshold: 1 };
  lab.pod({ containers: [{ name: "app", image: "nginx:1.27", livenessProbe }] });
  lab.run(20_000);
  stopNode(lab.world, "n1");
  lab.run(50_000);
  startNode(lab.world, "n1");
  lab.run(115_000);
  expect(lab.events()).toContain("Warning Unhealthy Liveness probe failed: dial tcp 10.244.1.2:80: i/o timeout");
});
