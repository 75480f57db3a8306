/** The fast reading answers what the plain reading answers, on random clusters in which pods come and go and nodes change. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Node } from "../../../src/simulator/kubernetes/api/core.ts";
import type { Pod, PodSpec } from "../../../src/simulator/kubernetes/api/pod.ts";
import { podInfoOf } from "../../../src/simulator/kubernetes/scheduler/pod-shapes.ts";
import { DEFAULT_PROFILE } from "../../../src/simulator/kubernetes/scheduler/profile.ts";
import { NOBODY, scheduleOne, type Verdict } from "../../../src/simulator/kubernetes/scheduler/schedule-one.ts";
import { makeCache, makeNode, makePod, NOTHING, onNode } from "./make.ts";

const ZONE = "topology.kubernetes.io/zone";
const APPS = ["a", "b"];

const quantity = fc.constantFrom("100m", "500m", "1", "2");
const memory = fc.constantFrom("128Mi", "512Mi", "1Gi");
const topologyKey = fc.constantFrom(ZONE, "kubernetes.io/hostname");
const selecting = fc.constantFrom(...APPS).map((app) => ({ matchLabels: { app } }));

const spreads = fc.record(
  {
    maxSkew: fc.integer({ min: 1, max: 3 }),
    topologyKey,
    whenUnsatisfiable: fc.constantFrom("DoNotSchedule" as const, "ScheduleAnyway" as const),
    labelSelector: selecting,
    minDomains: fc.integer({ min: 1, max: 4 }),
    nodeAffinityPolicy: fc.constantFrom("Honor" as const, "Ignore" as const),
    nodeTaintsPolicy: fc.constantFrom("Honor" as const, "Ignore" as const),
  },
  { requiredKeys: ["maxSkew", "topologyKey", "whenUnsatisfiable", "labelSelector"] },
);
const term = fc.record({ topologyKey, labelSelector: selecting });
const weighted = fc.record({ weight: fc.integer({ min: 1, max: 100 }), podAffinityTerm: term });
const someOf = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 2 });
const podAffinity = fc.record(
  {
    requiredDuringSchedulingIgnoredDuringExecution: fc.array(term, { maxLength: 1 }),
    preferredDuringSchedulingIgnoredDuringExecution: someOf(weighted),
  },
  { requiredKeys: [] },
);
const nodeTerm = fc.constantFrom("ssd", "hdd").map((disk) => ({
  matchExpressions: [{ key: "disk", operator: "In" as const, values: [disk] }],
}));
const affinity = fc.record(
  {
    podAffinity,
    podAntiAffinity: podAffinity,
    nodeAffinity: fc.record(
      {
        requiredDuringSchedulingIgnoredDuringExecution: fc.record({
          nodeSelectorTerms: fc.array(nodeTerm, { minLength: 1, maxLength: 1 }),
        }),
        preferredDuringSchedulingIgnoredDuringExecution: someOf(
          fc.record({ weight: fc.integer({ min: 1, max: 100 }), preference: nodeTerm }),
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const spec: fc.Arbitrary<PodSpec> = fc
  .record({ cpu: quantity, memory, empty: fc.boolean(), port: fc.option(fc.constantFrom(80, 443), { freq: 5 }) })
  .chain(({ cpu, memory: bytes, empty, port }) => {
    const resources = empty ? {} : { requests: { cpu, memory: bytes } };
    const ports = port === null ? [] : [{ containerPort: port, hostPort: port }];
    return fc.record(
      {
        containers: fc.constant([{ name: "c", image: "app:v1", resources, ports }]),
        affinity: fc.option(affinity, { nil: {}, freq: 2 }),
        topologySpreadConstraints: fc.option(someOf(spreads), { nil: [], freq: 2 }),
        tolerations: fc.constantFrom([], [{ key: "dedicated", operator: "Exists" as const }]),
        nodeSelector: fc.constantFrom({}, { disk: "ssd" }),
      },
      { requiredKeys: ["containers"] },
    );
  });

const small = { containers: [{ name: "c", resources: { requests: { cpu: "100m", memory: "16Mi" } } }] };

/** Pods that do little but spread, so that many are placed and counts matter. */
const spreading: fc.Arbitrary<PodSpec> = fc
  .array(
    fc.record({
      maxSkew: fc.integer({ min: 1, max: 2 }),
      topologyKey,
      whenUnsatisfiable: fc.constantFrom("DoNotSchedule" as const, "DoNotSchedule" as const, "ScheduleAnyway" as const),
      labelSelector: selecting,
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((topologySpreadConstraints) => ({ ...small, topologySpreadConstraints }));

/** Pods that want others near, or far. */
const minding: fc.Arbitrary<PodSpec> = fc
  .record({
    terms: fc.array(term, { minLength: 1, maxLength: 1 }),
    near: fc.boolean(),
    prefers: fc.array(weighted, { maxLength: 1 }),
  })
  .map(({ terms, near, prefers }) => {
    const wish = {
      requiredDuringSchedulingIgnoredDuringExecution: terms,
      preferredDuringSchedulingIgnoredDuringExecution: prefers,
    };
    return { ...small, affinity: near ? { podAffinity: wish } : { podAntiAffinity: wish } };
  });

const anySpec = fc.oneof(spec, spreading, minding);

const node = fc
  .record({
    cpu: fc.constantFrom("1", "2", "4"),
    memory: fc.constantFrom("1Gi", "4Gi"),
    pods: fc.constantFrom("3", "110"),
    zone: fc.constantFrom("z1", "z2", undefined),
    disk: fc.constantFrom("ssd", "hdd", undefined),
    taint: fc.constantFrom(undefined, "NoSchedule" as const, "PreferNoSchedule" as const, "PreferNoSchedule" as const),
    unschedulable: fc.constantFrom(false, false, false, true),
    image: fc.boolean(),
  })
  .map(({ cpu, memory: bytes, pods, zone, disk, taint, unschedulable, image }) => {
    const labels = { ...(zone ? { [ZONE]: zone } : {}), ...(disk ? { disk } : {}) };
    const taints = taint ? [{ key: "dedicated", effect: taint }] : [];
    const made = (name: string): Node => {
      const plain = makeNode(name, { cpu, memory: bytes, pods, labels, spec: { taints, unschedulable } });
      const images = image ? [{ names: ["app:v1"], sizeBytes: 500 * 2 ** 20 }] : [];
      return { ...plain, status: { ...plain.status, images } };
    };
    return made;
  });

type Step =
  | { kind: "schedule"; template: number; app: string; owned: boolean; nominate: boolean }
  | { kind: "delete" | "terminate"; which: number }
  | { kind: "node"; which: number; make: (name: string) => Node };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 16,
    arbitrary: fc.record({
      kind: fc.constant("schedule" as const),
      template: fc.nat(2),
      app: fc.constantFrom(...APPS),
      owned: fc.boolean(),
      nominate: fc.constantFrom(false, false, false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom("delete" as const, "terminate" as const), which: fc.nat(30) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("node" as const), which: fc.nat(9), make: node }) },
);

const shown = (verdict: Verdict) =>
  verdict.kind === "fits"
    ? {
        start: verdict.start,
        best: verdict.best.map(({ name }) => name),
        totals: verdict.totals(),
        feasible: verdict.feasible().map(({ name }) => name),
      }
    : { start: verdict.start, rejected: verdict.rejected.map(({ node: { name }, rejection }) => [name, rejection]) };

/** A ReplicaSet and a Service for each app. */
const SOURCE = {
  ...NOTHING,
  services: () => [
    { kind: "Service" as const, metadata: makePod("service").metadata, spec: { selector: { tier: "web" } } },
  ],
  replicaSet: (name: string) => ({
    kind: "ReplicaSet" as const,
    metadata: makePod(name).metadata,
    spec: { selector: SELECTORS[name] ?? { matchLabels: {} }, template: { spec: { containers: [] } } },
    status: { replicas: 0 },
  }),
};
const SELECTORS: Record<string, { matchLabels: Record<string, string> }> = {
  a: { matchLabels: { app: "a" } },
  b: { matchLabels: { app: "b" } },
};

function replay(nodes: ((name: string) => Node)[], specs: PodSpec[], steps: Step[], percentage?: number): void {
  const { cache, fast } = makeCache(
    nodes.map((make, i) => make(`n${i}`)),
    SOURCE,
  );
  const placed: Pod[] = [];
  let start = 0;
  const schedule = ({ template, app, owned, nominate }: Step & { kind: "schedule" }) => {
    const pod = makePod("p", specs[template % specs.length] as PodSpec, {
      labels: { app },
      ...(owned ? { owner: app } : {}),
    });
    const info = podInfoOf(cache.shapes, pod);
    const ahead = podInfoOf(cache.shapes, makePod("ahead", specs[0] as PodSpec, { labels: { app: "a" } }));
    const nominated = nominate ? new Map([["n0", [ahead]]]) : NOBODY;
    const options = { start, nominated, ...(percentage ? { percentage } : {}) };
    const plain = scheduleOne(info, cache.snapshot(), DEFAULT_PROFILE, options);
    const quick = fast.schedule(info, options);
    expect(shown(quick)).toEqual(shown(plain));
    ({ start } = plain);
    if (plain.kind === "none") return;
    const bound = onNode(pod, plain.best[0]?.name as string);
    cache.setPod(bound);
    placed.push(bound);
  };
  for (const one of steps) {
    if (one.kind === "schedule") schedule(one);
    else if (one.kind === "node") cache.setNode(one.make(`n${one.which % nodes.length}`));
    else {
      const at = one.which % Math.max(1, placed.length);
      const pod = placed[at];
      if (!pod) continue;
      if (one.kind === "delete") {
        cache.removePod(pod.metadata.uid);
        placed.splice(at, 1);
      } else {
        placed[at] = { ...pod, metadata: { ...pod.metadata, deletionTimestamp: 1 } };
        cache.setPod(placed[at] as Pod);
      }
    }
  }
}

test("feasible nodes, totals, ties and rejections are those of the plain reading", () => {
  fc.assert(
    fc.property(
      fc.array(node, { minLength: 1, maxLength: 8 }),
      fc.array(anySpec, { minLength: 1, maxLength: 3 }),
      fc.array(step, { minLength: 5, maxLength: 40 }),
      (nodes, specs, steps) => replay(nodes, specs, steps),
    ),
    { numRuns: 250 },
  );
}, 60_000);

test("so they are where only a part of the nodes is looked at, in turn", () => {
  fc.assert(
    fc.property(
      fc.array(node, { minLength: 3, maxLength: 5 }),
      fc.array(anySpec, { minLength: 1, maxLength: 2 }),
      fc.array(step, { minLength: 3, maxLength: 12 }),
      (some, specs, steps) => {
        const nodes = Array.from({ length: 210 }, (_, i) => some[i % some.length] as (typeof some)[number]);
        replay(nodes, specs, steps, 50);
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);
