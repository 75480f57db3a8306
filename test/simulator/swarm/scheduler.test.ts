import { describe, expect, test } from "@jest/globals";
import { createRandom } from "../../../src/simulator/kernel/random.ts";
import type { Node, Task, TaskSpec } from "../../../src/simulator/swarm/objects.ts";
import { createNodeInfo, noteFailure, type NodeInfo } from "../../../src/simulator/swarm/scheduler/node-info.ts";
import { checkNode, placeTasks } from "../../../src/simulator/swarm/scheduler/place.ts";
import { GiB, makeNode, makeTask } from "./make.ts";

const running = (count: number, nodeId: string, serviceId: string) =>
  Array.from({ length: count }, (_, index) => makeTask(`${serviceId}-${nodeId}-${index}`, { nodeId, serviceId }));

const infoOf = (node: Node, tasks: Task[] = []) => createNodeInfo(node, tasks);

function place(infos: NodeInfo[], count: number, spec: Partial<TaskSpec> = {}, seed = "s") {
  const tasks = Array.from({ length: count }, (_, i) => makeTask(`new${i}`, { spec: { image: "app:v1", ...spec } }));
  const { placed, left, explanation } = placeTasks(infos, tasks, 0, createRandom(seed));
  const counts = infos.map(({ node }) => placed.filter(({ nodeId }) => nodeId === node.id).length);
  return { counts, left: left.length, explanation };
}

describe("where tasks go", () => {
  test("tasks of the service count before all tasks", () => {
    const infos = [infoOf(makeNode("a"), running(1, "a", "web")), infoOf(makeNode("b"), running(5, "b", "other"))];
    expect(place(infos, 1).counts).toEqual([0, 1]);
  });

  test("all tasks break a tie", () => {
    const infos = [infoOf(makeNode("a"), running(2, "a", "other")), infoOf(makeNode("b"), running(1, "b", "other"))];
    expect(place(infos, 1).counts).toEqual([0, 1]);
  });

  test("a node gets tasks until the next is better off: b two, then c, until it has more than a", () => {
    const infos = [
      infoOf(makeNode("a"), running(3, "a", "web")),
      infoOf(makeNode("b")),
      infoOf(makeNode("c"), running(1, "c", "web")),
    ];
    expect(place(infos, 5).counts).toEqual([0, 2, 3]);
    expect(place([infoOf(makeNode("a")), infoOf(makeNode("b"))], 6).counts).toEqual([3, 3]);
  });

  test("among equals chance decides, the same for the same seed", () => {
    const fresh = () => ["a", "b", "c"].map((id) => infoOf(makeNode(id)));
    const outcomes = Array.from({ length: 20 }, (_, seed) => String(place(fresh(), 1, {}, String(seed)).counts));
    expect(new Set(outcomes).size).toBe(3);
    expect(place(fresh(), 1, {}, "7")).toEqual(place(fresh(), 1, {}, "7"));
  });

  test("five failures in five minutes put a node last, four do not, and old ones are forgotten", () => {
    const failing = (count: number, at: number) => {
      const infos = [infoOf(makeNode("a")), infoOf(makeNode("b"), running(3, "b", "web"))];
      for (let i = 0; i < count; i++) noteFailure(infos[0] as NodeInfo, makeTask("x"), at);
      return place(infos, 1).counts;
    };
    expect(failing(4, 0)).toEqual([1, 0]);
    expect(failing(5, 0)).toEqual([0, 1]);
    expect(failing(5, -300_001)).toEqual([1, 0]);
  });

  test("preferences spread over a label, nodes without it standing together", () => {
    const zones = ["x", "x", "x", "y", undefined];
    const infos = zones.map((zone, i) => infoOf(makeNode(`n${i}`, { labels: zone === undefined ? {} : { zone } })));
    const { counts } = place(infos, 9, { placement: { spreadOver: ["node.labels.zone"] } });
    expect(counts).toEqual([1, 1, 1, 3, 3]);
  });

  test("nested preferences spread within each branch; a full branch leaves its share to the others", () => {
    const at = (id: string, zone: string, rack: string, nanoCpus = 9e9) =>
      infoOf(makeNode(id, { labels: { zone, rack }, resources: { nanoCpus, memoryBytes: GiB } }));
    const infos = [at("a", "x", "1"), at("b", "x", "2"), at("c", "x", "2"), at("d", "y", "1", 2e9)];
    const spec = {
      placement: { spreadOver: ["node.labels.zone", "node.labels.rack"] },
      reservations: { nanoCpus: 1e9 },
    };
    const { counts, left } = place(infos, 10, spec);
    expect(counts[3]).toBe(2);
    expect(counts[0]).toBe(4);
    expect((counts[1] ?? 0) + (counts[2] ?? 0)).toBe(4);
    expect(left).toBe(0);
  });
});

describe("where tasks may not go, and the words for it", () => {
  test("nodes that are paused, drained or down", () => {
    const infos = [
      infoOf(makeNode("a", { availability: "pause" })),
      infoOf(makeNode("b", { availability: "drain" })),
      infoOf(makeNode("c", { status: { state: "down", message: "" } })),
    ];
    expect(place(infos, 1)).toEqual({ counts: [0, 0, 0], left: 1, explanation: "3 nodes not available for new tasks" });
  });

  test("most frequent reason first", () => {
    const infos = [
      infoOf(makeNode("a", { availability: "drain" })),
      infoOf(makeNode("b", { resources: { nanoCpus: 1e9, memoryBytes: GiB } })),
      infoOf(makeNode("c", { resources: { nanoCpus: 1e9, memoryBytes: GiB } })),
    ];
    const { explanation } = place(infos, 1, { reservations: { nanoCpus: 2e9 } });
    expect(explanation).toBe("insufficient resources on 2 nodes; 1 node not available for new tasks");
  });

  test("reservations fill a node up; what does not fit stays", () => {
    const infos = [infoOf(makeNode("a", { resources: { nanoCpus: 2e9, memoryBytes: GiB } }))];
    expect(place(infos, 5, { reservations: { nanoCpus: 600e6 } })).toMatchObject({ counts: [3], left: 2 });
  });

  test("constraints, platforms and replicas per node", () => {
    const ssd = { labels: { disk: "SSD" } };
    const constrained = { placement: { constraints: ["node.labels.disk == ssd"] } };
    expect(place([infoOf(makeNode("a")), infoOf(makeNode("b", ssd))], 2, constrained).counts).toEqual([0, 2]);
    expect(place([infoOf(makeNode("a"))], 1, constrained).explanation).toBe(
      "scheduling constraints not satisfied on 1 node",
    );
    const arm = { placement: { platforms: [{ os: "linux", architecture: "arm64" }] } };
    expect(place([infoOf(makeNode("a"))], 1, arm).explanation).toBe("unsupported platform on 1 node");
    const amd = { placement: { platforms: [{ os: "linux", architecture: "amd64" }] } };
    expect(place([infoOf(makeNode("a"))], 1, amd).left).toBe(0);
    const few = place([infoOf(makeNode("a")), infoOf(makeNode("b"))], 5, { placement: { maxReplicas: 2 } });
    expect(few).toMatchObject({ counts: [2, 2], left: 1, explanation: "max replicas per node limit exceed" });
  });

  test("a host port is taken once on each node", () => {
    const port = { protocol: "tcp", targetPort: 80, publishedPort: 8080, publishMode: "host" } as const;
    const infos = [infoOf(makeNode("a")), infoOf(makeNode("b"))];
    const tasks = ["x", "y", "z"].map((id) => makeTask(id, { ports: [port] }));
    const { left, explanation } = placeTasks(infos, tasks, 0, createRandom("s"));
    expect(left).toHaveLength(1);
    expect(explanation).toBe("host-mode port already in use on 2 nodes");
    expect(checkNode(infos[0] as NodeInfo, makeTask("w", { ports: [port] })).fits).toBe(false);
  });
});
