// What a lab's messages look like: those that were queued before an upgrade too.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { Turn } from "../../src/lab/view.ts";
import { replay } from "../../src/lab/replay.ts";
import { readSandbox } from "../../src/lab/sandbox.ts";
import { blockComplaints } from "../../src/local-slack/blocks/check.ts";
import type { Content } from "../../src/school/content.ts";
import type { LabRecord } from "../../src/school/labs.ts";
import { contentView } from "../../src/slack/views/content.ts";
import { labPasteForm } from "../../src/slack/views/lab-paste.ts";
import { buttons } from "../support/blocks.ts";

const { scenarios, findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));
const spike = findScenario("hpa-spike")!;

function contentsOf(scenario: typeof spike, commands: string[]): Content[] {
  const view = replay(scenario, "seed", commands);
  const { id, title, story, goal } = scenario;
  const lab = { id: "lab-1", scenario: { id, title, story, goal }, seed: "seed", finished: view.finished };
  return [
    { kind: "lab-card", lab, view },
    { kind: "lab-turn", lab, turn: view.turns.at(-1)!, view, person: "U1" },
    { kind: "lab-undone", lab, undone: commands.at(-1)!, view, person: "U1" },
  ];
}

/** As the outbox kept it before boards named what runs and turns their line. */
function before(content: Content): Content {
  const old = JSON.parse(JSON.stringify(content)) as { view: { board: Record<string, unknown> }; turn?: Partial<Turn> };
  delete old.view.board["instance"];
  if (old.turn) delete old.turn.line;
  return old as unknown as Content;
}

test.each(
  contentsOf(spike, ["kubectl scale deployment web --replicas=4", "wait 6m"]).map((content) => ({
    kind: content.kind,
    content,
  })),
)("a $kind that was queued before an upgrade is drawn as it would be now", ({ content }) => {
  expect(contentView(before(content))).toEqual(contentView(content));
});

describe("every message is one that Slack takes", () => {
  test.each(scenarios.map((scenario) => ({ id: scenario.id, scenario })))("of $id, to its debrief", ({ scenario }) => {
    const contents = contentsOf(scenario, scenario.solutions[0]!.commands);
    for (const { blocks = [], text } of contents.map((content) => contentView(content))) {
      expect(blockComplaints(blocks, "message")).toEqual([]);
      expect(text.length).toBeLessThan(12_000);
    }
  });

  test("and the list of what there is, and the form", () => {
    const list = scenarios.map(({ id, title, minutes, level, goal, orchestrator }) => ({
      id,
      title,
      minutes,
      level,
      goal,
      orchestrator,
    }));
    const { blocks = [] } = contentView({ kind: "scenarios", scenarios: list });
    expect(blockComplaints(blocks, "message")).toEqual([]);
    expect(buttons(blocks as never).map(({ value }) => value)).toEqual([
      "sandbox kubernetes",
      "sandbox swarm",
      "sandbox mesos",
    ]);
    for (const id of ["hpa-spike", "swarm-rush", "mesos-rush"])
      expect(
        blockComplaints(labPasteForm({ id: "lab-1", scenario: findScenario(id)! } as LabRecord).blocks, "modal"),
      ).toEqual([]);
  });
});

test("a sandbox ends in figures, without a verdict, and can be had again as it was", () => {
  const read = readSandbox("sandbox swarm nodes=2");
  if ("problem" in read) throw new Error(read.problem);
  const [card, turn] = contentsOf(read.scenario, ["docker service scale web=3", "finish"]).map((content) =>
    contentView(content),
  );
  expect(JSON.stringify(turn)).toMatch(/How it went/);
  expect(JSON.stringify([card, turn])).not.toMatch(/passed|Debrief:/);
  expect(buttons(turn!.blocks as never).map(({ value }) => value)).toEqual(["sandbox swarm nodes=2"]);
});

test("a manifest without a command is signed with what is done with it", () => {
  const [, turn] = contentsOf(spike, ["```\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n```"]);
  expect(contentView(turn!).text).toMatch(/^<@U1> at 0:00: `kubectl apply -f - …`/);
});
