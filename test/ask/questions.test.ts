// How questions are put: what is the asker's own, what only sets the scene, what leans on the half before, and which platform is meant.
import { describe, expect, test } from "@jest/globals";
import type { Answer } from "../../src/ask/answer.ts";
import { createQuery, countOf } from "../../src/ask/query.ts";
import { intentOf } from "../../src/ask/intent.ts";
import { halvesOf } from "../../src/ask/scene.ts";
import { reword } from "../../src/ask/wording.ts";
import { ask, lexicon, said } from "./library.ts";

const query = (text: string) => createQuery(text, lexicon, () => true);
const names = (text: string) => lexicon.find(text).length > 0;
const lead = (answer: Answer) => (answer.kind === "answer" ? answer.citations[0]!.passage.id : answer.kind);

describe("the scene", () => {
  test("what names the only thing of the question counts in full", () => {
    const asked = query("deleted my pvc by accident, how do I get my files back?");
    expect(countOf("pvc", asked)).toBe(1);
    expect(countOf("delet", asked)).toBeLessThan(1);
  });

  test("beside a thing that is asked about it only sets the scene", () => {
    expect(countOf("compos", query("we use compose on one server. how do I drain a node?"))).toBeLessThan(1);
  });
});

describe("the asker's own", () => {
  test.each([
    ["what happens when i run docker run nginx", "what happens when i run docker run"],
    ["cronjob ran twice last night", "cronjob ran twice "],
    ["how do i force pods to run as non root", "how do i make pods run as non root"],
    ["kubectl delete pod --force to be quick", "kubectl delete pod --force to be quick"],
    ["cannot pull registry.corp.local/team/api:1.4 here", "cannot pull registry.corp.local here"],
    [
      "taint node-role.kubernetes.io/control-plane:NoSchedule",
      "taint node-role.kubernetes.io/control-plane:NoSchedule",
    ],
    ["name three scenarios where you would use a Job", "when to use a Job"],
  ])("%s", (text, wanted) => expect(reword(text)).toBe(wanted));

  test("names in a quoted message are no strangers, other names are", () => {
    expect(createQuery('volume "app-cfg" was not found', lexicon, () => false).strangers).toEqual([]);
    expect(createQuery("what is the app-cfg", lexicon, () => false).strangers).toEqual(["app-cfg"]);
  });
});

describe("question words", () => {
  test.each([
    ["network policy does nothing", "trouble"],
    ["dns doesnt work in my pods", "trouble"],
    ["namespace wont delete", "trouble"],
    ["kind or minikube", "compare"],
    ["what does a network policy do", "define"],
  ])("%s", (text, intent) => expect(intentOf(text)).toBe(intent));
});

describe("a half that leans on the first", () => {
  test.each([
    ["what is a configmap and how do i use it", ["what is a configmap", "how do i use it"]],
    ["what is a statefulset and when do I need one", ["what is a statefulset", "when do I need one"]],
    ["what is a pod and how does it work", []],
    ["i said that and how do i use it", []],
  ])("%s", (text, halves) => expect(halvesOf(text, names)).toEqual(halves));

  test("is answered beside it", () => {
    const text = said(ask({ text: "what does kube-proxy do exactly and is it a real proxy" }));
    expect(text).toContain("turns their virtual addresses into rules");
    expect(text).toContain("No packet passes through the kube-proxy process");
  });
});

describe("the platform", () => {
  test.each([
    ["worker node needs a reboot for kernel patches whats the right order", /^cluster-operations#/],
    ["how do i upgrade my cluster without downtime", /^cluster-operations#/],
    ["swarm manager reboot, do all services restart?", /^docker-swarm#/],
  ])("%s", (text, section) => expect(lead(ask({ text }))).toMatch(section));
});

test("a message quoted word for word leads to its own symptom", () => {
  const text = 'kubectl is slow and then says "etcdserver: request timed out"';
  expect(said(ask({ text }))).toMatch(/^Writes fail with etcdserver: request timed out/);
});
