// A team tells before it asks: what only sets the scene must not outvote what is asked, and a second half must not get lost.
import { describe, expect, test } from "@jest/globals";
import { carryFamily } from "../../src/ask/follow-up.ts";
import { intentOf } from "../../src/ask/intent.ts";
import { createQuery, countOf, quotedIn } from "../../src/ask/query.ts";
import { halvesOf, readingOf } from "../../src/ask/scene.ts";
import { statusesIn } from "../../src/ask/status.ts";
import { ask, lexicon, said } from "./library.ts";

const names = (text: string) => lexicon.find(text).length > 0;
const cites = (text: string) => {
  const answer = ask({ text });
  return answer.kind === "answer" ? answer.citations.map(({ passage }) => passage.id) : [];
};

describe("what is asked, and the scene", () => {
  test.each([
    [
      "we run compose on one VM. why would we use kubernetes?",
      "why would we use kubernetes?",
      "we run compose on one VM.",
    ],
    [
      "errors at each deploy even though probes are there, what is wrong?",
      "errors at each deploy what is wrong?",
      "even though probes are there,",
    ],
    ["the first run still goes on, how do I stop that", "the first run still goes on, how do I stop that", ""],
    ["my pod is Pending. how do I fix it?", "my pod is Pending. how do I fix it?", ""],
    ["what is a pod?", "what is a pod?", ""],
    ["although probes are there", "although probes are there", ""],
  ])("%s", (text, asked, scene) => {
    const reading = readingOf(text, names);
    expect({ asked: reading.asked.replace(/ +/g, " "), scene: reading.scene }).toEqual({ asked, scene });
  });

  test("a word of the scene counts less, a quoted one more, and one that is asked with as before", () => {
    const query = createQuery('we have a VM. why does docker say "no suitable node"?', lexicon, () => true);
    const [scene, own, quoted] = ["vm", "docker", "suitabl"].map((term) => countOf(term, query));
    expect(scene).toBeLessThan(own!);
    expect(quoted).toBeGreaterThan(own!);
    expect(quotedIn('it says “not found” and "a"')).toEqual(["not found"]);
  });
});

describe("two questions in one", () => {
  test.each([
    [
      "how many managers has a swarm and what happens without quorum",
      ["how many managers has a swarm", "what happens without quorum"],
    ],
    [
      "is mesos dead? we have a DC/OS cluster, should we leave DC/OS",
      ["is mesos dead?", "we have a DC/OS cluster should we leave DC/OS"],
    ],
    ["which components has a control plane, and what does each of them do?", []],
    ["what is a pod and how does it work", []],
    [
      "What does a sidecar do and in which order do sidecars start",
      ["What does a sidecar do", "in which order do sidecars start"],
    ],
    [
      "I need a Secret for my pod. And how do I rotate it later?",
      ["I need a Secret for my pod.", "And how do I rotate it later?"],
    ],
    [
      "Explain what a DaemonSet is and give two situations in which you would use one",
      ["Explain what a DaemonSet is", "give two situations in which you would use one"],
    ],
    [
      "We want to write an operator. When is it worth it, and what does the reconcile loop look like?",
      ["We want to write an operator. When is it worth it", "and what does the reconcile loop look like?"],
    ],
    ["When you delete a pod, is it gone at once?", []],
    ["what is Linkerd? what is it used for?", []],
    ["How do I create a namespace and delete it?", ["How do I create a namespace", "how to delete it?"]],
    ["How does a pod start and use it", []],
    ["a pod that runs and is ready", []],
    ["run it on each node incl. new nodes, how?", []],
  ])("%s", (text, halves) => expect(halvesOf(text, names)).toEqual(halves));

  test("a half takes the orchestrator over from the whole, unless it names one", () => {
    const whole = "how many managers has a swarm and what happens without quorum";
    expect(carryFamily("what happens without quorum", whole, lexicon.find)).toMatch(/\(.*swarm.*\)$/i);
    expect(carryFamily("what does nomad do", whole, lexicon.find)).toBe("what does nomad do");
  });

  test("both are answered, the first one first", () => {
    const text = said(ask({ text: "how many managers do we need in a swarm and what happens when quorum is lost" }));
    expect(text).toMatch(/^A swarm should have three managers/);
    expect(text).toContain("loses its quorum");
  });

  test("also where one of them has a whole answer, or leans on the other", () => {
    const text = said(
      ask({ text: "What happens when a container exceeds its memory limit, and what when it exceeds its cpu limit?" }),
    );
    expect(text).toContain("OOMKilled");
    expect(text).toContain("throttl");
    const managers = said(
      ask({ text: "How many managers should a swarm have, and what happens if the majority of them is lost?" }),
    );
    expect(managers).toMatch(/^A swarm should have three managers/);
    expect(managers).toContain("loses its quorum");
  });

  test("also where the second leans on the first, but names a thing of its own", () => {
    const [text, afterthought] = [
      "We changed a value in a ConfigMap but the pods still use the old one. Do I have to restart the pods every time?",
      "How do I get rid of it?",
    ];
    const sections = cites(`${text} Is there some way that it happens automatically with helm?`);
    expect(sections).toEqual(["configmaps-and-secrets#cm-changed", "configmaps-and-secrets#auto-rollout"]);
    expect(cites(`${text} ${afterthought}`)).not.toContain("configmaps-and-secrets#auto-rollout");
  });

  test("also where the second names something else, and says too little without the first", () => {
    const half = "what happens to running services then?";
    const text = said(
      ask({ text: `How many manager nodes may fail in a five-manager Swarm before it loses quorum, and ${half}` }),
    );
    expect(text).toContain("nothing can be created, scaled, updated or replaced");
  });

  test("also where the second, read alone, would lead away to another lesson", () => {
    const drift = "How does Argo CD find out that the live cluster has drifted from git";
    expect(cites(`${drift}, and what does self-heal do?`)).toEqual(["gitops#drift-def", "gitops#sync-options"]);
    const kept = "My HPA shows <unknown>. What is the reason and how can I verify that metrics-server works?";
    expect(cites(kept)).toContain("observability#what-metrics-server");
  });

  test("what answers both is told, though the first half could do without", () => {
    const over = "what happens when a container exceeds its memory limit versus its CPU limit";
    const text = said(ask({ text: `Explain the difference between requests and limits, and ${over}.` }));
    expect(text).toContain("memory above the limit ends in an OOM kill");
  });

  test("of each is said first what is nearest to what it asks", () => {
    const text = said(
      ask({
        text: "Explain what a sidecar proxy does in a service mesh and how mTLS comes about without changing the application.",
      }),
    );
    expect(text).toContain("encrypts, routes, retries and measures calls");
    expect(text).toContain("both sides of a connection show certificates");
    expect(text).toContain("issues and renews the certificates by itself");
  });
});

test("what is to be included is no more than a part of the scene", () => {
  const reading = readingOf("Describe the pod network model, including CNI and NetworkPolicies", names);
  expect(reading).toMatchObject({
    asked: "Describe the pod network model",
    scene: ", including CNI and NetworkPolicies",
  });
  expect(readingOf("what is this, including CNI", names).scene).toBe("");
});

describe("a question in a team's words is answered by the right section", () => {
  test.each([
    [
      "we run a few containers on one VM with compose and all is well. why would we need kubernetes?",
      "choosing-an-orchestrator#not-kubernetes",
    ],
    [
      "users see some 502s at each deployment even though we have readiness probes, how do I fix that",
      "rolling-updates#errors-502",
    ],
    [
      "one run of our cronjob starts while the last is still going, how do I prevent that",
      "jobs-and-cronjobs#no-overlap",
    ],
    ['docker service ps says "no suitable node"', "docker-swarm#no-suitable-node"],
    ["marathon says the app is waiting and no task starts", "mesos-and-marathon#why-waiting"],
    ["which RBAC role lets our CI restart deployments and nothing else?", "access-control#restart-only"],
    ["pods are pending with insufficient cpu but the nodes are idle, how can that be", "requests-and-limits#idle-cpu"],
    ["how do I pass a password to a swarm service without putting it into the env", "docker-swarm#secret-steps"],
  ])("%s", (text, section) => expect(cites(text)[0]).toBe(section));

  test("what stands in other sections, and is asked by nobody, is left out", () => {
    const text = said(ask({ text: "I'd like to give a new collegue read only access to one namespace, how?" }));
    expect(text).toContain("Bind the built-in ClusterRole `view`");
    expect(text).not.toContain("kube-public");
  });

  test("a status that tools show leads to its own symptom", () => {
    expect(statusesIn("the app is Waiting, not pending")).toEqual(new Set(["waiting", "pending"]));
    expect(said(ask({ text: `marathon app stuck in "waiting", no tasks start` }))).toMatch(
      /^A Marathon app waits when no offer suits it/,
    );
  });

  test("what one wants to stop is to be prevented, not looked for", () => {
    expect(intentOf("the run failed and started anew, how do I stop that")).toBe("how-to");
    expect(intentOf("the run failed and started anew, how do I fix that")).toBe("trouble");
  });
});
