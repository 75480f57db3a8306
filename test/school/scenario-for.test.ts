import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { join } from "node:path";
import { scenarioForLesson, scenarioForSection } from "../../src/school/scenario-for.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
const levelOf = (id: string | undefined) => library.findScenario(id ?? "")?.level;

test("of a lesson's scenarios the easiest is offered, whatever the order of the files", () => {
  const backwards = { scenarios: library.scenarios.toReversed() };
  for (const known of [library, backwards]) {
    expect(levelOf(scenarioForLesson("autoscaling", known))).toBe("beginner");
    expect(scenarioForLesson("rolling-updates", known)).toBe("bad-image");
  }
  expect(scenarioForLesson("dns-and-discovery", library)).toBeUndefined();
});

test("a section that a scenario is about beats an easier scenario of its lesson", () => {
  expect(scenarioForSection({ id: "docker-swarm#quorum", lesson: "docker-swarm" }, library)).toBe("swarm-quorum");
  expect(scenarioForSection({ id: "docker-swarm#in-short", lesson: "docker-swarm" }, library)).toBe("swarm-rush");
});
