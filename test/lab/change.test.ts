/** What kubectl's changing verbs do to a cluster, beyond what recorded transcripts show. */
import { describe, expect, test } from "@jest/globals";
import { createSession } from "./change-session.ts";

const web = (changes: { image?: string; replicas?: number; strategy?: object } = {}) =>
  JSON.stringify({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web" },
    spec: {
      replicas: changes.replicas ?? 3,
      selector: { matchLabels: { app: "web" } },
      ...(changes.strategy ? { strategy: changes.strategy } : {}),
      template: {
        metadata: { labels: { app: "web" } },
        spec: { containers: [{ name: "web", image: changes.image ?? "nginx:1.27" }] },
      },
    },
  });

describe("apply", () => {
  test("made, left alone, changed; what the manifest no longer says goes, what others wrote stays", () => {
    const { say, store } = createSession();
    const manifest = (data: object, labels?: object) =>
      JSON.stringify({
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "c", ...(labels ? { labels } : {}) },
        data,
      });
    expect(say("apply -f -", manifest({ a: "1", b: "2" }))).toBe("configmap/c created");
    expect(say("apply -f -", manifest({ b: "2", a: "1" }))).toBe("configmap/c unchanged");
    say(`patch cm c -p '{"data":{"z":"mine"}}'`);
    expect(say("apply -f -", manifest({ b: "3" }, { tier: "x" }))).toBe("configmap/c configured");
    expect(store.get("ConfigMap", "c")?.data).toEqual({ b: "3", z: "mine" });
    expect(store.get("ConfigMap", "c")?.metadata.labels).toEqual({ tier: "x" });
    expect(say("apply -f -", manifest({ b: "3" }))).toBe("configmap/c configured");
    expect(store.get("ConfigMap", "c")?.metadata.labels ?? {}).toEqual({});
  });

  test("what is wrong with one document does not keep the others back, and loses nothing", () => {
    const { say, store } = createSession();
    const text = [web(), "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: []}", "a: [1"].join(
      "\n---\n",
    );
    expect(say("apply -f -", text)).toMatch(
      /^deployment.apps\/web created\n.*error parsing STDIN: .*did not find expected/u,
    );
    expect(store.get("Deployment", "web")).toBeDefined();
    expect(store.get("Pod", "p")).toBeUndefined();
  });

  test("a dry run changes nothing, and a pasted manifest stands for a file that nobody has shown", () => {
    const { say, store, files } = createSession();
    expect(say("apply -f web.yaml --dry-run=server", web())).toBe("deployment.apps/web created (server dry run)");
    expect(store.get("Deployment", "web")).toBeUndefined();
    files["web.yaml"] = web({ replicas: 2 });
    expect(say("apply -f web.yaml")).toBe("deployment.apps/web created");
    expect(store.get("Deployment", "web")?.spec.replicas).toBe(2);
    expect(say("delete -f . --dry-run=client")).toBe('deployment.apps "web" deleted from default namespace (dry run)');
  });

  test("a union of strategies keeps only what the manifest says", () => {
    const { say, store } = createSession();
    say("apply -f -", web({ strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } } }));
    expect(say("apply -f -", web({ strategy: { type: "Recreate" } }))).toBe("deployment.apps/web configured");
    expect(store.get("Deployment", "web")?.spec.strategy).toEqual({ type: "Recreate" });
  });

  test("a namespace that -n does not mean is refused", () => {
    const { say } = createSession();
    const pod = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: shop}";
    expect(say("apply -n other -f -", pod)).toContain(
      `the namespace from the provided object "shop" does not match the namespace "other"`,
    );
  });
});

describe("rollouts", () => {
  test("status follows a rollout through simulated time and tells each change once", () => {
    const { say, pass, store, loop } = createSession();
    say("apply -f -", web());
    pass(30_000);
    expect(say("rollout status deploy/web")).toBe('deployment "web" successfully rolled out');
    say("set image deploy/web web=nginx:1.28");
    const before = loop.now();
    const lines = say("rollout status deploy/web").split("\n");
    expect(loop.now()).toBeGreaterThan(before);
    expect(lines.at(-1)).toBe('deployment "web" successfully rolled out');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line, i) => line === lines[i - 1])).toEqual([]);
    expect(store.get("Deployment", "web")?.status.updatedReplicas).toBe(3);
  });

  test("undo goes back to the last revision, or to the one that is named", () => {
    const { say, pass, store } = createSession();
    say("apply -f -", web());
    pass(30_000);
    for (const image of ["nginx:1.28", "nginx:1.29"]) {
      say(`set image deploy/web web=${image}`);
      pass(60_000);
    }
    const image = () => store.get("Deployment", "web")?.spec.template.spec.containers[0]?.image;
    expect(say("rollout undo deploy/web")).toContain("deployment.apps/web rolled back");
    expect(image()).toBe("nginx:1.28");
    pass(60_000);
    expect(say("rollout undo deploy/web --to-revision=1")).toContain("rolled back");
    expect(image()).toBe("nginx:1.27");
    pass(60_000);
    expect(say("rollout history deploy/web")).toBe(
      "deployment.apps/web \nREVISION  CHANGE-CAUSE\n3         <none>\n4         <none>\n5         <none>",
    );
    expect(say("rollout undo deploy/web --to-revision=9")).toContain(
      "error: unable to find specified revision 9 in history",
    );
  });

  test("a StatefulSet and a DaemonSet go back as well", () => {
    const { say, pass, store } = createSession();
    for (const kind of ["StatefulSet", "DaemonSet"] as const) {
      const { spec } = JSON.parse(web()) as { spec: { replicas?: number } };
      const { replicas: _, ...rest } = spec;
      const own = kind === "StatefulSet" ? spec : rest;
      say("apply -f -", JSON.stringify({ apiVersion: "apps/v1", kind, metadata: { name: "x" }, spec: own }));
      pass(60_000);
      say(`set image ${kind}/x web=nginx:1.28`);
      pass(120_000);
      expect(say(`rollout undo ${kind}/x`)).toContain("rolled back");
      expect(store.get(kind, "x")?.spec.template.spec.containers[0]?.image).toBe("nginx:1.27");
      expect(say(`delete ${kind} x`)).toContain("deleted from default namespace");
    }
  });

  test("a rollout that never ends is left after ten minutes, and said so", () => {
    const { run, pass, loop } = createSession();
    run("apply -f -", web({ replicas: 3 }));
    pass(30_000);
    run(
      `patch deploy web -p '{"spec":{"progressDeadlineSeconds":7000,"template":{"spec":{"nodeSelector":{"no":"where"}}}}}'`,
    );
    const before = loop.now();
    const { stderr, exit } = run("rollout status deploy/web");
    expect(stderr).toContain("still under way");
    expect(exit).toBe(1);
    expect(loop.now() - before).toBeLessThanOrEqual(601_000);
  });
});

describe("drain", () => {
  const budget = "create pdb web --selector=app=web --min-available=3";

  test("waits for what it evicts, in simulated time", () => {
    const { say, pass, store } = createSession();
    say("apply -f -", web({ replicas: 4 }));
    pass(60_000);
    const there = store.podsOn("n1").length;
    expect(there).toBeGreaterThan(0);
    const lines = say("drain n1").split("\n");
    expect(lines[0]).toBe("node/n1 cordoned");
    expect(lines.filter((line) => line.startsWith("evicting pod default/web-"))).toHaveLength(there);
    expect(lines.filter((line) => /^pod\/web-.* evicted$/u.test(line))).toHaveLength(there);
    expect(lines.at(-1)).toBe("node/n1 drained");
    expect(store.podsOn("n1")).toEqual([]);
    expect(say("uncordon n1")).toBe("node/n1 uncordoned");
  });

  test("is kept back by a budget until its time is up", () => {
    const { run, say, pass, loop } = createSession();
    say("apply -f -", web({ replicas: 3 }));
    expect(say(budget)).toBe("poddisruptionbudget.policy/web created");
    pass(60_000);
    const before = loop.now();
    const { stderr, exit } = run("drain n1 --timeout=12s");
    expect(exit).toBe(1);
    expect(loop.now() - before).toBeGreaterThanOrEqual(12_000);
    expect(stderr).toContain("Cannot evict pod as it would violate the pod's disruption budget.");
    expect(stderr).toContain("There are pending nodes to be drained:\n n1\n");
    expect(stderr).toContain("global timeout reached: 12s");
  });

  test("without an end it is left after ten minutes, its repetitions counted and not printed", () => {
    const { run, say, pass } = createSession();
    say("apply -f -", web({ replicas: 3 }));
    say(budget);
    pass(60_000);
    const { stdout, stderr, exit } = run("drain n1");
    expect(exit).toBe(1);
    expect(stderr).toMatch(/\(\d+ more times\) error when evicting/u);
    expect(stderr).toContain("still under way");
    expect(stdout.split("\n").length).toBeLessThan(30);
  });
});

describe("waiting and deleting", () => {
  test("wait lets time pass until a condition is met, or its time is up", () => {
    const { say, loop } = createSession();
    say("run one --image=nginx");
    const before = loop.now();
    expect(say("wait --for=condition=Ready pod/one --timeout=60s")).toBe("pod/one condition met");
    expect(loop.now() - before).toBeLessThan(60_000);
    expect(say("wait --for=jsonpath='{.status.phase}'=Failed pod/one --timeout=5s")).toBe(
      "error: timed out waiting for the condition on pods/one",
    );
    expect(say("wait --for=delete pod/one --timeout=1s")).toContain("timed out");
    expect(say("delete pod one --wait=false")).toBe('pod "one" deleted from default namespace');
    expect(say("wait --for=delete pod/one --timeout=60s")).toBe("pod/one condition met");
  });

  test("delete waits for the grace period, unless it is told not to", () => {
    const { say, store, loop } = createSession();
    say("run one --image=nginx");
    say("wait --for=condition=Ready pod/one");
    const before = loop.now();
    say("delete pod one");
    expect(store.get("Pod", "one")).toBeUndefined();
    expect(loop.now()).toBeGreaterThan(before);
    say("run two --image=nginx");
    say("wait --for=condition=Ready pod/two");
    const then = loop.now();
    expect(say("delete pod two --force")).toContain('pod "two" force deleted from default namespace');
    expect(loop.now()).toBe(then);
  });

  test("--cascade=orphan leaves what was controlled", () => {
    const { say, pass, store } = createSession();
    say("apply -f -", web());
    pass(30_000);
    say("delete deploy web --cascade=orphan");
    pass(30_000);
    expect(store.get("Deployment", "web")).toBeUndefined();
    expect(store.list("ReplicaSet")).toHaveLength(1);
    expect(store.list("ReplicaSet")[0]?.metadata.ownerReferences ?? []).toEqual([]);
  });
});

describe("patches", () => {
  test("a strategic patch merges containers by name; a merge patch replaces the list; a JSON patch is all or nothing", () => {
    const { say, pass, store } = createSession();
    say("apply -f -", web());
    pass(1_000);
    const containers = () => store.get("Deployment", "web")?.spec.template.spec.containers ?? [];
    say(`patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"log","image":"log:1"}]}}}}'`);
    expect(containers().map(({ name }) => name)).toEqual(["web", "log"]);
    say(`patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"log","$patch":"delete"}]}}}}'`);
    expect(containers().map(({ name }) => name)).toEqual(["web"]);
    say(
      `patch deploy web --type=merge -p '{"spec":{"template":{"spec":{"containers":[{"name":"b","image":"b:1"}]}}}}'`,
    );
    expect(containers().map(({ name }) => name)).toEqual(["b"]);
    const half = `[{"op":"replace","path":"/spec/replicas","value":9},{"op":"test","path":"/spec/paused","value":true}]`;
    expect(say(`patch deploy web --type=json -p '${half}'`)).toContain("The request is invalid");
    expect(store.get("Deployment", "web")?.spec.replicas).toBe(3);
    expect(say(`patch deploy web -p '{"spec":{"nosuch":1}}'`)).toBe(
      'deployment.apps/web patched (no change)\nWarning: unknown field "spec.nosuch"',
    );
  });

  test("JSON that is none is told as Go tells it", () => {
    const { say } = createSession();
    expect(say(`patch node n1 -p '{"spec":{"a" 1}}'`)).toBe(
      "Error from server (BadRequest): invalid character '1' after object key",
    );
    expect(say(`patch node n1 -p '{"spec":'`)).toBe("Error from server (BadRequest): unexpected end of JSON input");
  });
});

test("diff shows what apply would change, and changes nothing", () => {
  const { run, say, store, files } = createSession();
  const manifest = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: ${data}\n`;
  files["c.yaml"] = manifest("{a: one, b: two, c: three}");
  say("apply -f c.yaml");
  expect(run("diff -f c.yaml")).toEqual({ stdout: "", stderr: "", exit: 0 });
  files["c.yaml"] = manifest("{a: one, b: other, d: four}");
  const { stdout, exit } = run("diff -f c.yaml");
  expect(exit).toBe(1);
  const changed = stdout.split("\n").filter((line) => /^[-+] {2}\w/u.test(line));
  expect(changed).toEqual(["-  b: two", "-  c: three", "+  b: other", "+  d: four"]);
  expect(store.get("ConfigMap", "c")?.data).toEqual({ a: "one", b: "two", c: "three" });
  expect(run("diff -f nosuch.yaml").exit).toBe(2);
});

test("more replicas than a lab can run are refused in words", () => {
  const { say } = createSession();
  say("apply -f -", web());
  expect(say("scale deploy web --replicas=100000")).toBe(
    "error: The lab runs at most 500 replicas of a workload; 100000 are too many.",
  );
  expect(say("autoscale deploy web --max=100000")).toContain("at most 500 replicas");
});
