// What the fuzzer found once: each crashed a lab.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { play } from "../../src/lab/play.ts";

const { findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));

function answer(id: string, command: string): string {
  return play(findScenario(id)!, "seed", [command]).turns[0]!.output;
}

test("a watch of a kind of which the lab has nothing is empty", () => {
  expect(answer("hpa-spike", "kubectl get role -w")).toBe(
    "# The lab has watched for 60 seconds; kubectl itself would go on.",
  );
  expect(answer("hpa-spike", "kubectl -w get crd --show-labels")).toContain("watched");
});

const pod = (cpu: string) =>
  `kubectl apply -f -\napiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n  containers:\n    - name: c\n      image: a\n      resources: { requests: { cpu: ${cpu} } }\n`;

test.each([
  ["1e400", "pod/x created"],
  ['"1e400"', "pod/x created"],
  ["9".repeat(400), "pod/x created"],
  ["-1e400", 'Invalid value: "-1e400": must be greater than or equal to 0'],
  [".inf", "error converting YAML to JSON: json: unsupported value: +Inf"],
  ["-.inf", "json: unsupported value: -Inf"],
  [".nan", "json: unsupported value: NaN"],
])("a quantity of %s", (cpu, said) => {
  expect(answer("hpa-spike", pod(cpu))).toContain(said);
});

test("a pod that asks for more than there is in the world is Pending", () => {
  const { turns } = play(findScenario("hpa-spike")!, "seed", [pod("1e400"), "wait 1m", "kubectl get pod x"]);
  expect(turns[2]!.output).toMatch(/x\s+0\/1\s+Pending/);
});

test.each(["toString", "hasOwnProperty", "constructor", "valueOf", "isPrototypeOf"])(
  "a resource, a label and a key called %s",
  (name) => {
    const manifests = [
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n  labels: { ${name}: a }\n  annotations: { ${name}: b }\nspec:\n  nodeSelector: { ${name}: c }\n  tolerations: [{ key: ${name}, operator: Exists }]\n  containers:\n    - { name: c, image: a, resources: { requests: { ${name}: 1, cpu: 1 }, limits: { cpu: 2 } } }`,
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name.toLowerCase()} }\ndata: { ${name}: d }`,
      `apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: q }\nspec: { hard: { ${name}: 1, pods: 10 } }`,
    ];
    const { turns } = play(findScenario("hpa-spike")!, "seed", [
      ...manifests.map((text) => `kubectl apply -f -\n${text}`),
      `kubectl get pods -l ${name}=a`,
      `kubectl label pod web ${name}-`,
      `kubectl get pods -L ${name} --sort-by=.metadata.${name}`,
      `kubectl get pods -o jsonpath={.items[*].${name}}`,
      `kubectl describe node worker-1`,
      `kubectl get ${name}`,
      `kubectl ${name}`,
      `kubectl set resources deployment web --limits=${name}=1`,
      "wait 1m",
    ]);
    expect(turns.at(-1)).toMatchObject({ ok: true });
    expect(turns.map(({ output }) => output).join()).not.toContain("[native code]");
  },
);

test("a number that no patch can hold", () => {
  expect(answer("hpa-spike", `kubectl patch deployment web -p '{"spec":{"replicas":1e400}}'`)).toContain(
    "json: cannot unmarshal number 1e400 into Go value of type float64",
  );
});

test("a command that waits for two services, beyond the lab's end, ends with it", () => {
  const scenario = findScenario("swarm-rush")!;
  const nearTheEnd = `wait ${scenario.span / 1000 - 20}s`;
  const { turns } = play(scenario, "seed", [nearTheEnd, "docker service scale web=6 web=30"]);
  expect(turns[1]!.output).toContain("Operation continuing in background.");
  expect(turns[1]!.toMs).toBe(scenario.span);
});

test.each(["constructor", "__proto__", "toString"])("a label called %s that no node has", (name) => {
  const table = answer("zone-outage", `kubectl get nodes -L ${name}`).split("\n");
  expect(table[0]).toContain(name.toUpperCase());
  expect(table[1]).toMatch(/v1\.36\.\d+\s*$/);
  // That is no name of a label.
  if (name === "__proto__") return;
  const affine = `kubectl apply -f -\napiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec:\n  affinity:\n    nodeAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n        nodeSelectorTerms: [{ matchExpressions: [{ key: ${name}, operator: Exists }] }]\n  containers: [{ name: c, image: a }]`;
  const spread = `kubectl apply -f -\napiVersion: v1\nkind: Pod\nmetadata: { name: even, labels: { a: b } }\nspec:\n  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: ${name}, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { a: b } } }]\n  containers: [{ name: c, image: a }]`;
  const { turns } = play(findScenario("zone-outage")!, "seed", [affine, spread, "wait 1m", "kubectl get pods x even"]);
  expect(turns.at(-1)!.output).toMatch(/x\s+0\/1\s+Pending/);
  expect(turns.at(-1)!.output).toMatch(/even\s+0\/1\s+Pending/);
});

test("a swarm's constraint on a label called constructor fits no node", () => {
  const command = "docker service create --name x --detach --constraint node.labels.constructor!=a nginx";
  const { turns } = play(findScenario("swarm-rush")!, "seed", [command, "wait 1m", "docker service ls"]);
  expect(turns.at(-1)!.output).toMatch(/x\s+replicated\s+1\/1/);
});
