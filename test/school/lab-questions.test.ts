// What a fresh player asked of a stalled rollout and was told wrongly: each answer is held to the lab's own objects at that moment.
import { expect, test } from "@jest/globals";
import type { Passage } from "../../src/ask/answer.ts";
import { replay } from "../../src/lab/replay.ts";
import { askedOfLessons, withFacts } from "../../src/school/ask-lab.ts";
import { ask, library } from "../ask/library.ts";

const factsOf = (id: string, ...commands: string[]) =>
  replay(
    library.scenarios.find((each) => each.id === id)!,
    id,
    commands,
  ).facts;

function answerTo(question: string, facts: Passage[]) {
  const answer = withFacts(ask({ text: askedOfLessons(question, facts) }), question, facts);
  if (answer.kind !== "answer") throw new Error(`no answer but ${answer.kind}`);
  return { texts: answer.sentences.map(({ text }) => text), citations: answer.citations };
}

const someNotReady = (facts: Passage[]) =>
  facts
    .find(({ id, text }) => id.startsWith("simulation#pod-") && text.includes("not ready"))!
    .id.replace("simulation#pod-", "");

test("a pod at 0/1 is not denied to be not ready: its probe's failures are counted", () => {
  const facts = factsOf("rollout-stalls", "wait 10m30s");
  const name = someNotReady(facts);
  const { texts } = answerTo(`why pod ${name} is not ready`, facts);
  expect(texts[0]).toMatch(
    new RegExp(`^The pod \`${name}\` is not ready because its readiness probe has failed 7 times since 10:0\\d`),
  );
  expect(texts.join(" ")).not.toContain("is not NotReady");
  // The lessons are asked about its probe, and not about the node that it happens to be on.
  expect(texts.join(" ")).not.toContain("Node is NotReady");
  // Running it is, and Pending it is not.
  expect(answerTo(`why pod ${name} is Running`, facts).texts.join(" ")).not.toContain("is not Running");
  expect(answerTo(`why pod ${name} is Pending`, facts).texts[0]).toBe(`\`${name}\` is not Pending now.`);
});

test("a pod that is Pending, or crashes, is not ready for that reason", () => {
  const stuck = factsOf("rollout-stalls", "wait 3m");
  const pending = stuck.find(({ text }) => text.includes("is Pending because"))!.id.replace("simulation#pod-", "");
  expect(answerTo(`why pod ${pending} is not ready`, stuck).texts[0]).toMatch(/is Pending because 0\/3 nodes/);
  const crashing = factsOf("liveness-kills", "wait 6m");
  const loops = crashing.find(({ text }) => text.includes("CrashLoopBackOff"))!.id.replace("simulation#pod-", "");
  expect(answerTo(`why pod ${loops} is not ready`, crashing).texts[0]).toMatch(
    /is in CrashLoopBackOff .*because its container `web` ended with exit code \d+ .*has been restarted \d+ times?/,
  );
});

test.each(["why the rollout is stuck", "why deployment web is stalled"])(
  "half a minute after it began, a rollout whose new pod cannot run is told as stuck: %s",
  (question) => {
    const { texts } = answerTo(question, factsOf("rollout-stalls", "wait 2m31s"));
    expect(texts[0]).toMatch(/^The rollout of web does not come on: 1 of 6 new pods is Pending .*Insufficient cpu/);
    expect(texts[1]).toMatch(
      /^With maxUnavailable 0 and maxSurge 1, 6 pods must stay available and at most 7 may be there/,
    );
    expect(texts.join(" ")).not.toContain("comes on:");
  },
);

test("a rollout that waits for the place of a pod that is just going comes on", () => {
  const freed = `kubectl patch deployment web -p '{"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":1}}}}'`;
  const { texts } = answerTo("why the rollout is stuck", factsOf("rollout-stalls", "wait 2m30s", freed));
  expect(texts[0]).toMatch(/^The rollout of `web` comes on: /);
});

test.each<[why: string, commands: string[], said: RegExp]>([
  ["none is ready", ["wait 11m"], /^At 11:00, 240 requests\/s found no ready pod; 6 of 7 pods are running and not yet/],
  ["all hang", ["wait 10m12s"], /^At 10:10, 240 requests\/s came to 6 ready pods, 40 each, and none answered/],
])("why requests fail is told by the lab and no lesson about something else: %s", (_why, commands, said) => {
  const facts = factsOf("rollout-stalls", ...commands);
  for (const question of ["why are requests failing", "why is it down?", "why errors"]) {
    const { texts, citations } = answerTo(question, facts);
    expect(texts[0]).toMatch(said);
    expect(texts.join(" ")).not.toMatch(/webhook/i);
    const lessons = citations.map(({ passage }) => passage.lesson).filter(Boolean);
    expect(lessons.filter((lesson) => !["probes", "pods", "services", "troubleshooting"].includes(lesson))).toEqual([]);
  }
});

test("who holds the CPUs that instances wait for is told", () => {
  const facts = factsOf("mesos-rush", "wait 2m", "dcos marathon app update /web instances=8");
  const { texts } = answerTo("why are the instances waiting", facts);
  expect(texts.join(" ")).toMatch(
    /waiting because of the agents' 8 CPUs `analytics` \(role science\) holds 7 CPUs and `marathon` \(role shop\) holds 1 CPU, and 0 are free\./,
  );
});
