/** ResourceQuotas, LimitRanges and priorities at the API server's door: what is refused, in upstream's own words, and what is filled in. */
import { describe, expect, test } from "@jest/globals";
import type { LimitRangeItem, ResourceQuota } from "../../../src/simulator/kubernetes/api/core.ts";
import type { PodSpec, ResourceRequirements } from "../../../src/simulator/kubernetes/api/pod.ts";
import { admitLimitDefaults, admitLimits } from "../../../src/simulator/kubernetes/quota/admit-limits.ts";
import { admitPriority } from "../../../src/simulator/kubernetes/quota/admit-priority.ts";
import { admitQuota } from "../../../src/simulator/kubernetes/quota/admit-quota.ts";
import { canonical, sum } from "../../../src/simulator/kubernetes/quota/amounts.ts";
import { startQuotaController } from "../../../src/simulator/kubernetes/quota/controller.ts";
import { makeWorld, SECOND } from "./make.ts";

function door() {
  const { world } = makeWorld();
  const { api, store, loop } = world;
  for (const step of [admitLimitDefaults(world), admitPriority(world), admitLimits(world), admitQuota(world)])
    api.admit(step);
  startQuotaController(world);
  const createPod = (name: string, resources?: ResourceRequirements, spec: Partial<PodSpec> = {}) => {
    const containers = [{ name: "c", ...(resources ? { resources } : {}) }];
    return api.create({ kind: "Pod", metadata: { name }, spec: { containers, ...spec } });
  };
  const why = (...pod: Parameters<typeof createPod>) => {
    const answer = createPod(...pod);
    return answer.ok ? undefined : answer.error.message;
  };
  const pass = (ms: number) => loop.run(loop.now() + ms);
  const addQuota = (spec: ResourceQuota["spec"]) => {
    api.create({ kind: "ResourceQuota", metadata: { name: "team" }, spec });
    pass(SECOND);
  };
  const addRange = (...limits: LimitRangeItem[]) =>
    api.create({ kind: "LimitRange", metadata: { name: "range" }, spec: { limits } });
  const used = () => store.get("ResourceQuota", "team")?.status.used;
  const podNamed = (name: string) => store.get("Pod", name);
  return { world, createPod, why, pass, addQuota, addRange, used, podNamed };
}

const resources = (cpu: string, memory: string) => ({ requests: { cpu, memory } });

describe("a quota", () => {
  test("is charged at once, refuses what exceeds it, and gets back what goes", () => {
    const it = door();
    it.addQuota({ hard: { "requests.cpu": "1", "requests.memory": "1Gi", pods: "10" } });
    expect(it.used()).toEqual({ "requests.cpu": "0", "requests.memory": "0", pods: "0" });
    expect(it.why("a", resources("500m", "256Mi"))).toBeUndefined();
    expect(it.used()).toEqual({ "requests.cpu": "500m", "requests.memory": "256Mi", pods: "1" });
    expect(it.why("b", resources("0.6", "900Mi"))).toBe(
      'pods "b" is forbidden: exceeded quota: team, requested: requests.cpu=600m,requests.memory=900Mi, ' +
        "used: requests.cpu=500m,requests.memory=256Mi, limited: requests.cpu=1,requests.memory=1Gi",
    );
    expect(it.why("c", resources("500m", "768Mi"))).toBeUndefined();
    expect(it.used()).toEqual({ "requests.cpu": "1", "requests.memory": "1Gi", pods: "2" });
    it.world.api.delete("Pod", "a");
    it.pass(SECOND);
    expect(it.used()).toEqual({ "requests.cpu": "500m", "requests.memory": "768Mi", pods: "1" });
  });

  test("wants every container to state what it counts", () => {
    const it = door();
    it.addQuota({ hard: { "limits.cpu": "4", "requests.memory": "1Gi" } });
    expect(it.why("a", { requests: { cpu: "1" } })).toBe(
      'pods "a" is forbidden: failed quota: team: must specify limits.cpu for: c; requests.memory for: c',
    );
  });

  test("counts objects and Services' ports", () => {
    const it = door();
    it.addQuota({ hard: { configmaps: "1", "count/deployments.apps": "5", "services.nodeports": "1" } });
    const { api } = it.world;
    const create = (name: string) => api.create({ kind: "ConfigMap", metadata: { name } });
    expect(create("one").ok).toBe(true);
    expect(create("two")).toMatchObject({
      error: {
        code: 403,
        message:
          'configmaps "two" is forbidden: exceeded quota: team, requested: configmaps=1, used: configmaps=1, limited: configmaps=1',
      },
    });
    const ports = [{ port: 80 }, { port: 443 }];
    expect(api.create({ kind: "Service", metadata: { name: "s" }, spec: { type: "NodePort", ports } })).toMatchObject({
      error: { message: expect.stringContaining("requested: services.nodeports=2, used: services.nodeports=0") },
    });
    expect(api.create({ kind: "Service", metadata: { name: "s" }, spec: { ports } }).ok).toBe(true);
  });

  test("with a scope is for some pods only, and finished pods count for nothing", () => {
    const it = door();
    it.addQuota({ hard: { pods: "1" }, scopes: ["NotBestEffort"] });
    expect(it.why("free")).toBeUndefined();
    expect(it.why("a", resources("1", "1Gi"))).toBeUndefined();
    expect(it.why("b", resources("1", "1Gi"))).toContain("exceeded quota: team, requested: pods=1");
    const pod = it.podNamed("a");
    if (!pod) throw new Error("The pod is gone.");
    it.world.api.updateStatus(pod, { ...pod.status, phase: "Succeeded" });
    it.pass(SECOND);
    expect(it.used()).toEqual({ pods: "0" });
  });

  test("sums keep the way in which amounts are written", () => {
    expect(sum("128Mi", "1Gi")).toBe("1152Mi");
    expect(sum("0", "1Gi")).toBe("1Gi");
    expect(sum("0.5", "250m")).toBe("750m");
    expect(sum("1G", "24M")).toBe("1024M");
    expect(canonical("1024Mi")).toBe("1Gi");
  });
});

describe("a limit range", () => {
  const container = { type: "Container" as const };

  test("gives silent containers its defaults, and says so", () => {
    const it = door();
    it.addRange({ ...container, max: { cpu: "2" }, default: { memory: "512Mi" }, defaultRequest: { cpu: "100m" } });
    it.createPod("a");
    const pod = it.podNamed("a");
    expect(pod?.spec.containers[0]?.resources).toEqual({
      requests: { cpu: "100m", memory: "512Mi" },
      limits: { cpu: "2", memory: "512Mi" },
    });
    expect(pod?.metadata.annotations).toEqual({
      "kubernetes.io/limit-ranger":
        "LimitRanger plugin set: cpu, memory request for container c; cpu, memory limit for container c",
    });
  });

  test("refuses what is too much, too little or too far apart", () => {
    const it = door();
    it.addRange({ ...container, min: { cpu: "100m" }, max: { cpu: "1" }, maxLimitRequestRatio: { cpu: "4" } });
    const forbidden = 'pods "a" is forbidden: ';
    const asked = (requests: string, limits: string) =>
      it.why("a", { requests: { cpu: requests }, limits: { cpu: limits } });
    expect(asked("500m", "2")).toBe(`${forbidden}maximum cpu usage per Container is 1, but limit is 2`);
    expect(asked("50m", "200m")).toBe(`${forbidden}minimum cpu usage per Container is 100m, but request is 50m`);
    expect(asked("100m", "500m")).toBe(
      `${forbidden}cpu max limit to request ratio per Container is 4, but provided ratio is 5.000000`,
    );
    expect(asked("50m", "3")).toBe(
      `${forbidden}[minimum cpu usage per Container is 100m, but request is 50m, maximum cpu usage per Container is 1, ` +
        "but limit is 3, cpu max limit to request ratio per Container is 4, but provided ratio is 60.000000]",
    );
    expect(asked("250m", "1")).toBeUndefined();
  });

  test("of pods counts all containers together", () => {
    const it = door();
    it.addRange({ type: "Pod", max: { memory: "1Gi" } });
    expect(it.why("a", { limits: { memory: "2Gi" } })).toBe(
      'pods "a" is forbidden: maximum memory usage per Pod is 1Gi, but limit is 2Gi',
    );
    expect(it.why("b")).toBe('pods "b" is forbidden: maximum memory usage per Pod is 1Gi.  No limit is specified');
  });
});

describe("a pod's priority", () => {
  test("is its class's, the default class's, or zero", () => {
    const it = door();
    const priorityOf = (name: string, spec: Partial<PodSpec> = {}) => {
      it.createPod(name, undefined, spec);
      return it.podNamed(name)?.spec;
    };
    expect(priorityOf("plain")).toMatchObject({ priority: 0, preemptionPolicy: "PreemptLowerPriority" });
    expect(priorityOf("system", { priorityClassName: "system-node-critical" })?.priority).toBe(2_000_001_000);
    const create = (name: string, value: number, more = {}) =>
      it.world.api.create({ kind: "PriorityClass", metadata: { name }, value, ...more });
    create("high", 1_000, { preemptionPolicy: "Never" });
    create("usual", 10, { globalDefault: true });
    expect(priorityOf("high", { priorityClassName: "high" })).toMatchObject({
      priority: 1_000,
      preemptionPolicy: "Never",
    });
    expect(priorityOf("usual")).toMatchObject({ priority: 10, priorityClassName: "usual" });
    expect(create("other", 5, { globalDefault: true })).toMatchObject({
      error: {
        message:
          'priorityclasses.scheduling.k8s.io "other" is forbidden: PriorityClass usual is already marked as default. Only one default can exist',
      },
    });
  });

  test("cannot be made up", () => {
    const it = door();
    expect(it.why("a", undefined, { priorityClassName: "none" })).toBe(
      'pods "a" is forbidden: no PriorityClass with name none was found',
    );
    expect(it.why("a", undefined, { priority: 7 })).toBe(
      'pods "a" is forbidden: the integer value of priority (7) must not be provided in pod spec; ' +
        "priority admission controller computed 0 from the given PriorityClass name",
    );
  });
});
