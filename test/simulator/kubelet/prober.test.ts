import { expect, test } from "@jest/globals";
import type { ContainerStatus, Pod, Probe } from "../../../src/simulator/kubernetes/api/pod.ts";
import type { ProbeKind } from "../../../src/simulator/kubernetes/kubelet/behaviour.ts";
import { createWorker, INITIAL, probeOnce } from "../../../src/simulator/kubernetes/kubelet/prober.ts";
import type { ProbeResult } from "../../../src/simulator/kubernetes/kubelet/records.ts";

const NOW = 1_000_000;
const KINDS: ProbeKind[] = ["liveness", "readiness", "startup"];

/** One worker that is asked again and again; answers its verdict after each turn. */
function createProbed(kind: ProbeKind, probe: Probe, more: Partial<ContainerStatus> = {}) {
  const spec = { successThreshold: 1, failureThreshold: 1, ...probe };
  const container = { name: "app", livenessProbe: spec, readinessProbe: spec, startupProbe: spec };
  const metadata = { name: "web", namespace: "default", uid: "u", creationTimestamp: 0, generation: 1 };
  const status: ContainerStatus = {
    name: "app",
    containerID: "test://1",
    ready: false,
    started: kind !== "startup",
    restartCount: 0,
    state: { running: { startedAt: NOW } },
    ...more,
  };
  const pod: Pod = {
    kind: "Pod",
    metadata,
    spec: { containers: [container] },
    status: { containerStatuses: [status] },
  };
  let worker = createWorker(kind);
  let verdict: ProbeResult | undefined;
  let asked = 0;
  return {
    turn(answer: ProbeResult, { now = NOW, containerID = "test://1" } = {}) {
      const ask = () => {
        asked++;
        return answer;
      };
      const seen = { ...pod, status: { containerStatuses: [{ ...status, containerID }] } };
      const looked = probeOnce(worker, { pod: seen, status: seen.status, container, now, ask });
      worker = looked.worker;
      verdict = looked.verdict?.result ?? verdict;
      return verdict;
    },
    asked: () => asked,
    worker: () => worker,
  };
}

test.each(KINDS)("%s: during the initial delay the verdict is the first one, after it the answer", (kind) => {
  const probed = createProbed(kind, { initialDelaySeconds: 10 });
  expect(probed.turn("success")).toBe(INITIAL[kind]);
  expect(probed.turn("success", { now: NOW + 9_999 })).toBe(INITIAL[kind]);
  expect(probed.asked()).toBe(0);
  expect(probed.turn("success", { now: NOW + 10_000 })).toBe("success");
});

test("three failures in a row, not two, make a verdict", () => {
  const probed = createProbed("readiness", { failureThreshold: 3 });
  const answers: ProbeResult[] = ["success", "failure", "failure", "success", "failure", "failure", "failure"];
  expect(answers.map((answer) => probed.turn(answer))).toEqual([
    "success",
    "success",
    "success",
    "success",
    "success",
    "success",
    "failure",
  ]);
});

test("three successes in a row make a verdict", () => {
  const probed = createProbed("readiness", { successThreshold: 3 });
  const answers: ProbeResult[] = ["success", "success", "failure", "success", "success", "success"];
  expect(answers.map((answer) => probed.turn(answer)).slice(-3)).toEqual(["failure", "failure", "success"]);
});

test.each(["liveness", "readiness"] as const)("%s is not asked before the container has started up", (kind) => {
  const probed = createProbed(kind, {}, { started: false });
  expect(probed.turn("failure")).toBe(INITIAL[kind]);
  expect(probed.asked()).toBe(0);
});

test("startup is not asked after the container has started up", () => {
  const probed = createProbed("startup", {}, { started: true });
  expect(probed.turn("failure")).toBe("unknown");
  expect(probed.asked()).toBe(0);
});

test.each(["liveness", "startup"] as const)("%s: after a failure it waits for a new instance", (kind) => {
  const probed = createProbed(kind, {});
  expect(probed.turn("failure")).toBe("failure");
  expect(probed.worker()).toMatchObject({ isOnHold: true, resultRun: 0 });
  expect(probed.turn("success")).toBe("failure");
  expect(probed.asked()).toBe(1);
  expect(probed.turn("success", { containerID: "test://2" })).toBe("success");
});
