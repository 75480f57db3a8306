// `why` in free words about one thing of a Kubernetes lab: its own live figures come first, and what is taken for granted and not so is said.
import { expect, test } from "@jest/globals";
import { replay } from "../../src/lab/replay.ts";
import { askedOfLessons, namesAny, withFacts } from "../../src/school/ask-lab.ts";
import { ask, library } from "../ask/library.ts";

const scenario = library.scenarios.find(({ id }) => id === "drain-budget")!;
const factsAfter = (...commands: string[]) => replay(scenario, "objects", commands).facts;

function said(question: string, ...commands: string[]): string[] {
  const facts = factsAfter(...commands);
  const answer = withFacts(ask({ text: askedOfLessons(question, facts) }), question, facts);
  if (answer.kind !== "answer") throw new Error(`no answer but ${answer.kind}`);
  for (const { cites } of answer.sentences) expect(cites.length).toBeGreaterThan(0);
  return answer.sentences.map(({ text }) => text);
}

const HELD = "The node `worker-1` cannot be drained now: budget web wants 4 available, 4 are, so none may go.";

test.each([
  ["why node worker-1?", "The node `worker-1` is Ready."],
  ["why pdb?", "The PodDisruptionBudget `web` wants 4 healthy pods, there are 4, so it allows no eviction now."],
  ["why pdb web?", "The PodDisruptionBudget `web` wants 4 healthy pods, there are 4, so it allows no eviction now."],
  ["why can worker-1 not be drained?", HELD],
])("%s", (question, first) => {
  expect(said(question, "wait 10s")[0]).toBe(first);
});

test.each([
  ["rollout-stalls", "why rollout?", ["wait 4m"], /^The rollout of web does not come on: 1 of 6 new pods is Pending/],
  ["rollout-stalls", "why update web", ["wait 4m"], /^The rollout of web does not come on: /],
  [
    "swarm-rollback",
    "why update?",
    ["docker service update -d --update-failure-action pause web", "wait 5m"],
    /^The update of web is paused: /,
  ],
  ["swarm-rush", "why update", ["wait 10s"], /^The service `web` was not updated yet\./],
])("in %s: %s", (id, question, commands, first) => {
  const { facts } = replay(
    library.scenarios.find((one) => one.id === id)!,
    "objects",
    commands,
  );
  const answer = withFacts(ask({ text: askedOfLessons(question, facts) }), question, facts);
  if (answer.kind !== "answer") throw new Error(`no answer but ${answer.kind}`);
  expect(answer.sentences[0]!.text).toMatch(first);
});

test("the figures are those of now", () => {
  const five = ["kubectl scale deployment web --replicas=5", "until ready"];
  expect(said("why pdb?", ...five)[0]).toMatch(/there are 5, so it allows 1 eviction now/);
  expect(said("why can worker-1 not be drained?", ...five).join(" ")).not.toContain("cannot be drained");
  expect(said("why node worker-1?", "kubectl cordon worker-1")[0]).toMatch(/is Ready and cordoned/);
  expect(said("why node worker-1?", "wait 10m")[0]).toMatch(/is NotReady because Kubelet stopped posting node status/);
});

test("what is taken for granted and is not so is said first, and what is so is not denied", () => {
  expect(said("why is worker-1 NotReady?", "wait 10s").slice(0, 2)).toEqual([
    "`worker-1` is not NotReady now.",
    "The node `worker-1` is Ready.",
  ]);
  expect(said("why is worker-1 not ready?", "wait 10s")[0]).toBe("`worker-1` is not NotReady now.");
  expect(said("why is worker-1 not ready?", "wait 10m")[0]).toMatch(/^The node `worker-1` is NotReady/);
  expect(said("why is worker-1 NotReady?", "wait 10m")[0]).toMatch(/^The node `worker-1` is NotReady/);
  expect(said("why is worker-1 Ready?", "wait 10m")[0]).toBe("`worker-1` is not Ready now.");
});

test("a question that names a node is of the lab, and one that names none is not", () => {
  const facts = factsAfter("wait 10s");
  expect(namesAny("why is worker-1 slow", facts)).toBe(true);
  expect(namesAny("why is worker-7 slow", facts)).toBe(false);
});

test.each([
  ["swarm-node-loss", "why did worker-3 fail", "docker-swarm"],
  ["swarm-node-loss", "why service web", "docker-swarm"],
  ["mesos-rush", "why are instances waiting", "mesos-and-marathon"],
])("in %s the lessons are asked about that orchestrator: %s", (id, question, lesson) => {
  const { facts } = replay(
    library.scenarios.find((one) => one.id === id)!,
    "objects",
    ["wait 6m"],
  );
  const answer = withFacts(ask({ text: askedOfLessons(question, facts) }), question, facts);
  if (answer.kind !== "answer") throw new Error(`no answer but ${answer.kind}`);
  const lessons = new Set(answer.citations.map(({ passage }) => passage.lesson).filter((of) => of !== ""));
  expect([...lessons]).toEqual([lesson]);
});
