/** kubectl drain, word for word as kubectl 1.36 printed it against a real API server (transcripts, 08-pdb-drain-nodes). */
import { describe, expect, test } from "@jest/globals";
import { setUnschedulable } from "../../../src/simulator/kubernetes/drain/cordon.ts";
import { startDrain } from "../../../src/simulator/kubernetes/drain/drain.ts";
import type { DrainOptions } from "../../../src/simulator/kubernetes/drain/filters.ts";
import { stopNode } from "../../../src/simulator/kubernetes/kubelet/nodes.ts";
import { addDeployment, addNode, apply, makeCluster, makePod, makeWorld, podsOf, SECOND } from "./make.ts";

const owner = (kind: string, name: string) => [
  { apiVersion: "apps/v1", kind, name, uid: `uid-${name}`, controller: true },
];

/** A node with a DaemonSet's pod, a bare pod and one with an emptyDir, as in the transcript. */
function makeNode() {
  const { world } = makeWorld();
  const { store } = world;
  const node = {
    kind: "Node" as const,
    metadata: { ...makePod("worker-1").metadata, namespace: "" },
    spec: {},
    status: {},
  };
  store.put(node);
  store.put({
    kind: "DaemonSet",
    metadata: makePod("agent").metadata,
    spec: { selector: {}, template: { spec: { containers: [] } } },
    status: { currentNumberScheduled: 1, numberMisscheduled: 0, desiredNumberScheduled: 1, numberReady: 1 },
  });
  store.put(makePod("agent-w89jp", { node: "worker-1", metadata: { ownerReferences: owner("DaemonSet", "agent") } }));
  store.put(makePod("bare", { node: "worker-1" }));
  const scratch = makePod("scratch", { node: "worker-1" });
  store.put({ ...scratch, spec: { ...scratch.spec, volumes: [{ name: "t", emptyDir: {} }] } });
  store.put(makePod("web-gplnm", { node: "worker-1", metadata: { ownerReferences: owner("ReplicaSet", "web") } }));
  const drain = (options: DrainOptions, ms = 0) => {
    const lines: string[] = [];
    let code: number | undefined;
    const say = (_stream: string, line: string) => void lines.push(line);
    startDrain(world, { nodes: ["worker-1"], options, say, done: (exit) => (code = exit) });
    world.loop.run(world.loop.now() + ms);
    return { lines, code };
  };
  return { world, drain };
}

describe("what keeps a drain from starting", () => {
  test("each kind of pod is named with the flag that lets it go", () => {
    const { drain } = makeNode();
    expect(drain({})).toEqual({
      code: 1,
      lines: [
        "node/worker-1 cordoned",
        'error: unable to drain node "worker-1" due to error: [cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): ' +
          "default/agent-w89jp, cannot delete Pods that declare no controller (use --force to override): default/bare, " +
          "cannot delete Pods with local storage (use --delete-emptydir-data to override): default/scratch], continuing command...",
        "There are pending nodes to be drained:",
        " worker-1",
        "cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/agent-w89jp",
        "cannot delete Pods that declare no controller (use --force to override): default/bare",
        "cannot delete Pods with local storage (use --delete-emptydir-data to override): default/scratch",
      ],
    });
  });

  test("a later filter's word hides an earlier warning", () => {
    const { drain } = makeNode();
    expect(drain({ ignoreDaemonSets: true, deleteEmptyDirData: true }).lines.at(-1)).toBe(
      "cannot delete Pods that declare no controller (use --force to override): default/bare, default/scratch",
    );
  });

  test("with every flag all but the DaemonSet's pod go", () => {
    const { world, drain } = makeNode();
    const { lines, code } = drain({ ignoreDaemonSets: true, deleteEmptyDirData: true, force: true });
    expect(code).toBe(0);
    expect(lines).toEqual([
      "node/worker-1 cordoned",
      "Warning: ignoring DaemonSet-managed Pods: default/agent-w89jp; deleting Pods that declare no controller: default/bare, default/scratch",
      ...["bare", "scratch", "web-gplnm"].flatMap((name) => [`evicting pod default/${name}`, `pod/${name} evicted`]),
      "node/worker-1 drained",
    ]);
    expect(world.store.podsOn("worker-1").map((pod) => pod.metadata.name)).toEqual(["agent-w89jp"]);
  });

  test("cordon says what was so already", () => {
    const { world } = makeNode();
    const words = [true, true, false, false].map((wanted) => setUnschedulable(world, "worker-1", wanted));
    expect(words.map((answer) => answer.ok && answer.object)).toEqual([
      "cordoned",
      "already cordoned",
      "uncordoned",
      "already uncordoned",
    ]);
  });
});

describe("a drain that a budget holds up", () => {
  function blocked(timeoutMs: number) {
    const cluster = makeCluster();
    addNode(cluster, "n1");
    addDeployment(cluster, "web", 1);
    apply(cluster, {
      kind: "PodDisruptionBudget",
      metadata: { name: "web" },
      spec: { minAvailable: 1, selector: { matchLabels: { app: "web" } } },
    });
    cluster.run(10 * SECOND);
    const lines: [at: number, line: string][] = [];
    const say = (_stream: string, line: string) => void lines.push([cluster.loop.now() - 10 * SECOND, line]);
    let code: number | undefined;
    const options = timeoutMs > 0 ? { timeoutMs } : {};
    startDrain(cluster.world, { nodes: ["n1"], options, say, done: (exit) => (code = exit) });
    return { cluster, lines, code: () => code, pod: podsOf(cluster, "web")[0]?.metadata.name };
  }

  test("tries every five seconds and gives up at the first try after its time", () => {
    const { cluster, lines, code, pod } = blocked(7 * SECOND);
    cluster.run(30 * SECOND);
    const again = `error when evicting pods/"${pod}" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.`;
    const end = `error when evicting pods/"${pod}" -n "default": global timeout reached: 7s`;
    expect(code()).toBe(1);
    expect(lines).toEqual([
      [0, "node/n1 cordoned"],
      [0, `evicting pod default/${pod}`],
      [0, again],
      [5_000, `evicting pod default/${pod}`],
      [5_000, again],
      [10_000, `evicting pod default/${pod}`],
      [10_000, `There are pending pods in node "n1" when an error occurred: ${end}`],
      [10_000, `pod/${pod}`],
      [10_000, `error: unable to drain node "n1" due to error: ${end}, continuing command...`],
      [10_000, "There are pending nodes to be drained:"],
      [10_000, " n1"],
      [10_000, end],
    ]);
  });

  test("waits for pods that never go, until its time is over", () => {
    const { cluster, lines, code, pod } = blocked(0);
    cluster.api.delete("PodDisruptionBudget", "web");
    cluster.run(12 * SECOND);
    stopNode(cluster.world, "n1");
    const say = (_stream: string, line: string) => void lines.push([cluster.loop.now() - 10 * SECOND, line]);
    lines.length = 0;
    startDrain(cluster.world, { nodes: ["n1"], options: { timeoutMs: 3 * SECOND }, say, done: () => {} });
    cluster.run(20 * SECOND);
    const end = `error when waiting for pod "${pod}" in namespace "default" to terminate: context deadline exceeded`;
    // The first drain, without an end, tries once more meanwhile.
    const second = lines.filter(([at]) => at === 2_000 || at === 5_000).map(([, line]) => line);
    expect(second).toEqual([
      "node/n1 already cordoned",
      `evicting pod default/${pod}`,
      `evicting pod default/${pod}`,
      `There are pending pods in node "n1" when an error occurred: ${end}`,
      `pod/${pod}`,
      `error: unable to drain node "n1" due to error: ${end}, continuing command...`,
      "There are pending nodes to be drained:",
      " n1",
      end,
    ]);
    expect(code()).toBeUndefined();
  });

  test("goes through once the budget allows it, and waits until the pod is gone", () => {
    const { cluster, lines, code, pod } = blocked(0);
    cluster.run(12 * SECOND);
    cluster.api.delete("PodDisruptionBudget", "web");
    cluster.run(30 * SECOND);
    expect(code()).toBe(0);
    expect(lines.slice(-3)).toEqual([
      [5_000, `evicting pod default/${pod}`],
      [6_000, `pod/${pod} evicted`],
      [6_000, "node/n1 drained"],
    ]);
  });
});
