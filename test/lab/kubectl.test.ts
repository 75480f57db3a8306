// The command line on a running cluster: what transcripts of still states cannot show.
import { beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { KubectlContext } from "../../src/lab/kubectl/context.ts";
import { changesCluster, runKubectl } from "../../src/lab/kubectl/kubectl.ts";
import { KUBECTL_VERBS } from "../../src/lab/kubectl/verb-names.ts";
import { splitWords } from "../../src/lab/words.ts";
import { createKubernetes } from "../../src/simulator/kubernetes/kubernetes.ts";

const DEPLOYMENT = {
  kind: "Deployment",
  apiVersion: "apps/v1",
  metadata: { name: "web", labels: { app: "web" } },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: "web" } },
    template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "web", image: "nginx:1.27" }] } },
  },
};

function createContext(): KubectlContext {
  const world = createKubernetes({ seed: "kubectl", epoch: Date.UTC(2026, 10, 2, 9) });
  const capacity = { cpu: "4", memory: "8Gi", pods: "110" };
  for (const name of ["worker-1", "worker-2"])
    world.apply({ kind: "Node", metadata: { name }, spec: {}, status: { capacity } } as Parameters<
      typeof world.apply
    >[0]);
  world.apply(DEPLOYMENT);
  world.apply({ kind: "Namespace", metadata: { name: "shop" } });
  world.apply({ ...DEPLOYMENT, metadata: { name: "api", namespace: "shop" } } as Parameters<typeof world.apply>[0]);
  world.run(60_000);
  return { world, stdin: "", files: {}, now: world.loop.now };
}

let context = createContext();
beforeAll(() => void (context = createContext()));

function say(text: string) {
  const words = splitWords(text);
  if ("refused" in words) throw new Error(words.refused);
  return runKubectl(context, words.commands[0]?.slice(1) ?? []);
}

test("a namespace is the flag's, wherever it stands; all of them have a column of their own", () => {
  const shop = say("kubectl get pods -n shop -o name").stdout.trim().split("\n");
  expect(shop).toHaveLength(3);
  for (const text of [
    "kubectl -n shop get po -o name",
    "kubectl get pods --namespace=shop -o name",
    "kubectl get -nshop pods -oname",
  ])
    expect(say(text).stdout.trim().split("\n")).toEqual(shop);
  const all = say("kubectl get deploy -A").stdout.split("\n");
  expect(all[0]).toMatch(/^NAMESPACE {3}NAME {3}READY/);
  expect(all.slice(1, 3).map((line) => line.split(/ +/).slice(0, 3))).toEqual([
    ["default", "web", "3/3"],
    ["shop", "api", "3/3"],
  ]);
  expect(say("kubectl get pods -n nowhere")).toEqual({
    stdout: "",
    stderr: "No resources found in nowhere namespace.\n",
    exit: 0,
  });
});

test("what is found goes to standard output, what is missing to standard error", () => {
  const { stdout, stderr, exit } = say("kubectl get deploy/web deploy/x pod/y");
  expect(stdout).toMatch(/^NAME {3}READY .*\nweb {4}3\/3 /);
  expect(stderr).toBe(
    'Error from server (NotFound): deployments.apps "x" not found\nError from server (NotFound): pods "y" not found\n',
  );
  expect(exit).toBe(1);
  expect(say("kubectl get deploy x --ignore-not-found")).toEqual({ stdout: "", stderr: "", exit: 0 });
});

test.each([
  ["kubectl get pods -l 'app in (web,db),!old'", 3],
  ["kubectl get pods -l app=web,app!=db", 3],
  ["kubectl get pods -l 'app notin (web)'", 0],
  ["kubectl get pods -l '!app'", 0],
  ["kubectl get pods --field-selector=status.phase=Running", 3],
  ["kubectl get pods --field-selector=status.phase!=Running", 0],
  ["kubectl get pods --field-selector=spec.nodeName=worker-9", 0],
])("%s lists %i", (text, count) => {
  const { stdout } = say(`${text} --no-headers`);
  expect(stdout.split("\n").filter(Boolean)).toHaveLength(count);
});

test("what is printed as YAML, JSON and by path is one object", () => {
  const json = JSON.parse(say("kubectl get deploy web -o json").stdout);
  expect(json).toMatchObject({ apiVersion: "apps/v1", kind: "Deployment", status: { readyReplicas: 3 } });
  expect(json.metadata.creationTimestamp).toBe("2026-11-02T09:00:00Z");
  expect(json.metadata.resourceVersion).toMatch(/^\d+$/);
  expect(say("kubectl get deploy web -o yaml").stdout).toContain("\n  replicas: 3\n  revisionHistoryLimit: 10\n");
  expect(say("kubectl get deploy web -o jsonpath={.status.readyReplicas}").stdout).toBe("3");
  expect(JSON.parse(say("kubectl get deploy -o json").stdout)).toMatchObject({ kind: "List", items: [{}] });
});

test.each([
  ["kubectl get pods --al", "error: unknown flag: --al\nSee 'kubectl get --help' for usage.\n"],
  ["kubectl get pods -Aq", "error: unknown shorthand flag: 'q' in -q\nSee 'kubectl get --help' for usage.\n"],
  ["kubectl get pods -n", "error: flag needs an argument: 'n' in -n\nSee 'kubectl get --help' for usage.\n"],
  [
    "kubectl get pods --chunk-size=99999999999999999999",
    'error: invalid argument "99999999999999999999" for "--chunk-size" flag: strconv.ParseInt: parsing "99999999999999999999": value out of range\nSee \'kubectl get --help\' for usage.\n',
  ],
  ["kubectl get podss", 'error: the server doesn\'t have a resource type "podss"\n'],
  ["kubectl constructor", 'error: unknown command "constructor" for "kubectl"\n'],
  [
    "kubectl get pods -o constructor",
    'error: unable to match a printer suitable for the output format "constructor", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml\n',
  ],
  ["kubectl top pods", "error: Metrics API not available\n"],
])("%s: %s", (text, stderr) => {
  expect(say(text)).toEqual({ stdout: "", stderr, exit: 1 });
});

test.each(["attach", "auth", "config", "cp", "debug", "edit", "exec", "port-forward", "proxy"])(
  "kubectl %s says why the lab has none",
  (verb) => {
    const { outside, stderr, exit } = say(`kubectl ${verb} web`);
    expect({ outside, exit }).toEqual({ outside: `kubectl ${verb}`, exit: 1 });
    expect(stderr).toMatch(/^The lab('s)? .*\.\n$/);
  },
);

test("a watch lets a minute pass and shows each change once", () => {
  const from = context.now();
  expect(say("kubectl scale deploy web --replicas=4").exit).toBe(0);
  const { stdout, stderr } = say("kubectl get pods -w");
  expect(context.now()).toBe(from + 60_000);
  const fresh = stdout.split("\n").filter((line) => / \d+s$/.test(line) && !/ [6-9]\ds$| 1\d\ds$/.test(line));
  expect(fresh.at(-1)).toMatch(/1\/1 +Running/);
  expect(stdout.split("\n").filter((line) => /0\/1/.test(line)).length).toBeGreaterThan(0);
  expect(stderr).toContain("kubectl itself would go on");
});

test("which commands change something is known before they are carried out", () => {
  const words = (text: string) => text.split(" ");
  for (const text of [
    "get pods",
    "-n shop get pods",
    "describe pod x",
    "rollout history deploy/web",
    "logs x",
    "nonsense",
  ])
    expect({ text, changes: changesCluster(words(text)) }).toEqual({ text, changes: false });
  for (const text of [
    "scale deploy web --replicas=1",
    "-n shop delete pod x",
    "get pods -w",
    "rollout undo deploy/web",
  ])
    expect({ text, changes: changesCluster(words(text)) }).toEqual({ text, changes: true });
});

const WORDS = (
  "pods deploy/web all nodes hpa x events web shop pods,svc pod/ / , a=b !a -A -n -o yaml -owide -o=json -l -L --sort-by=.metadata.name " +
  "--sort-by={ -ojsonpath={.items[*]} --field-selector=a=b --no-headers --show-labels -- - --= -o=custom-columns=A:.b --containers --types=x"
).split(" ");

test("no words make a reading command fail or speak without an end", () => {
  const looking = KUBECTL_VERBS.filter((verb) => !changesCluster([verb]));
  const word = fc.constantFrom(...WORDS);
  const command = fc.tuple(fc.constantFrom(...looking), fc.array(word, { maxLength: 6 }));
  fc.assert(
    fc.property(command, ([verb, words]) => {
      const { stdout, stderr, exit } = runKubectl(context, [verb, ...words]);
      // `kubectl diff` has 1 for a difference, so that its errors are 2.
      expect([0, 1, 2]).toContain(exit);
      for (const text of [stdout, stderr]) expect(text.length).toBeLessThan(200_000);
      // Whoever asks gets an answer, or asked for nothing that is there.
      expect(exit === 0 || stderr.trim() !== "").toBe(true);
    }),
    { numRuns: 1_500 },
  );
});
