import { expect, test } from "@jest/globals";
import type { Probe } from "../../../src/simulator/kubernetes/api/pod.ts";
import { createLab } from "./make.ts";

const http = (path: string, more: Partial<Probe> = {}): Probe => ({ httpGet: { path, port: "web" }, ...more });
const app = (probes: { readinessProbe?: Probe; livenessProbe?: Probe; startupProbe?: Probe }) => ({
  containers: [{ name: "app", image: "nginx:1.27", ports: [{ name: "web", containerPort: 8080 }], ...probes }],
});
const readyAt = (lab: ReturnType<typeof createLab>) => lab.condition("Ready")?.lastTransitionTime;

test("the readiness probe runs when the container starts and every period after", () => {
  const lab = createLab({ readyMs: [12_000, 12_000] });
  lab.pod(app({ readinessProbe: http("/ready", { periodSeconds: 5 }) }));
  lab.run(60_000);
  // Running at 1 s, serving at 13 s; probed at 1, 6, 11 and 16 s.
  expect(lab.condition("Ready")?.status).toBe("True");
  expect(readyAt(lab)).toBe(16_000);
  const refused = 'Get "http://10.244.1.2:8080/ready": dial tcp 10.244.1.2:8080: connect: connection refused';
  expect(lab.events()).toContain(`Warning Unhealthy Readiness probe failed: ${refused} x3`);
});

test("initialDelaySeconds holds the first probe back, successThreshold the verdict", () => {
  const lab = createLab();
  lab.pod(app({ readinessProbe: http("/", { initialDelaySeconds: 7, periodSeconds: 3, successThreshold: 2 }) }));
  lab.run(60_000);
  // Running at 1 s: ticks at 1, 4, 7 are too early; 10 and 13 pass.
  expect(readyAt(lab)).toBe(13_000);
});

test("a probe that never passes keeps the pod running and not ready", () => {
  const lab = createLab({ readyMs: "never" });
  lab.pod(app({ readinessProbe: http("/ready"), livenessProbe: http("/live") }));
  lab.run(120_000);
  expect(lab.app()).toMatchObject({ ready: false, started: true, restartCount: 0 });
  expect(lab.events().some((event) => event.includes("HTTP probe failed with statuscode: 503"))).toBe(true);
});

test("a container that hangs fails its liveness probe three times and is replaced after its grace period", () => {
  const lab = createLab({ hang: { afterMs: 20_000 } });
  lab.pod(app({ livenessProbe: http("/live") }));
  lab.run(45_000);
  // It hangs from 21 s on; its probe's ticks are at 10.02, 20.02, 30.02 ...
  expect(lab.app()?.restartCount).toBe(0);
  lab.run(50_100);
  expect(lab.events()).toContain("Normal Killing Container app failed liveness probe, will be restarted");
  lab.run(80_019);
  expect(lab.app()?.restartCount).toBe(0);
  lab.run(80_020);
  expect(lab.app()).toMatchObject({
    restartCount: 1,
    lastState: { terminated: { exitCode: 137, finishedAt: 80_020 } },
  });
});

test("the probe's own grace period goes before the pod's", () => {
  const lab = createLab({ hang: { afterMs: 20_000 } });
  lab.pod(app({ livenessProbe: http("/live", { failureThreshold: 1, terminationGracePeriodSeconds: 5 }) }));
  lab.run(35_020);
  expect(lab.app()).toMatchObject({ restartCount: 1, lastState: { terminated: { finishedAt: 35_020 } } });
});

test("the startup probe keeps the others back until it passes", () => {
  const lab = createLab({ readyMs: [50_000, 50_000] });
  const startupProbe = http("/up", { periodSeconds: 10, failureThreshold: 30 });
  lab.pod(app({ startupProbe, livenessProbe: http("/live", { failureThreshold: 1 }), readinessProbe: http("/ready") }));
  lab.run(60_000);
  expect(lab.app()).toMatchObject({ started: false, ready: false, restartCount: 0 });
  lab.run(61_000);
  // Serving at 51 s, found at 60.02 s; readiness is probed at once.
  expect(lab.app()).toMatchObject({ started: true, ready: true, restartCount: 0 });
  expect(readyAt(lab)).toBe(60_020);
});

test("a startup probe that fails too often ends the container", () => {
  const lab = createLab({ readyMs: [50_000, 50_000] });
  lab.pod(app({ startupProbe: http("/up", { periodSeconds: 5, failureThreshold: 2 }) }));
  lab.run(12_000);
  expect(lab.events()).toContain("Normal Killing Container app failed startup probe, will be restarted");
});

test("a liveness probe without a startup probe kills what starts slowly", () => {
  const lab = createLab({ readyMs: [50_000, 50_000] });
  lab.pod(app({ livenessProbe: http("/live", { periodSeconds: 5 }) }));
  lab.run(300_000);
  expect(lab.app()?.restartCount).toBeGreaterThan(2);
});

test("without a hang nothing is asked of a healthy container again", () => {
  const lab = createLab();
  lab.pod(app({ livenessProbe: http("/live"), readinessProbe: http("/ready") }));
  lab.run(60_000);
  const before = lab.world.loop.events();
  lab.run(3_600_000);
  expect(lab.world.loop.events()).toBe(before);
});

test("a hang that passes makes the pod ready again", () => {
  const lab = createLab({ hang: { afterMs: 30_000, forMs: 60_000, probes: ["readiness"] } });
  lab.pod(app({ readinessProbe: http("/ready"), livenessProbe: http("/live") }));
  lab.run(60_000);
  expect(lab.app()).toMatchObject({ ready: false, restartCount: 0 });
  lab.run(110_000);
  expect(lab.app()).toMatchObject({ ready: true, restartCount: 0 });
});
