// Events of one second stand in the order in which they happened, as the server lists them by names that begin with their nanosecond.
import { expect, test } from "@jest/globals";
import { createSession } from "./change-session.ts";

const reasonsOf = (described: string) =>
  described
    .slice(described.indexOf("Events:"))
    .split("\n")
    .flatMap((line) => /^ {2}(?:Normal|Warning) +(\S+)/.exec(line)?.[1] ?? []);

test("a pod's first second is told from its scheduling to its start", () => {
  const { say, pass } = createSession();
  say("create deployment web --image=nginx:1.27 --replicas=6");
  pass(20_000);
  for (const name of say("get pods -o name").trim().split("\n")) {
    const reasons = reasonsOf(say(`describe ${name}`));
    expect(reasons.filter((reason) => reason !== "Pulling")).toEqual(["Scheduled", "Pulled", "Created", "Started"]);
    expect(["Scheduled", "Pulling"]).toContain(reasons[reasons.indexOf("Pulled") - 1]);
  }
});

test("a rolling update's steps are told in turn", () => {
  const { say, pass, store } = createSession();
  say("create deployment web --image=nginx:1.27 --replicas=4");
  pass(20_000);
  say("set image deployment/web nginx=nginx:1.28");
  pass(30_000);
  const events = store.list("Event").filter(({ involvedObject }) => involvedObject.kind === "Deployment");
  const happened = events.toSorted((a, b) => a.firstTimestamp - b.firstTimestamp).map(({ message }) => message);
  expect(happened.length).toBeGreaterThan(6);
  const described = say("describe deployment web");
  const told = [...described.matchAll(/deployment-controller +(.*)$/gm)].map(([, message]) => message);
  expect(told).toEqual(happened);
});

test("what is told of a pod's name alone is listed, and not found by describe", () => {
  const { say, pass } = createSession();
  say("run one --image=nginx:1.27");
  pass(10_000);
  const node = /Node: +(n\d)/.exec(say("describe pod one"))?.[1];
  say(`taint node ${node} gone=yes:NoExecute`);
  pass(200);
  expect(say("get events")).toContain("Marking for deletion Pod default/one");
  const described = say("describe pod one");
  expect(described).toContain("Killing");
  expect(described).not.toContain("Marking for deletion");
});
