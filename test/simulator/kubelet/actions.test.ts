import { expect, test } from "@jest/globals";
import type { Container, ContainerStatus, Pod, PodSpec } from "../../../src/simulator/kubernetes/api/pod.ts";
import { podActions } from "../../../src/simulator/kubernetes/kubelet/actions.ts";
import { phaseOf } from "../../../src/simulator/kubernetes/kubelet/phase.ts";
import type { Instance } from "../../../src/simulator/kubernetes/kubelet/records.ts";
import { qosClassOf } from "../../../src/simulator/kubernetes/qos.ts";

const metadata = { name: "web", namespace: "default", uid: "u", creationTimestamp: 0, generation: 1 };
const podWith = (spec: PodSpec): Pod => ({ kind: "Pod", metadata, spec, status: {} });
const named = (...names: string[]): Container[] => names.map((name) => ({ name }));
const sidecar = (name: string, more: Partial<Container> = {}): Container => ({
  name,
  restartPolicy: "Always",
  ...more,
});

type Shown = "running" | number;

/** What has been started: running, or ended with an exit code. */
function instances(shown: Record<string, Shown>, results: Record<string, Instance["results"]> = {}) {
  return (name: string): Instance | undefined => {
    const now = shown[name];
    if (now === undefined) return undefined;
    const instance = { id: name, image: undefined, startedAt: 0, servesAt: 0, results: results[name] ?? {} };
    return now === "running" ? instance : { ...instance, end: { exitCode: now } };
  };
}
const starts = (spec: PodSpec, shown: Record<string, Shown>) => podActions(podWith(spec), instances(shown));

test("init containers are started one at a time, then all others", () => {
  const spec = { initContainers: named("a", "b"), containers: named("x", "y") };
  expect(starts(spec, {}).start).toEqual(["a"]);
  expect(starts(spec, { a: "running" }).start).toEqual([]);
  expect(starts(spec, { a: 0 }).start).toEqual(["b"]);
  expect(starts(spec, { a: 1 }).start).toEqual(["a"]);
  expect(starts(spec, { a: 0, b: 0 }).start).toEqual(["x", "y"]);
  expect(starts(spec, { a: 0, b: 0, x: "running", y: 1 }).start).toEqual(["y"]);
});

test("a failed init container ends a pod that is never restarted", () => {
  expect(starts({ restartPolicy: "Never", initContainers: named("a"), containers: named("x") }, { a: 1 })).toEqual({
    isOver: true,
    kill: [],
    start: [],
  });
});

test("a sidecar lets the next one start, and is restarted while the pod runs", () => {
  const spec = { initContainers: [sidecar("s"), ...named("b")], containers: named("x") };
  expect(starts(spec, { s: "running" }).start).toEqual(["b"]);
  expect(starts(spec, { s: 1 }).start).toEqual(["s"]);
  expect(starts(spec, { s: 1, b: 0, x: "running" }).start).toEqual(["s"]);
});

test("a sidecar with a startup probe holds the next one back until that passes", () => {
  const spec = { initContainers: [sidecar("s", { startupProbe: {} })], containers: named("x") };
  const after = (startup: "unknown" | "success" | "failure") =>
    podActions(podWith(spec), instances({ s: "running" }, { s: { startup } }));
  expect(after("unknown").start).toEqual([]);
  expect(after("success").start).toEqual(["x"]);
  expect(after("failure")).toMatchObject({
    start: ["s"],
    kill: [{ message: "Init container s failed startup probe" }],
  });
});

test("the pod is over when nothing runs and nothing is restarted; sidecars do not keep it", () => {
  const spec: PodSpec = { restartPolicy: "OnFailure", initContainers: [sidecar("s")], containers: named("x", "y") };
  expect(starts(spec, { s: "running", x: 0, y: "running" }).isOver).toBe(false);
  expect(starts(spec, { s: "running", x: 0, y: 1 }).isOver).toBe(false);
  expect(starts(spec, { s: "running", x: 0, y: 0 }).isOver).toBe(true);
});

test.each([
  ["Always", "Container x failed liveness probe, will be restarted", ["x"]],
  ["Never", "Container x failed liveness probe", []],
] as const)("a failed liveness probe with restartPolicy %s", (restartPolicy, message, start) => {
  const pod = podWith({ restartPolicy, containers: named("x", "y") });
  const results = { x: { liveness: "failure" as const } };
  const actions = podActions(pod, instances({ x: "running", y: "running" }, results));
  expect(actions).toMatchObject({ isOver: false, start, kill: [{ name: "x", message }] });
});

const status = (
  name: string,
  state: ContainerStatus["state"],
  more: Partial<ContainerStatus> = {},
): ContainerStatus => ({
  name,
  ready: false,
  restartCount: 0,
  ...(state ? { state } : {}),
  ...more,
});
const running = { running: {} };
const waiting = { waiting: {} };
const ended = (exitCode: number) => ({ terminated: { exitCode } });
const crashed = { lastState: ended(1) };

const TWO = named("x", "y");
test.each<[string, PodSpec, ContainerStatus[], string]>([
  ["both run", { containers: TWO }, [status("x", running), status("y", running)], "Running"],
  ["one waits for its first start", { containers: TWO }, [status("x", running), status("y", waiting)], "Pending"],
  ["one waits to be restarted", { containers: TWO }, [status("x", running), status("y", waiting, crashed)], "Running"],
  ["all wait to be restarted", { containers: named("x") }, [status("x", waiting, crashed)], "Running"],
  ["one is unknown", { containers: TWO }, [status("x", running)], "Pending"],
  ["ended, always restarted", { containers: named("x") }, [status("x", ended(0))], "Running"],
  [
    "ended well for good",
    { restartPolicy: "Never", containers: TWO },
    [status("x", ended(0)), status("y", ended(0))],
    "Succeeded",
  ],
  [
    "one ended badly for good",
    { restartPolicy: "Never", containers: TWO },
    [status("x", ended(0)), status("y", ended(1))],
    "Failed",
  ],
  [
    "one runs on",
    { restartPolicy: "Never", containers: TWO },
    [status("x", ended(1)), status("y", running)],
    "Running",
  ],
  [
    "to be retried",
    { restartPolicy: "OnFailure", containers: TWO },
    [status("x", ended(0)), status("y", ended(1))],
    "Running",
  ],
  [
    "initializing",
    { initContainers: named("i"), containers: named("x") },
    [status("i", running), status("x", waiting)],
    "Pending",
  ],
  [
    "initialization failed",
    { restartPolicy: "Never", initContainers: named("i"), containers: named("x") },
    [status("i", ended(1)), status("x", waiting)],
    "Failed",
  ],
  [
    "a sidecar starts up",
    { initContainers: [sidecar("s")], containers: named("x") },
    [status("s", running, { started: false }), status("x", running)],
    "Pending",
  ],
])("%s", (_, spec, statuses, phase) => {
  expect(phaseOf(spec, statuses, { isTerminal: false, hasInitialized: false })).toBe(phase);
});

test("a pod that starts nothing more has ended even if it would be restarted", () => {
  const over = { isTerminal: true, hasInitialized: true };
  expect(phaseOf({ containers: named("x") }, [status("x", ended(0))], over)).toBe("Succeeded");
  expect(phaseOf({ containers: named("x") }, [status("x", ended(137))], over)).toBe("Failed");
});

test.each([
  [{}, "BestEffort"],
  [{ requests: { cpu: "100m" } }, "Burstable"],
  [{ requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } }, "Guaranteed"],
  [{ requests: { cpu: "1000m", memory: "1024Mi" }, limits: { cpu: "1", memory: "1Gi" } }, "Guaranteed"],
  [{ requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } }, "Burstable"],
  [{ requests: { "nvidia.com/gpu": "1" } }, "BestEffort"],
])("%j is %s", (resources, expected) => {
  expect(qosClassOf(podWith({ containers: [{ name: "x", resources }] }))).toBe(expected);
});
