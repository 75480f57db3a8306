import { expect, test } from "@jest/globals";
import { QUIET } from "../../../src/simulator/kubernetes/kubelet/behaviour.ts";
import { createLab } from "./make.ts";

test("a crashing container is restarted at once, then after 10, 20, 40 seconds", () => {
  const lab = createLab({ startMs: [0, 0], exit: { afterMs: 2_000, codes: [1] } });
  lab.pod();
  const starts: number[] = [];
  lab.world.store.watch(({ object }) => {
    const since = object.kind === "Pod" ? object.status.containerStatuses?.[0]?.state?.running?.startedAt : undefined;
    if (since !== undefined && starts.at(-1) !== since) starts.push(since);
  });
  lab.run(100_000);
  // The first end is noticed a second later; the waits count from the ends.
  const first = 20;
  const second = first + 2_000 + 1_000;
  const third = second + 2_000 + 10_000;
  const fourth = third + 2_000 + 20_000;
  expect(starts).toEqual([first, second, third, fourth, fourth + 2_000 + 40_000]);
});

test("while it waits it says CrashLoopBackOff, how long, and how it ended", () => {
  const lab = createLab({ startMs: [0, 0], exit: { afterMs: 2_000, codes: [137] } });
  const { metadata } = lab.pod();
  lab.run(6_500);
  expect(lab.app()).toMatchObject({
    ready: false,
    restartCount: 1,
    state: {
      waiting: {
        reason: "CrashLoopBackOff",
        message: `back-off 10s restarting failed container=app pod=web_default(${metadata.uid})`,
      },
    },
    lastState: { terminated: { exitCode: 137, reason: "Error", startedAt: 3_020, finishedAt: 5_020 } },
  });
  expect(lab.phase()).toBe("Running");
  expect(lab.events()).toContain(
    `Warning BackOff Back-off restarting failed container app in pod web_default(${metadata.uid})`,
  );
});

test("each run ends with the next of its codes", () => {
  const lab = createLab({ startMs: [0, 0], exit: { afterMs: 1_000, codes: [1, 2, 0] } });
  lab.pod({ restartPolicy: "OnFailure" });
  lab.run(60_000);
  expect(lab.app()).toMatchObject({ restartCount: 2, state: { terminated: { exitCode: 0, reason: "Completed" } } });
  expect(lab.phase()).toBe("Succeeded");
});

test.each([
  ["Always", 0, "Running"],
  ["OnFailure", 0, "Succeeded"],
  ["OnFailure", 1, "Running"],
  ["Never", 0, "Succeeded"],
  ["Never", 1, "Failed"],
] as const)("restartPolicy %s, exit code %d: %s", (restartPolicy, code, phase) => {
  const lab = createLab({ exit: { afterMs: 1_000, codes: [code] } });
  lab.pod({ restartPolicy });
  lab.run(10_000);
  expect(lab.phase()).toBe(phase);
  expect((lab.app()?.restartCount ?? 0) > 0).toBe(phase === "Running");
});

test("more memory than its limit: OOMKilled, 137", () => {
  const MiB = 2 ** 20;
  const lab = createLab({
    memory: [
      { afterMs: 0, bytes: 90 * MiB },
      { afterMs: 4_000, bytes: 110 * MiB },
    ],
  });
  lab.pod({ containers: [{ name: "app", image: "nginx:1.27", resources: { limits: { memory: "100Mi" } } }] });
  lab.run(4_999);
  expect(lab.app()?.ready).toBe(true);
  lab.run(5_500);
  expect(lab.app()?.state?.terminated).toMatchObject({ exitCode: 137, reason: "OOMKilled" });
});

test("one of two containers crashes: the pod runs on, not ready", () => {
  const lab = createLab({ containers: { log: { exit: { afterMs: 1_000, codes: [1] } } } });
  lab.pod({
    containers: [
      { name: "web", image: "nginx:1.27" },
      { name: "log", image: "busybox:1.37" },
    ],
  });
  lab.run(10_000);
  expect(lab.phase()).toBe("Running");
  expect(lab.app("web", "web")).toMatchObject({ ready: true, restartCount: 0 });
  expect(lab.condition("Ready")).toMatchObject({
    status: "False",
    message: "containers with unready status: [log]",
  });
});

test("an image that cannot be pulled: ErrImagePull, then ImagePullBackOff for 10 and 20 seconds", () => {
  const lab = createLab({ pullError: { message: "not found", times: 2 } });
  lab.pod();
  lab.run(1_000);
  expect(lab.app()?.state?.waiting).toEqual({ reason: "ErrImagePull", message: "not found" });
  lab.run(5_000);
  expect(lab.app()?.state?.waiting).toEqual({
    reason: "ImagePullBackOff",
    message: 'Back-off pulling image "nginx:1.27": ErrImagePull: not found',
  });
  expect(lab.phase()).toBe("Pending");
  lab.run(11_800);
  expect(lab.state()).toBe("waiting ErrImagePull");
  lab.run(32_599);
  expect(lab.state()).toBe("waiting ImagePullBackOff");
  lab.run(32_600);
  expect(lab.app()).toMatchObject({ ready: true, restartCount: 0 });
  expect(lab.events()).toEqual([
    'Normal Pulling Pulling image "nginx:1.27" x3',
    'Warning Failed Failed to pull image "nginx:1.27": not found x2',
    "Warning Failed Error: ErrImagePull x2",
    'Normal BackOff Back-off pulling image "nginx:1.27" x3',
    "Warning Failed Error: ImagePullBackOff x3",
    'Normal Pulled Successfully pulled image "nginx:1.27" in 800ms (800ms including waiting). Image size: 72319182 bytes.',
    "Normal Created Container created",
    "Normal Started Container started",
  ]);
});

test.each([
  ["nginx::1", "IfNotPresent", "InvalidImageName"],
  ["nginx", "Never", "ErrImageNeverPull"],
] as const)("image %s, pull policy %s: %s", (image, imagePullPolicy, reason) => {
  const lab = createLab();
  lab.pod({ containers: [{ name: "app", image, imagePullPolicy }] });
  lab.run(60_000);
  expect(lab.app()?.state?.waiting?.reason).toBe(reason);
  expect(lab.events()).toContain(`Warning Failed Error: ${reason}`);
});

test("another image is pulled at once, whatever the wait for the first", () => {
  const lab = createLab((pod) => ({
    ...QUIET,
    pullError: pod.spec.containers[0]?.image === "nginx:1.99" ? {} : undefined,
  }));
  const pod = lab.pod({ containers: [{ name: "app", image: "nginx:1.99" }] });
  lab.run(100_000);
  expect(lab.app()?.state?.waiting).toEqual({
    reason: "ImagePullBackOff",
    message:
      'Back-off pulling image "nginx:1.99": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image ' +
      '"docker.io/library/nginx:1.99": failed to resolve reference "docker.io/library/nginx:1.99": ' +
      "docker.io/library/nginx:1.99: not found",
  });
  lab.world.api.update({ ...pod, spec: { ...pod.spec, containers: [{ name: "app", image: "nginx:1.27" }] } });
  lab.run(101_000);
  expect(lab.app()).toMatchObject({ ready: true, restartCount: 0 });
});

test("another image ends the crash-loop back-off", () => {
  const lab = createLab((pod) => ({
    ...QUIET,
    exit: pod.spec.containers[0]?.image === "shop:1" ? { afterMs: 1_000, codes: [1] } : undefined,
  }));
  const pod = lab.pod({ containers: [{ name: "app", image: "shop:1" }] });
  lab.run(60_000);
  expect(lab.state()).toBe("waiting CrashLoopBackOff");
  lab.world.api.update({ ...pod, spec: { ...pod.spec, containers: [{ name: "app", image: "shop:2" }] } });
  lab.run(61_000);
  expect(lab.app()).toMatchObject({ ready: true, image: "docker.io/library/shop:2" });
});
