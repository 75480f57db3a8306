/** Manifests that are odd, wrong or written by kubectl itself: taken or refused as the API server does, never thrown over. */
import { describe, expect, test } from "@jest/globals";
import { createKubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";
import { applyText } from "../../support/apply-text.ts";

function makeLab() {
  const kubernetes = createKubernetes({ seed: "review" });
  const say = (manifest: string | object) => {
    const text = typeof manifest === "string" ? manifest : JSON.stringify(manifest);
    return applyText(kubernetes.world, text, "x.yaml")
      .map((applied) => applied.text)
      .join("\n");
  };
  return { ...kubernetes, say };
}

const node = {
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: "n1" },
  status: { capacity: { cpu: "4", pods: "9" } },
};

const pod = (spec: object = {}, container: object = {}, metadata: object = {}) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "p", ...metadata },
  spec: { containers: [{ name: "c", image: "web:1", ...container }], ...spec },
});

const deployment = (template: object = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", creationTimestamp: null },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: "web" } },
    strategy: {},
    template: {
      metadata: { creationTimestamp: null, labels: { app: "web" } },
      spec: { containers: [{ name: "c", image: "web:1", resources: {} }] },
      ...template,
    },
  },
  status: {},
});

describe("what a manifest leaves out or says with null", () => {
  test("a node without a spec is a node", () => {
    const { say, store, run } = makeLab();
    expect(say(node)).toBe("node/n1 created");
    run(1_000);
    expect(store.get("Node", "n1")?.status.conditions?.find(({ type }) => type === "Ready")?.status).toBe("True");
  });

  test("null is what was never said, or a zero value in a list or a map", () => {
    const { say, store } = makeLab();
    expect(say(pod({ nodeSelector: null, tolerations: null }, { resources: { requests: { cpu: null } } }))).toBe(
      "pod/p created",
    );
    expect(store.get("Pod", "p")?.spec).not.toHaveProperty("nodeSelector");
    expect(store.get("Pod", "p")?.spec.containers[0]?.resources).toEqual({ requests: { cpu: "0" } });
    const bare = pod({ containers: [null] }, {}, { name: "q" });
    expect(say(bare)).toBe(
      'The Pod "q" is invalid: \n* spec.containers[0].name: Required value\n* spec.containers[0].image: Required value',
    );
    expect(say({ apiVersion: "v1", kind: "LimitRange", metadata: { name: "l" }, spec: { limits: null } })).toBe(
      "limitrange/l created",
    );
  });

  test("an amount that is written as a number is its text", () => {
    const { say, store } = makeLab();
    say({
      apiVersion: "v1",
      kind: "LimitRange",
      metadata: { name: "l" },
      spec: { limits: [{ type: "Container", max: { cpu: 2 } }] },
    });
    expect(store.get("LimitRange", "l")?.spec.limits[0]?.max).toEqual({ cpu: "2" });
    expect(say(pod())).toMatch(/^pod\/p created|is forbidden/u);
  });

  test("the server's own fields are the server's, at first and afterwards", () => {
    const { say, store, run } = makeLab();
    say(node);
    say({ ...deployment(), metadata: { name: "web", creationTimestamp: null, uid: "mine", generation: 7 } });
    run(10_000);
    const made = store.get("Deployment", "web")?.metadata;
    expect(made).toMatchObject({ creationTimestamp: 0, generation: 1 });
    expect(made?.uid).toMatch(/^[0-9a-f]{8}-/u);
    say(deployment({ spec: { containers: [{ name: "c", image: "web:2" }] } }));
    expect(store.get("Deployment", "web")?.metadata).toMatchObject({ creationTimestamp: 0, generation: 2 });
    expect(store.get("Deployment", "web")?.metadata.uid).toBe(made?.uid);
  });

  test("an anchor inside of what it names, and a number beyond int64, are refused", () => {
    const { say } = makeLab();
    expect(say("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: y}\ndata: &a {b: *a}")).toBe(
      "error: error parsing x.yaml: error converting YAML to JSON: yaml: anchor 'a' value contains itself",
    );
    expect(say(pod({ terminationGracePeriodSeconds: 1e300 }))).toContain(
      "cannot unmarshal number 1e+300 into Go struct field PodSpec.spec.terminationGracePeriodSeconds of type int64",
    );
  });
});

describe("what the API server checks", () => {
  test("affinity", () => {
    const { say } = makeLab();
    const affinity = {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } },
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101, podAffinityTerm: { topologyKey: "zone" } }],
      },
    };
    expect(say(pod({ affinity }))).toBe(
      [
        'The Pod "p" is invalid: ',
        "* spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term",
        "* spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 101: must be in the range 1-100",
      ].join("\n"),
    );
  });

  test("what a HorizontalPodAutoscaler follows, and its policies", () => {
    const { say } = makeLab();
    const hpa = {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "h" },
      spec: {
        scaleTargetRef: { kind: "Deployment", name: "web" },
        maxReplicas: 3,
        metrics: [
          { type: "External", external: { metric: { name: "q" } } },
          { type: "Resource", pods: { metric: { name: "q" }, target: { type: "AverageValue", averageValue: "1" } } },
        ],
        behavior: { scaleDown: { policies: [{ type: "Pods", value: 1, periodSeconds: 3_600 }] } },
      },
    };
    expect(say(hpa).split("\n")).toEqual([
      'The HorizontalPodAutoscaler "h" is invalid: ',
      "* spec.metrics[0].external.target.type: Required value: must specify a metric target type",
      '* spec.metrics[0].external.target.type: Invalid value: "": must be either Utilization, Value, or AverageValue',
      "* spec.metrics[0].external.target.averageValue: Required value: must set either a target value for metric or a per-pod target",
      "* spec.metrics[1].resource: Required value: must populate information for the given metric source",
      "* spec.behavior.scaleDown.policies[0].periodSeconds: Invalid value: 3600: must be less than or equal to 1800",
    ]);
  });

  test("a pod changes its image and little else; a StatefulSet and a Job keep what they are", () => {
    const { say, store } = makeLab();
    say(pod());
    expect(say(pod({}, { image: "web:2" }))).toBe("pod/p configured");
    expect(say(pod({}, { image: "web:2", resources: { requests: { cpu: "1" } } }))).toContain(
      'The Pod "p" is invalid: spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`',
    );
    const set = (serviceName: string, replicas: number) => ({
      ...deployment(),
      kind: "StatefulSet",
      metadata: { name: "db" },
      spec: { ...deployment().spec, strategy: undefined, serviceName, replicas },
    });
    say(set("a", 1));
    expect(say(set("a", 2))).toBe("statefulset.apps/db configured");
    expect(say(set("b", 2))).toContain("spec: Forbidden: updates to statefulset spec for fields other than 'replicas'");
    const job = (image: string, parallelism: number) => ({
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: { name: "j" },
      spec: { parallelism, template: { spec: { restartPolicy: "Never", containers: [{ name: "c", image }] } } },
    });
    say(job("a:1", 1));
    expect(say(job("a:1", 2))).toBe("job.batch/j configured");
    expect(say(job("a:2", 2))).toMatch(
      /^The Job "j" is invalid: spec\.template: Invalid value: .*field is immutable$/u,
    );
    expect(store.get("Job", "j")?.spec.parallelism).toBe(2);
  });

  test("a node's port belongs to one Service, is in the range, and comes free again", () => {
    const { say, api, store } = makeLab();
    const service = (name: string, type: string, nodePort?: number) => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name },
      spec: { type, ports: [{ port: 80, ...(nodePort ? { nodePort } : {}) }] },
    });
    say(service("a", "NodePort", 30_100));
    expect(say(service("b", "NodePort", 30_100))).toBe(
      'The Service "b" is invalid: spec.ports[0].nodePort: Invalid value: 30100: provided port is already allocated',
    );
    expect(say(service("b", "NodePort", 80))).toContain("The range of valid ports is 30000-32767");
    api.delete("Service", "a");
    expect(say(service("b", "NodePort", 30_100))).toBe("service/b created");
    say(service("c", "ClusterIP"));
    say(service("c", "NodePort"));
    expect(store.get("Service", "c")?.spec.ports?.[0]?.nodePort).toBeGreaterThanOrEqual(30_000);
  });

  test("a pod of very many containers, which would take minutes to start", () => {
    const { say } = makeLab();
    const containers = Array.from({ length: 5_000 }, (_, i) => ({ name: `c${i}`, image: "web:1" }));
    expect(say(pod({ containers }))).toBe(
      'The Pod "p" is invalid: spec.containers: Too many: 5000: must have at most 100 items',
    );
  });

  test("when all node ports are taken the server says so", () => {
    const { api } = makeLab();
    const ports = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `p${i}`, port: i + 1 }));
    const spec = (count: number) => ({ type: "NodePort" as const, ports: ports(count) });
    expect(api.create({ kind: "Service", metadata: { name: "all" }, spec: spec(2_768) }).ok).toBe(true);
    expect(api.create({ kind: "Service", metadata: { name: "more" }, spec: spec(1) })).toMatchObject({
      ok: false,
      error: { message: "Internal error occurred: failed to allocate a nodePort: range is full" },
    });
  });
});
