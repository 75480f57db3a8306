// Predictions: answered by the lab's own later state, asked only where two people could differ, and explained by the rule with the run's figures.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readLibrary } from "../../src/knowledge/read.ts";
import { begin, playOn } from "../../src/lab/play.ts";
import { predict } from "../../src/lab/predict.ts";
import { SECTION_OF } from "../../src/lab/section-of-reason.ts";
import { POLICIES, RATIO, STABILIZATION } from "../../src/lab/predict-replicas.ts";
import { generators } from "../../src/quiz/generators/registry.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));

function gameOf(id: string, commands: readonly string[], seed = id) {
  const game = begin(library.findScenario(id)!, seed);
  for (const command of commands) playOn(game, command);
  return game;
}

const asked = (id: string, ...commands: string[]) => predict(gameOf(id, commands), id);
const right = ({ question }: NonNullable<ReturnType<typeof predict>>) =>
  Number.parseInt(question.options.find(({ correct }) => correct)!.text, 10);

test("the HPA's next step: ceil(current x seen / target) with the figures of the run, and mistakes of that rule", () => {
  const prediction = asked("hpa-flapping", "wait 3m")!;
  expect(prediction.question).toMatchObject({ id: "computed-hpa-ratio", section: "autoscaling#formula" });
  expect(prediction.question.stem).toMatch(
    /^It is 03:00\. The HPA `web` sees \d+ % CPU and wants 70 %; there are 9 replicas/,
  );
  expect(prediction.question.explanation).toMatch(
    /it saw \d+ % of 70 % with 9: ceil\(9 × \d+ \/ 70\) = \d+, but it may not pass its maximum; it set 10\./,
  );
  expect(right(prediction)).toBe(10);
});

test("scaling down is held by the stabilization window, and that is the concept", () => {
  const commands = ["kubectl autoscale deployment web --min=2 --max=10 --cpu=50%", "wait 17m"];
  const prediction = asked("hpa-spike", ...commands)!;
  expect(prediction.question.id).toBe("computed-hpa-stabilization");
  expect(right(prediction)).toBe(10);
  const wrong = prediction.question.options.filter(({ correct }) => !correct).map(({ text }) => text);
  expect(wrong).toContain("3 replicas");
});

test("of pods that are replaced without a surge none more than are wanted is a choice, and nothing is said twice", () => {
  const free = (surge: number) =>
    `kubectl patch deployment web -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":${surge},"maxUnavailable":1}}}}'`;
  const { question } = asked("rollout-stalls", "wait 2m30s", free(0))!;
  expect(question.options.map(({ text }) => Number.parseInt(text, 10)).toSorted()).toEqual([4, 5, 6]);
  expect(question.stem).toContain("and 5 of 6 pods of the Deployment `web` are ready: 1 of 6 pods is Pending");
  for (const { feedback } of question.options) expect(feedback).not.toContain("running and not yet ready");
  expect(question.explanation).toContain("1 of 6 pods was running and not yet ready");
});

test("where more are ready than are wanted it says so, and not `8 of 2`", () => {
  const update = (n: number) => `dcos marathon app update /web instances=${n}`;
  const { question } = asked("mesos-rush", "wait 2m", update(8), "wait 5m", update(2))!;
  expect(question.stem).toContain("and 8 instances of the app `/web` are ready and 2 are wanted.");
  expect(question.explanation).toBe("At 09:02, 2 of 2 instances were ready.");
});

test("nothing is asked before the first command, where all is as wanted, or where the end is near", () => {
  expect(asked("hpa-flapping")).toBeUndefined();
  expect(asked("scale-by-hand", "wait 1m")).toBeUndefined();
  expect(asked("requests-too-high", "kubectl scale deployment web --replicas=8", "wait 18m30s")).toBeUndefined();
});

test("of a machine that has lost its power nothing is given away before it is noticed", () => {
  expect(JSON.stringify(asked("node-failure", "wait 4m20s") ?? "")).not.toContain("power");
  expect(asked("node-failure", "wait 5m30s")!.question.section).toBe("node-components#dead-node");
});

test("what it teaches are the rules of the computed questions, and sections that are there", () => {
  const rules = new Map(
    generators.map(({ id, lesson, section, objective, difficulty }) => [
      id,
      { id, lesson, section, objective, difficulty },
    ]),
  );
  for (const concept of [RATIO, STABILIZATION, POLICIES]) expect(rules.get(concept.id)).toEqual(concept);
  const sections = Object.values(SECTION_OF).flatMap((rows) => rows.map(([, section]) => section));
  expect(sections.filter((section) => !library.findSection(section))).toEqual([]);
});

const STEPS = {
  kubernetes: [
    "kubectl scale deployment web --replicas=7",
    "kubectl scale deployment web --replicas=2",
    "kubectl autoscale deployment web --min=2 --max=9 --cpu=60%",
    "kubectl delete pod --all",
  ],
  swarm: [
    "docker service scale -d web=8",
    "docker service scale -d web=2",
    "docker node update --availability drain worker-1",
  ],
  mesos: ["dcos marathon app update /web instances=8", "dcos marathon app update /web instances=1"],
};

test("whatever was played, the right answer is what the lab comes to when nobody changes anything", () => {
  const play = fc.record({
    id: fc.constantFrom(...library.scenarios.map(({ id }) => id)),
    picks: fc.array(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 240 })), { minLength: 1, maxLength: 4 }),
  });
  let found = 0;
  fc.assert(
    fc.property(play, ({ id, picks }) => {
      const { orchestrator } = library.findScenario(id)!;
      const commands = picks.flatMap(([pick, seconds]) => [
        ...STEPS[orchestrator].slice(pick, pick + 1),
        `wait ${seconds}s`,
      ]);
      const game = gameOf(id, commands);
      const prediction = predict(game, id);
      if (!prediction) return;
      found++;
      const { question, atMs, askedMs } = prediction;
      expect(askedMs).toBe(game.world.now());
      expect(question.options.filter(({ correct }) => correct)).toHaveLength(1);
      expect(new Set(question.options.map(({ text }) => text)).size).toBe(question.options.length);
      expect(library.findSection(question.section)).toBeDefined();
      playOn(game, `wait ${(atMs - askedMs) / 1000}s`);
      const { desired, ready } = game.world.gauges();
      expect(right(prediction)).toBe(question.id === "lab-ready" ? ready : desired);
    }),
    { numRuns: 25 },
  );
  expect(found).toBeGreaterThan(3);
}, 120_000);
