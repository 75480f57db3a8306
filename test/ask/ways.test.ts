// Who asks how to do something gets the way first, and who asks why gets none.
import { describe, expect, test } from "@jest/globals";
import { intentOf } from "../../src/ask/intent.ts";
import { ask, said } from "./library.ts";

const first = (text: string) => said(ask({ text })).split("\n")[0];

describe("the way before facts about the thing", () => {
  test.each([
    ["how do i stop a cronjob from starting a second run when the first is still going", /concurrencyPolicy: Forbid/],
    ["how do i let a service account only read pods in one namespace", /^(To|Create) .*(role|Role)/],
    ["give a service account read access to pods", /^(To|Create) .*(role|Role)/],
    ["how do i back up etcd", /snapshot/],
    ["how do I get HTTPS on my ingress", /^To configure TLS for an Ingress, create a Secret/],
    ["how do i pass a password to a swarm service without putting it into the env", /docker secret create/],
  ])("%s", (text, wanted) => expect(first(text)).toMatch(wanted));

  test("what prevents a thing is a way, and a report stays one", () => {
    expect(intentOf("how do i prevent a cronjob from running twice when the first is still going")).toBe("how-to");
    expect(intentOf("give a service account read access to pods")).toBe("how-to");
    expect(intentOf("0/3 nodes are available: insufficient cpu - what do i do")).toBe("trouble");
    expect(intentOf("my cronjob still fails")).toBe("trouble");
  });
});

describe("no instructions for who asks something else", () => {
  test.each([
    ["env var from a secret didnt change after i edited the secret, why", /^To (give|change)/],
    ["why cant we just run docker compose on 3 vms with a load balancer", /^To run a command once/],
    ["swarm service stuck at 0/3 replicas, how to find out why", /^To (create|run|scale)/],
  ])("%s", (text, instructions) => expect(said(ask({ text }))).not.toMatch(instructions));
});
