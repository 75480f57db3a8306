// How a debrief looks in Slack: titles on its buttons, never ids; what people typed is escaped; where else the story can be played.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { replay } from "../../src/lab/replay.ts";
import { withReading } from "../../src/school/lab-reading.ts";
import { labTurn } from "../../src/slack/views/lab.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));

function debriefOf(id: string, commands: string[], known: Parameters<typeof withReading>[2] = library) {
  const scenario = library.findScenario(id)!;
  const view = withReading(replay(scenario, "seed", commands), scenario, known);
  const { title, story, goal } = scenario;
  const lab = { id: "lab-1", scenario: { id, title, story, goal }, seed: "seed", finished: true };
  const { blocks = [] } = labTurn({ lab, turn: view.turns.at(-1)!, view, person: "U1" }, { charts: true });
  const buttons = blocks
    .flatMap((block) => (block.type === "actions" ? block.elements : []))
    .flatMap((element) => (element.type === "button" ? [{ text: element.text.text, value: element.value }] : []));
  return { text: JSON.stringify(blocks), buttons, blocks };
}

const COMMANDS = ["kubectl autoscale deployment web --min=2 --max=10 --cpu=50%", "finish"];

test("its buttons are called as the sections are, and lead to the same story elsewhere", () => {
  const { buttons, text } = debriefOf("hpa-spike", COMMANDS);
  const read = buttons.filter(({ text: label }) => label.startsWith("Read: "));
  expect(read.map(({ value }) => value)).toContain("autoscaling#autoscale-command");
  expect(read.every(({ text: label }) => label.includes(" › ") && !label.includes("#"))).toBe(true);
  expect(buttons.map(({ text: label }) => label)).toEqual(
    expect.arrayContaining([
      "Again, with another seed",
      "Share the outcome",
      "Try it on Docker Swarm",
      "Try it on Mesos with Marathon",
    ]),
  );
  expect(text).toMatch(/Debrief: passed, \d+ of 100 points/);
  expect(text).toContain("*The decision that mattered*");
});

test("what people typed is escaped in it, and a section that is hidden has no button", () => {
  const none = { scenarios: [], findSection: () => undefined, findLesson: () => undefined };
  const { buttons, text } = debriefOf(
    "hpa-spike",
    ["kubectl scale deployment web --replicas=9 # <@U2> & <!here>", "finish"],
    none,
  );
  expect(text).toContain("&lt;@U2&gt; &amp; &lt;!here&gt;");
  expect(text).not.toContain("<!here>");
  expect(buttons.map(({ text: label }) => label)).toEqual(["Again, with another seed", "Share the outcome"]);
});

test("node-hours are shown where they are counted", () => {
  expect(debriefOf("node-lag", ["finish"]).text).toContain("of 1.90 node-hours used");
  expect(debriefOf("hpa-spike", COMMANDS).text).not.toContain("node-hours used");
});
