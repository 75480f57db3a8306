// Intent, names, repair of typing errors, and questions that lean on earlier ones.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { resolveFollowUp } from "../../src/ask/follow-up.ts";
import { intentOf } from "../../src/ask/intent.ts";
import { editDistance, phrase } from "../../src/ask/lexicon.ts";
import { withoutOwnNames } from "../../src/ask/own-names.ts";
import { surroundingsOf, targetsOf } from "../../src/ask/target.ts";
import { termsOf } from "../../src/ask/words.ts";
import { lexicon } from "./library.ts";

describe("intentOf", () => {
  test.each([
    ["What is a pod?", "define"],
    ["etcd?", "define"],
    ["explain taints", "define"],
    ["how does the routing mesh work?", "define"],
    ["What is the difference between a tag and a digest?", "compare"],
    ["HPA vs VPA", "compare"],
    ["Swarm or Kubernetes, which is easier?", "compare"],
    ["How is a Job different from a Deployment?", "compare"],
    ["How do I place two pods on different nodes?", "how-to"],
    ["How do I scale a service?", "how-to"],
    ["which command lists the nodes", "how-to"],
    ["remove a stopped container", "how-to"],
    ["Why is my pod stuck in Pending?", "trouble"],
    ["my container keeps restarting", "trouble"],
    ["Job never finishes", "trouble"],
    ["OOMKilled, help", "trouble"],
    ["OOMKilled", "define"],
    ["we cannot reach the service", "trouble"],
    ["my service has no endpoints, what should I check first", "trouble"],
    ["my pods get evicted all the time, why?", "trouble"],
    ["how do I update a service and have it roll back if it fails", "how-to"],
    ["we deployed a broken version, how do I go back", "how-to"],
    ["how do I debug a pod that never starts", "trouble"],
    ["how do I fix a pod when it fails to start", "trouble"],
    ["how do I keep a pod off the control plane nodes", "how-to"],
    ["swarm: can a worker become a manager later", "yes-no"],
    ["Can the HPA scale to zero?", "yes-no"],
    ["True or false: pods share a kernel", "yes-no"],
    ["Can you explain what a pod is?", "define"],
    ["Which component writes to etcd when I apply a manifest?", "facts"],
  ])("%s -> %s", (question, intent) => {
    expect(intentOf(question)).toBe(intent);
  });
});

describe("termsOf", () => {
  test.each([
    ["What are the Pods?", ["pod"]],
    ["HorizontalPodAutoscaler", ["horizontalpodautoscal", "horizont", "pod", "autoscal"]],
    ["kube-proxy's rules", ["kubeproxi", "kube", "proxi", "rule"]],
    ["kubectl describe", ["kubectldescrib", "kubectl"]],
    ["Containerfile/Dockerfile", ["containerfil", "dockerfil"]],
  ])("%s", (text, terms) => {
    const found = termsOf(text);
    for (const term of terms) expect(found.map((each) => each.slice(0, 8))).toContain(term.slice(0, 8));
  });
});

describe("the lexicon", () => {
  const names = (text: string) => lexicon.find(text).flatMap((entity) => entity.names);

  test("finds names in any number and case, the longest first", () => {
    expect(names("do PODS have probes")).toContain("Pod");
    expect(names("what is a virtual machine")).toContain("Virtual machine");
    expect(names("compare the hpa with the vpa").length).toBeGreaterThan(1);
    expect(names("nothing of the kind")).toEqual([]);
  });

  test("repairs a misspelt name of five letters or more, and only an unknown one", () => {
    const unknown = () => false;
    expect(lexicon.repair("what is kuberntes", unknown)).toBe("what is kubernetes");
    expect(lexicon.repair("what is a cotnainer", unknown)).toBe("what is a container");
    expect(lexicon.repair("what is a pid", unknown)).toBe("what is a pid");
    expect(lexicon.repair("what is kuberntes", () => true)).toBe("what is kuberntes");
    expect(lexicon.repair("who was leonardo davinci", unknown)).toBe("who was leonardo davinci");
  });

  test("edit distance is a distance", () => {
    expect(editDistance("swarm", "sawrm")).toBe(1);
    expect(editDistance("", "abc")).toBe(3);
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe("what a definition is asked of", () => {
  const targets = (text: string) => targetsOf(text, lexicon.find).flatMap(({ phrases }) => phrases);

  test("what stands before its surroundings, and both together", () => {
    expect(targets("what is an allocation in nomad")).toEqual(["allocation", "nomad allocation"]);
    expect(targets("what is a framework in Mesos")).toContain(phrase("Mesos framework"));
    expect(targets("what is a framework in Mesos")).not.toContain(phrase("Mesos"));
    expect(targets("what is nomad")).toContain("nomad");
  });

  test("the surroundings say where, and not what", () => {
    expect([...surroundingsOf("pillars of observability in cloud native systems")]).toEqual([
      "cloud",
      "nativ",
      "system",
    ]);
    expect([...surroundingsOf("in kubernetes what is a pod")]).toEqual([]);
  });
});

describe("resolveFollowUp", () => {
  const resolve = (text: string, ...history: string[]) => resolveFollowUp(text, history, lexicon.find);

  test("carries the things of the latest question that named any", () => {
    expect(resolve("and how do I back it up?", "What is Docker Swarm?")).toContain("(Docker Swarm)");
    expect(resolve("why?", "What is Docker Swarm?", "hm")).toContain("(Docker Swarm)");
    expect(resolve("and how many pods does it want?", "what is marathon", "what is the HPA")).toContain(
      "HorizontalPodAutoscaler",
    );
  });

  test("leaves a question alone that stands by itself, or has nothing before it", () => {
    expect(resolve("how do I back it up?")).toBe("how do I back it up?");
    expect(resolve("what is etcd?", "What is Docker Swarm?")).toBe("what is etcd?");
    expect(resolve("and it?", "hello")).toBe("and it?");
  });
});

test("what learners call their own things says nothing, also where the library has the word", () => {
  const known = (text: string) => withoutOwnNames(text, () => true);
  expect(known("the container named ruby in a pod called web")).toBe("the container in a pod");
  const unknown = (text: string) => withoutOwnNames(text, () => false);
  expect(unknown("restart web-1 now")).toBe("restart   now");
  expect(unknown("kube-system/calico-node-x7k2p and web-79496f797c-2dnfk are stuck")).toBe(
    "kube-system/  and   are stuck",
  );
  expect(unknown("expose frobnicator-svc of checkout-api")).toBe("expose svc of  ");
  expect(known("calico-node-x7k2p on linux-amd64")).toBe("calico-node-x7k2p on linux-amd64");
  expect(known("encrypt with sha-256")).toBe("encrypt with sha-256");
});
