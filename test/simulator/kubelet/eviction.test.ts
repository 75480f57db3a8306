import { expect, test } from "@jest/globals";
import { QUIET } from "../../../src/simulator/kubernetes/kubelet/behaviour.ts";
import { createLab } from "./make.ts";

const MiB = 2 ** 20;

/** 1 GiB nodes; every pod uses 200 MiB, those called hog so much after 12 s. */
const lab = (hogMiB: number) =>
  createLab(
    ({ metadata }) => ({
      ...QUIET,
      memory: [
        { afterMs: 0, bytes: 200 * MiB },
        ...(metadata.name.startsWith("hog") ? [{ afterMs: 12_000, bytes: hogMiB * MiB }] : []),
      ],
    }),
    "1Gi",
  );
const requesting = (memory: string) => ({
  containers: [{ name: "app", image: "nginx:1.27", resources: { requests: { memory } } }],
});

test("a node short of memory evicts the pod that is most above its request and says why", () => {
  const it = lab(800);
  it.pod(requesting("200Mi"));
  it.pod({}, "hog");
  it.run(19_999);
  expect(it.podOf("hog")?.status.phase).toBe("Running");
  it.run(22_000);
  const message =
    "The node was low on resource: memory. Threshold quantity: 100Mi, available: 24Mi. " +
    "Container app was using 800Mi, request is 0, has larger consumption of memory. ";
  expect(it.podOf("hog")?.status).toMatchObject({ phase: "Failed", reason: "Evicted", message });
  expect(it.condition("DisruptionTarget", "hog")).toMatchObject({ status: "True", reason: "TerminationByKubelet" });
  expect(it.events("hog")).toContain(`Warning Evicted ${message}`);
  expect(it.events("n1")).toEqual([
    "Normal NodeHasInsufficientMemory Node n1 status is now: NodeHasInsufficientMemory",
    "Warning EvictionThresholdMet Attempting to reclaim memory",
  ]);
  expect(it.podOf()?.status.phase).toBe("Running");
});

test("one pod at a time; the condition stays for five minutes", () => {
  const it = lab(480);
  it.pod({}, "hog-1");
  it.pod({}, "hog-2");
  it.run(25_000);
  const phases = ["hog-1", "hog-2"].map((name) => it.podOf(name)?.status.phase);
  expect(phases.toSorted()).toEqual(["Failed", "Running"]);
  const pressure = () =>
    it.world.store.get("Node", "n1")?.status.conditions?.find(({ type }) => type === "MemoryPressure")?.status;
  it.run(319_000);
  expect(pressure()).toBe("True");
  it.run(321_000);
  expect(pressure()).toBe("False");
});

test("of two above their requests the one of lower priority goes; within its request a pod goes last", () => {
  const it = lab(380);
  it.pod({ ...requesting("400Mi"), priority: 0 }, "hog-within");
  it.pod({ ...requesting("100Mi"), priority: 10 }, "hog-high");
  it.pod({ priority: 5 }, "low");
  it.run(25_000);
  const failed = ["hog-within", "hog-high", "low"].filter((name) => it.podOf(name)?.status.phase === "Failed");
  expect(failed).toEqual(["low"]);
});

test("a pod that keeps more on disk than its limit is evicted, without pressure on the node", () => {
  const it = createLab({ disk: [{ afterMs: 15_000, bytes: 600 * MiB }] });
  const limits = { "ephemeral-storage": "500Mi" };
  it.pod({ containers: [{ name: "app", image: "nginx:1.27", resources: { limits } }] });
  it.run(25_000);
  expect(it.podOf()?.status).toMatchObject({
    phase: "Failed",
    reason: "Evicted",
    message: "Pod ephemeral local storage usage exceeds the total limit of containers 500Mi. ",
  });
  expect(it.events("n1")).toEqual([]);
});

test("a full disk: DiskPressure, and the pod with the most on it goes", () => {
  const bytes = (name: string) => (name === "hog" ? 9_000 : 100) * MiB;
  const it = createLab(({ metadata }) => ({ ...QUIET, disk: [{ afterMs: 5_000, bytes: bytes(metadata.name) }] }));
  it.pod();
  it.pod({}, "hog");
  it.run(25_000);
  expect(it.events("n1")).toEqual([
    "Normal NodeHasDiskPressure Node n1 status is now: NodeHasDiskPressure",
    "Warning EvictionThresholdMet Attempting to reclaim ephemeral-storage",
  ]);
  expect(it.podOf("hog")?.status.message).toMatch(
    /^The node was low on resource: ephemeral-storage\. Threshold quantity: /,
  );
  expect(it.phase()).toBe("Running");
});
