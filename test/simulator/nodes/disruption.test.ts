/** PodDisruptionBudgets and evictions. Expected numbers are worked out by hand from pkg/controller/disruption and the eviction subresource. */
import { describe, expect, test } from "@jest/globals";
import { startDisruptionController } from "../../../src/simulator/kubernetes/disruption/controller.ts";
import { evictPod } from "../../../src/simulator/kubernetes/disruption/evict.ts";
import { countHealthy, disruptedPodsOf, expectedPods } from "../../../src/simulator/kubernetes/disruption/status.ts";
import { makeBudget, makePod, makeWorld, MINUTE, SECOND } from "./make.ts";

describe("what a budget asks for", () => {
  test("percentages round up, so 75% of 6 are 5 and 25% unavailable of 6 are 2", () => {
    expect(expectedPods({ minAvailable: "75%" }, 0, 6)).toEqual({ expectedPods: 6, desiredHealthy: 5 });
    expect(expectedPods({ maxUnavailable: "25%" }, 0, 6)).toEqual({ expectedPods: 6, desiredHealthy: 4 });
  });

  test("a number of available pods counts those that are there, not those that are wanted", () => {
    expect(expectedPods({ minAvailable: 2 }, 3, 6)).toEqual({ expectedPods: 3, desiredHealthy: 2 });
    expect(expectedPods({ maxUnavailable: 9 }, 3, 6)).toEqual({ expectedPods: 6, desiredHealthy: 0 });
  });

  test("a pod that an eviction was granted for counts as gone for two minutes", () => {
    const pods = [makePod("a"), makePod("b"), makePod("c", { ready: false })];
    const early = disruptedPodsOf(pods, { a: 0 }, 2 * MINUTE);
    expect(early).toEqual({ disruptedPods: { a: 0 }, recheckAt: 2 * MINUTE, overdue: [] });
    expect(countHealthy(pods, { a: 0 }, MINUTE)).toBe(1);
    const late = disruptedPodsOf(pods, { a: 0 }, 2 * MINUTE + 1);
    expect(late).toEqual({ disruptedPods: {}, overdue: [pods[0]] });
  });
});

/** Bare pods (no controller), so the budgets ask for numbers. */
function protectedPods(spec: object, pods: { name: string; ready?: boolean; phase?: "Pending" }[]) {
  const { world, happenings } = makeWorld();
  startDisruptionController(world);
  world.store.put(makeBudget("web", spec));
  for (const { name, ready = true, phase } of pods) {
    const pod = makePod(name, { ready, node: "n1" });
    world.store.put(phase ? { ...pod, status: { ...pod.status, phase } } : pod);
  }
  world.loop.run(SECOND);
  const evict = (name: string) => evictPod(world, name, "default");
  const statusOf = () => world.store.get("PodDisruptionBudget", "web")?.status;
  return { world, happenings, evict, statusOf };
}

const three = ["a", "b", "c"].map((name) => ({ name }));

describe("the eviction subresource", () => {
  test("spends what the budget allows, then answers 429 with the cause", () => {
    const { world, evict, statusOf } = protectedPods({ minAvailable: 2 }, three);
    expect(statusOf()).toMatchObject({ expectedPods: 3, currentHealthy: 3, desiredHealthy: 2, disruptionsAllowed: 1 });
    expect(statusOf()?.conditions).toMatchObject([
      { type: "DisruptionAllowed", status: "True", reason: "SufficientPods" },
    ]);
    expect(evict("a").ok).toBe(true);
    expect(statusOf()).toMatchObject({ disruptionsAllowed: 0, disruptedPods: { a: SECOND } });
    world.loop.run(2 * SECOND);
    const answer = evict("b");
    expect(answer).toEqual({
      ok: false,
      error: {
        code: 429,
        reason: "TooManyRequests",
        message: "Cannot evict pod as it would violate the pod's disruption budget.",
        causes: [
          { reason: "DisruptionBudget", message: "The disruption budget web needs 2 healthy pods and has 2 currently" },
        ],
      },
    });
    expect(statusOf()?.conditions).toMatchObject([{ status: "False", reason: "InsufficientPods" }]);
  });

  test("two evictions at the same instant spend two disruptions", () => {
    const { evict } = protectedPods({ minAvailable: 2 }, three);
    expect(["a", "b"].map((name) => evict(name).ok)).toEqual([true, false]);
  });

  test("a pod that is pending, or not there, needs no budget", () => {
    const { evict } = protectedPods({ minAvailable: 3 }, [...three, { name: "new", ready: false, phase: "Pending" }]);
    expect(evict("new").ok).toBe(true);
    expect(evict("nobody")).toMatchObject({ ok: false, error: { code: 404, message: 'pods "nobody" not found' } });
    expect(evict("a").ok).toBe(false);
  });

  test("a pod that is not ready may go when enough others are, or when the policy says so", () => {
    const sick = { name: "sick", ready: false };
    expect(protectedPods({ minAvailable: 3 }, [...three, sick]).evict("sick").ok).toBe(true);
    expect(protectedPods({ minAvailable: 4 }, [...three, sick]).evict("sick").ok).toBe(false);
    const policy = { minAvailable: 4, unhealthyPodEvictionPolicy: "AlwaysAllow" };
    expect(protectedPods(policy, [...three, sick]).evict("sick").ok).toBe(true);
  });

  test("a budget that has not been looked at yet lets nobody go", () => {
    const { world, evict } = protectedPods({ minAvailable: 1 }, three);
    const budget = world.store.get("PodDisruptionBudget", "web");
    if (!budget) throw new Error("The budget is gone.");
    world.api.update({ ...budget, spec: { ...budget.spec, minAvailable: 0 } });
    expect(evict("a")).toMatchObject({
      error: {
        retryAfterSeconds: 10,
        causes: [{ message: "The disruption budget web is still being processed by the server." }],
      },
    });
  });

  test("two budgets for one pod are an error", () => {
    const { world, evict } = protectedPods({ minAvailable: 1 }, three);
    world.store.put(makeBudget("other", { minAvailable: 1 }));
    expect(evict("a")).toMatchObject({
      error: {
        code: 500,
        message: "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.",
      },
    });
  });

  test("the pod says why it goes", () => {
    const { world, evict } = protectedPods({ minAvailable: 1 }, three);
    const seen: unknown[] = [];
    world.store.watch(({ object }) => object.kind === "Pod" && seen.push(object.status.conditions?.at(-1)));
    evict("a");
    expect(seen[0]).toMatchObject({
      type: "DisruptionTarget",
      reason: "EvictionByEvictionAPI",
      message: "Eviction API: evicting",
    });
  });
});

describe("the disruption controller", () => {
  test("says when nothing matches, and takes back a DisruptionTarget that came to nothing", () => {
    const { world, happenings } = protectedPods({ minAvailable: 1 }, []);
    // Twice, as in the trace pdb-drain: its own first status makes the controller look again.
    const said = { type: "Normal", reason: "NoPods", message: "No matching pods found", source: "controllermanager" };
    expect(happenings).toMatchObject([said, said]);
    const pod = makePod("a");
    const target = { type: "DisruptionTarget", status: "True" as const, lastTransitionTime: world.loop.now() };
    world.store.put({ ...pod, status: { ...pod.status, conditions: [target] } });
    const conditionAfter = (ms: number) => {
      world.loop.run(SECOND + ms);
      return world.store.get("Pod", "a")?.status.conditions?.[0]?.status;
    };
    expect(conditionAfter(119 * SECOND)).toBe("True");
    expect(conditionAfter(121 * SECOND)).toBe("False");
  });

  test("what is no share fails, and nothing may go", () => {
    const { happenings, statusOf } = protectedPods({ minAvailable: "half" }, three);
    const message = "invalid value for IntOrString: invalid type: string is not a percentage";
    expect(statusOf()).toMatchObject({ disruptionsAllowed: 0, conditions: [{ reason: "SyncFailed", message }] });
    expect(happenings[0]).toMatchObject({ type: "Warning", reason: "CalculateExpectedPodCountFailed" });
  });

  test("a share of pods without a controller cannot be told, and nothing may go", () => {
    const { happenings, statusOf } = protectedPods({ minAvailable: "50%" }, three);
    expect(statusOf()).toMatchObject({ expectedPods: 0, disruptionsAllowed: 0 });
    expect(happenings.map(({ reason }) => reason)).toContain("UnmanagedPods");
  });
});
