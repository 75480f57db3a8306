import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Cluster, ClusterSetup } from "../../../src/simulator/kubernetes/cluster-api.ts";
import { createCluster } from "../../../src/simulator/kubernetes/cluster.ts";
import { resolveFenceposts } from "../../../src/simulator/kubernetes/deployment/fenceposts.ts";
import { isActive, isReady } from "../../../src/simulator/kubernetes/pods.ts";
import { slowStartBatches } from "../../../src/simulator/kubernetes/slow-start.ts";
import { milliOf, quantityOf } from "../../../src/simulator/kubernetes/api/quantity.ts";
import { makeSetup } from "../make.ts";

const activePods = (cluster: Cluster) => cluster.list("Pod").filter(isActive);
const readyPods = (cluster: Cluster) => activePods(cluster).filter(isReady);
const messages = (cluster: Cluster, reason: string) =>
  cluster.list("Event").flatMap((event) => (event.reason === reason ? event.message : []));
const status = (cluster: Cluster) => cluster.get("Deployment", "web")?.status;

function expectNoNodeOverAllocatable(cluster: Cluster) {
  for (const node of cluster.list("Node")) {
    const pods = cluster.list("Pod").filter(({ spec }) => spec.nodeName === node.metadata.name);
    const { cpu, pods: most } = node.status.allocatable ?? {};
    const used = pods.reduce((sum, { spec }) => sum + milliOf(spec.containers[0]?.resources?.requests?.["cpu"]), 0);
    expect(used).toBeLessThanOrEqual(milliOf(cpu));
    expect(pods.length).toBeLessThanOrEqual(quantityOf(most));
  }
}

describe("a cluster at time 0", () => {
  test("is settled, and stays as it is", () => {
    const cluster = createCluster(makeSetup({ replicas: 3 }), "calm");
    const before = { deployment: status(cluster), pods: cluster.list("Pod").map(({ metadata }) => metadata.name) };
    expect(readyPods(cluster)).toHaveLength(3);
    expect(before.deployment).toMatchObject({
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    });
    expect(cluster.samples()).toHaveLength(1);
    cluster.run(600_000);
    expect(status(cluster)).toEqual(before.deployment);
    expect(cluster.list("Pod").map(({ metadata }) => metadata.name)).toEqual(before.pods);
    expect(cluster.cost()).toEqual({ nodeMs: 5 * 600_000, podMs: 3 * 600_000 });
    expect(cluster.samples()).toHaveLength(121);
  });

  test("has names as Kubernetes makes them", () => {
    const cluster = createCluster(makeSetup(), "names");
    expect(cluster.list("ReplicaSet")[0]?.metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{8,10}$/u);
    expect(cluster.list("Pod")[0]?.metadata.name).toMatch(
      /^web-[bcdf-z2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/u,
    );
  });
});

describe("determinism", () => {
  const play = (seed: string, stops: number[] = []) => {
    const cluster = createCluster(makeSetup(), seed);
    cluster.scale("Deployment", "web", 6);
    for (const stop of stops) cluster.run(stop);
    cluster.run(60_000);
    cluster.setImage("web", "web", "web:2");
    cluster.run(200_000);
    return cluster.hash();
  };

  test("the same setup, seed and commands give the same hash, however time is cut", () => {
    expect(play("a", [1, 777, 20_000])).toBe(play("a"));
  });

  test("another seed or another command gives another", () => {
    expect(play("b")).not.toBe(play("a"));
    const idle = createCluster(makeSetup(), "a");
    idle.run(200_000);
    expect(idle.hash()).not.toBe(play("a"));
  });
});

describe("scaling", () => {
  test("up and down, with upstream's events", () => {
    const cluster = createCluster(makeSetup(), "scale");
    const [replicaSet] = cluster.list("ReplicaSet");
    expect(cluster.scale("Deployment", "web", 4)).toEqual({ kind: "changed", text: "deployment.apps/web scaled" });
    cluster.run(20_000);
    expect(readyPods(cluster)).toHaveLength(4);
    cluster.scale("Deployment", "web", 1);
    cluster.run(40_000);
    expect(cluster.list("Pod")).toHaveLength(1);
    const name = replicaSet?.metadata.name;
    expect(messages(cluster, "ScalingReplicaSet")).toEqual([
      `Scaled up replica set ${name} from 2 to 4`,
      `Scaled down replica set ${name} from 4 to 1`,
    ]);
    expect(messages(cluster, "SuccessfulDelete")).toHaveLength(3);
  });

  test("the youngest not ready pod goes first", () => {
    const cluster = createCluster(makeSetup(), "young");
    const old = cluster.list("Pod").map(({ metadata }) => metadata.name);
    cluster.scale("Deployment", "web", 3);
    cluster.run(2_000);
    cluster.scale("Deployment", "web", 2);
    cluster.run(60_000);
    expect(cluster.list("Pod").map(({ metadata }) => metadata.name)).toEqual(old);
  });

  test("pods are made at 20 a second after a burst of 30, in batches that double", () => {
    expect(slowStartBatches(20)).toEqual([1, 2, 4, 8, 5]);
    const cluster = createCluster(makeSetup({ nodes: 40, replicas: 0, cpu: 10 }), "burst");
    cluster.scale("Deployment", "web", 130);
    cluster.run(10_000);
    const made = cluster.list("Pod").map(({ metadata }) => metadata.creationTimestamp);
    expect(made).toHaveLength(130);
    const took = (made.at(-1) ?? 0) - (made[0] ?? 0);
    expect(took).toBeGreaterThanOrEqual(4_900);
    expect(took).toBeLessThanOrEqual(5_050);
  });

  test("what does not fit waits, says why, and goes when there is room", () => {
    const cluster = createCluster(makeSetup({ nodes: 3, nodeCpu: 1_000, cpu: 600, replicas: 3 }), "full");
    cluster.scale("Deployment", "web", 4);
    cluster.run(30_000);
    const pending = cluster.list("Pod").filter(({ spec }) => spec.nodeName === undefined);
    expect(pending).toHaveLength(1);
    expect(messages(cluster, "FailedScheduling")).toEqual([
      "0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.",
    ]);
    expect(cluster.samples().at(-1)).toMatchObject({ pendingPods: 1, replicas: 4, readyReplicas: 3 });
  });

  test("a pod that waits is bound when another has left its node", () => {
    const setup = makeSetup({
      nodes: 3,
      nodeCpu: 1_000,
      cpu: 600,
      replicas: 3,
      strategy: { maxSurge: 0, maxUnavailable: 1 },
    });
    const cluster = createCluster(setup, "room");
    cluster.setImage("web", "web", "web:2");
    cluster.run(500);
    expect(messages(cluster, "FailedScheduling")).toHaveLength(1);
    expectNoNodeOverAllocatable(cluster);
    cluster.run(120_000);
    expect(status(cluster)).toMatchObject({ replicas: 3, updatedReplicas: 3, availableReplicas: 3 });
    expectNoNodeOverAllocatable(cluster);
  });
});

describe("a rolling update", () => {
  test("never has fewer available than replicas - maxUnavailable nor more pods than replicas + maxSurge, and ends", () => {
    const amount = fc.oneof(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 15 }),
        amount,
        amount,
        fc.string(),
        (replicas, maxSurge, maxUnavailable, seed) => {
          // The API server takes no Deployment that could never begin.
          fc.pre([maxSurge, maxUnavailable].some((each) => Number.parseInt(String(each), 10) !== 0));
          const cluster = createCluster(makeSetup({ replicas, cpu: 50, strategy: { maxSurge, maxUnavailable } }), seed);
          const { surge, unavailable } = resolveFenceposts(maxSurge, maxUnavailable, replicas);
          cluster.run(1_000);
          cluster.setImage("web", "web", "web:2");
          let least = replicas;
          let most = replicas;
          for (let at = 1_000; at < 60_000; at += 10) {
            cluster.run(at);
            least = Math.min(least, readyPods(cluster).length);
            most = Math.max(most, activePods(cluster).length);
          }
          expect(least).toBeGreaterThanOrEqual(replicas - unavailable);
          expect(most).toBeLessThanOrEqual(replicas + surge);
          cluster.run(300_000);
          expect(status(cluster)).toMatchObject({ replicas, updatedReplicas: replicas, availableReplicas: replicas });
          expect(cluster.list("Pod").every(({ spec }) => spec.containers[0]?.image === "web:2")).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("goes by the steps of a real control plane's trace", () => {
    const setup = makeSetup({ replicas: 10, cpu: 50 });
    const cluster = createCluster(setup, "trace");
    cluster.setImage("web", "web", "web:2");
    cluster.run(3_000);
    const steps = messages(cluster, "ScalingReplicaSet").map((message) => message.replace(/replica set web-\S+ /u, ""));
    expect(steps).toEqual(["Scaled up from 0 to 3", "Scaled down from 10 to 8", "Scaled up from 3 to 5"]);
    cluster.run(60_000);
    const conditions = status(cluster)?.conditions?.map(
      ({ type, status: value, reason }) => `${type}=${value}:${reason}`,
    );
    expect(conditions?.toSorted()).toEqual([
      "Available=True:MinimumReplicasAvailable",
      "Progressing=True:NewReplicaSetAvailable",
    ]);
  });

  test("that cannot go on says so after the deadline, and goes back to the old ReplicaSet", () => {
    const setup: ClusterSetup = makeSetup({
      nodes: 1,
      nodeCpu: 1_000,
      cpu: 400,
      replicas: 2,
      strategy: { maxSurge: 1, maxUnavailable: 0 },
    });
    const cluster = createCluster(setup, "stuck");
    const [first] = cluster.list("ReplicaSet");
    cluster.setImage("web", "web", "web:2");
    cluster.run(590_000);
    expect(status(cluster)?.conditions?.at(-1)).toMatchObject({ type: "Progressing", status: "True" });
    cluster.run(620_000);
    expect(status(cluster)?.conditions?.find(({ type }) => type === "Progressing")).toMatchObject({
      status: "False",
      reason: "ProgressDeadlineExceeded",
    });
    cluster.setImage("web", "web", "web:1");
    cluster.run(700_000);
    expect(status(cluster)).toMatchObject({ replicas: 2, updatedReplicas: 2, availableReplicas: 2 });
    expect(cluster.get("ReplicaSet", first?.metadata.name ?? "")?.spec.replicas).toBe(2);
    expect(cluster.get("Deployment", "web")?.metadata.annotations?.["deployment.kubernetes.io/revision"]).toBe("3");
  });
});

describe("commands", () => {
  test("answer in kubectl's words", () => {
    const cluster = createCluster(makeSetup(), "words");
    const wish = { deployment: "web", min: 2, max: 6, cpuPercent: 50 };
    const answers = [
      cluster.scale("Deployment", "x", 3),
      cluster.scale("ReplicaSet", "x", 3),
      cluster.scale("Deployment", "web", 4, 7),
      cluster.scale("Deployment", "web", -1),
      cluster.autoscale({ ...wish, deployment: "x" }),
      cluster.autoscale({ ...wish, min: 5, max: 2 }),
      cluster.autoscale(wish),
      cluster.autoscale(wish),
      cluster.deleteHpa("web"),
      cluster.deleteHpa("web"),
      cluster.setImage("web", "nosuch", "web:2"),
      cluster.setImage("x", "web", "web:2"),
      cluster.setImage("web", "web", "web:1"),
      cluster.setImage("web", "*", "web:2"),
    ];
    expect(answers.map(({ text }) => text)).toEqual([
      'Error from server (NotFound): deployments.apps "x" not found',
      'Error from server (NotFound): replicasets.apps "x" not found',
      "error: Expected replicas to be 7, was 2",
      "error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0",
      'Error from server (NotFound): deployments.apps "x" not found',
      "error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: 2, min: 5",
      "horizontalpodautoscaler.autoscaling/web autoscaled",
      'Error from server (AlreadyExists): horizontalpodautoscalers.autoscaling "web" already exists',
      'horizontalpodautoscaler.autoscaling "web" deleted from default namespace',
      'Error from server (NotFound): horizontalpodautoscalers.autoscaling "web" not found',
      'error: unable to find container named "nosuch"',
      'Error from server (NotFound): deployments.apps "x" not found',
      "",
      "deployment.apps/web image updated",
    ]);
  });
});
