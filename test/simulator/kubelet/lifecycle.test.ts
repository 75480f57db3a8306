import { expect, test } from "@jest/globals";
import { createLab } from "./make.ts";

const types = (lab: ReturnType<typeof createLab>) =>
  lab.podOf()?.status.conditions?.map(({ type, status }) => `${type} ${status}`);

test("a bound pod is taken on, its image pulled, its container started and ready", () => {
  const lab = createLab({ startMs: [2_000, 2_000], readyMs: [3_000, 3_000] });
  lab.pod();
  lab.run(20);
  expect(types(lab)).toEqual([
    "PodReadyToStartContainers False",
    "Initialized True",
    "Ready False",
    "ContainersReady False",
    "PodScheduled True",
  ]);
  expect(lab.condition("Ready")).toMatchObject({
    reason: "ContainersNotReady",
    message: "containers with unready status: [app]",
  });
  expect(lab.app()).toMatchObject({
    ready: false,
    started: false,
    state: { waiting: { reason: "ContainerCreating" } },
  });
  lab.run(1_999);
  expect(lab.phase()).toBe("Pending");
  lab.run(2_000);
  expect(lab.podOf()?.status).toMatchObject({ phase: "Running", startTime: 20, qosClass: "BestEffort" });
  expect(lab.app()).toMatchObject({
    ready: false,
    started: true,
    restartCount: 0,
    state: { running: { startedAt: 2_000 } },
  });
  lab.run(4_999);
  expect(lab.condition("Ready")?.status).toBe("False");
  lab.run(5_000);
  expect(lab.condition("Ready")).toMatchObject({ status: "True", lastTransitionTime: 5_000 });
  expect(lab.events()).toEqual([
    'Normal Pulling Pulling image "nginx:1.27"',
    'Normal Pulled Successfully pulled image "nginx:1.27" in 1.6s (1.6s including waiting). Image size: 72319182 bytes.',
    "Normal Created Container created",
    "Normal Started Container started",
  ]);
});

test("the second pod on a node finds the image there; on another node it does not", () => {
  const lab = createLab();
  lab.pod();
  lab.run(2_000);
  lab.pod({}, "second");
  lab.pod({ nodeName: "n2" }, "elsewhere");
  lab.run(4_000);
  expect(lab.events("second")[0]).toBe(
    'Normal Pulled Container image "nginx:1.27" already present on machine and can be accessed by the pod',
  );
  expect(lab.events("elsewhere")[0]).toBe('Normal Pulling Pulling image "nginx:1.27"');
  const addresses = ["web", "second", "elsewhere"].map((name) => lab.podOf(name)?.status.podIP);
  expect(new Set(addresses).size).toBe(3);
});

test("a deleted pod's container gets its signal and the pod goes when it has stopped", () => {
  const lab = createLab({ stopMs: 700 });
  lab.pod();
  lab.run(5_000);
  lab.world.api.delete("Pod", "web");
  lab.run(5_699);
  expect(lab.podOf()?.metadata.deletionTimestamp).toBe(35_000);
  expect(lab.condition("Ready")?.status).toBe("True");
  expect(lab.events()).toContain("Normal Killing Stopping container app");
  lab.run(5_700);
  expect(lab.podOf()).toBeUndefined();
  expect(lab.history.at(-1)?.[1].status).toMatchObject({ phase: "Succeeded" });
});

test("what outlasts its grace period is killed: 137", () => {
  const lab = createLab({ stopMs: 60_000 });
  lab.pod({ terminationGracePeriodSeconds: 10 });
  lab.run(5_000);
  lab.world.api.delete("Pod", "web");
  lab.run(14_999);
  expect(lab.podOf()).toBeDefined();
  lab.run(15_000);
  expect(lab.podOf()).toBeUndefined();
  const last = lab.history.at(-1)?.[1].status;
  expect(last?.phase).toBe("Failed");
  expect(last?.containerStatuses?.[0]?.state?.terminated).toMatchObject({
    exitCode: 137,
    reason: "Error",
    finishedAt: 15_000,
  });
});

test("a preStop hook comes before the signal", () => {
  const lab = createLab({ stopMs: 500 });
  const lifecycle = { preStop: { exec: { command: ["sh", "-c", "sleep $(WAIT)"] } } };
  lab.pod({ containers: [{ name: "app", image: "nginx:1.27", env: [{ name: "WAIT", value: "5" }], lifecycle }] });
  lab.run(5_000);
  lab.world.api.delete("Pod", "web");
  lab.run(10_499);
  expect(lab.podOf()).toBeDefined();
  lab.run(10_500);
  expect(lab.podOf()).toBeUndefined();
});

test("a pod that is deleted before it runs goes at once", () => {
  const lab = createLab({ startMs: [30_000, 30_000] });
  lab.pod();
  lab.run(1_000);
  lab.world.api.delete("Pod", "web");
  lab.run(1_020);
  expect(lab.podOf()).toBeUndefined();
  lab.run(60_000);
  expect(lab.events()).toHaveLength(0);
});

test("a pod with a finalizer stays, stopped, until that is taken off", () => {
  const lab = createLab();
  const pod = lab.pod({ restartPolicy: "Never" });
  lab.world.api.update({ ...pod, metadata: { ...pod.metadata, finalizers: ["batch.kubernetes.io/job-tracking"] } });
  lab.run(5_000);
  lab.world.api.delete("Pod", "web");
  lab.run(60_000);
  const stopped = lab.podOf();
  expect(stopped?.status.phase).toBe("Succeeded");
  if (stopped) lab.world.api.update({ ...stopped, metadata: { ...stopped.metadata, finalizers: [] } });
  expect(lab.podOf()).toBeUndefined();
});

test("init containers run one after the other, a sidecar starts before and stops after the main container", () => {
  const lab = createLab({ exit: { afterMs: 5_000, codes: [0] } });
  lab.pod({
    restartPolicy: "Never",
    initContainers: [
      { name: "first", image: "busybox:1.37" },
      { name: "proxy", image: "busybox:1.37", restartPolicy: "Always" },
      { name: "last", image: "busybox:1.37" },
    ],
    containers: [{ name: "app", image: "busybox:1.37" }],
  });
  lab.run(1_500);
  expect(lab.state("first")).toBe("running 1000");
  expect(lab.state("proxy")).toBe("waiting PodInitializing");
  expect(lab.condition("Initialized")).toMatchObject({
    status: "False",
    reason: "ContainersNotInitialized",
    message: "containers with incomplete status: [first proxy last]",
  });
  lab.run(3_500);
  expect(lab.app("web", "proxy")).toMatchObject({ started: true, ready: true });
  expect([lab.state("proxy"), lab.state("last")]).toEqual(["running 3000", "waiting PodInitializing"]);
  lab.run(4_500);
  expect(lab.state("last")).toBe("running 4000");
  lab.run(6_000);
  expect(lab.app("web", "last")?.ready).toBe(true);
  expect([lab.state("last"), lab.state()]).toEqual(["terminated 0 Completed 5000", "running 6000"]);
  lab.run(11_100);
  expect([lab.state(), lab.phase()]).toEqual(["terminated 0 Completed 11000", "Running"]);
  lab.run(20_000);
  expect(lab.app("web", "proxy")?.restartCount).toBe(0);
  expect([lab.state("proxy"), lab.phase()]).toEqual(["terminated 0 Completed 11500", "Succeeded"]);
  expect(lab.condition("Ready")?.reason).toBe("PodCompleted");
});

test("an init container that fails ends a pod that is never restarted", () => {
  const lab = createLab({ containers: { setup: { exit: { afterMs: 1_000, codes: [3] } } } });
  lab.pod({ restartPolicy: "Never", initContainers: [{ name: "setup", image: "busybox:1.37" }] });
  lab.run(60_000);
  expect(lab.phase()).toBe("Failed");
  expect(lab.app("web", "setup")?.state?.terminated).toMatchObject({ exitCode: 3, reason: "Error" });
  expect(lab.app()?.state?.waiting?.reason).toBe("PodInitializing");
});

test("activeDeadlineSeconds ends a pod that is still running", () => {
  const lab = createLab();
  lab.pod({ activeDeadlineSeconds: 30 });
  lab.run(30_019);
  expect(lab.phase()).toBe("Running");
  lab.run(31_000);
  expect(lab.podOf()?.status).toMatchObject({
    phase: "Failed",
    reason: "DeadlineExceeded",
    message: "Pod was active on the node longer than the specified deadline",
  });
  expect(lab.condition("Ready")).toMatchObject({ status: "False", reason: "PodFailed" });
});

test("a new image restarts the container alone", () => {
  const lab = createLab();
  const pod = lab.pod();
  lab.run(5_000);
  lab.world.api.update({ ...pod, spec: { ...pod.spec, containers: [{ name: "app", image: "nginx:1.28" }] } });
  lab.run(10_000);
  expect(lab.events()).toContain("Normal Killing Container app definition changed, will be restarted");
  expect(lab.app()).toMatchObject({ restartCount: 1, image: "docker.io/library/nginx:1.28", ready: true });
});
