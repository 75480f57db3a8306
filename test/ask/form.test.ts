// Two questions in the same words may ask for different things.
import { describe, expect, test } from "@jest/globals";
import { shapeFit, shapeOf } from "../../src/ask/form.ts";
import { ask, said } from "./library.ts";

const fit = (asked: string, canonical: string) => shapeFit(shapeOf(asked), shapeOf(canonical));

describe("how far a canonical question asks for the same", () => {
  test.each([
    ["how do I scale a deployment", "how can we scale deployments"],
    ["which command shows my pods", "how do I see all pods"],
    ["what happens when etcd is down", "what happens if etcd fails"],
  ])("%s: %s", (asked, canonical) => expect(fit(asked, canonical)).toBe(1));

  test.each([
    ["how many pods run on a node", "how do I list the pods on a node"],
    ["how do I publish a port", "which port is published"],
    ["what happens when I delete a pod", "how do I delete a pod"],
    ["deployment vs pod", "deployment without pods"],
    ["what is a label", "change a label"],
    ["when should I not use kubernetes", "why use kubernetes"],
  ])("%s: not %s", (asked, canonical) => expect(fit(asked, canonical)).toBeLessThan(0.9));
});

describe("the first sentence answers the question itself", () => {
  test.each([
    ["which command shows me why a pvc is pending", /^To see why a claim is Pending, run `kubectl describe pvc/],
    ["how do i promote a worker to a manager in swarm", /^To make a worker a manager, run `docker node promote/],
    ["what happens to my pods when the api server is down", /^When the API server is down, running pods/],
    ["how do i keep a pod off the control plane nodes", /^To keep pods off certain nodes/],
    ["which image version is running", /^`kubectl get deployments -o wide` shows in the column IMAGES/],
    ["marathon: never two instances on the same host", /^To keep two instances of a Marathon app off one host/],
    ["compose or kubernetes?", /^Choose Docker Compose for one server, and Kubernetes/],
    [
      "which ingress controller should i choose",
      /^No Ingress controller is best for all: choose one that is maintained/,
    ],
    ["run one pod per node but only on gpu nodes", /^To run one pod per node on some nodes only/],
    ["when should i not use kubernetes", /^Do not use Kubernetes when/],
    ["whats the diffrence between a job and a cronjob", /^A Job runs once/],
    ["should i commit secrets to git", /^(You should not keep Secrets in|Secrets should not be kept in) Git/],
  ])("%s", (question, first) => expect(said(ask({ text: question }))).toMatch(first));
});
