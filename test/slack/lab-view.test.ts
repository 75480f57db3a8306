// What a lab's messages look like: those that were queued before an upgrade too.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { SingleQuestion } from "../../src/knowledge/types.ts";
import type { Turn } from "../../src/lab/view.ts";
import { replay } from "../../src/lab/replay.ts";
import { readSandbox } from "../../src/lab/sandbox.ts";
import { blockComplaints } from "../../src/local-slack/blocks/check.ts";
import type { Content } from "../../src/school/content.ts";
import type { Quiz } from "../../src/school/quizzes.ts";
import type { LabRecord } from "../../src/school/labs.ts";
import { contentView } from "../../src/slack/views/content.ts";
import { labPasteForm } from "../../src/slack/views/lab-paste.ts";
import { buttons } from "../support/blocks.ts";

const { scenarios, findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));
const spike = findScenario("hpa-spike")!;

const pictureOf = ({ picture }: ReturnType<typeof replay>) => (picture ? { picture } : {});

function contentsOf(scenario: typeof spike, commands: string[]): Content[] {
  const view = replay(scenario, "seed", commands);
  const { id, title, story, goal } = scenario;
  const lab = { id: "lab-1", scenario: { id, title, story, goal }, seed: "seed", finished: view.finished };
  return [
    { kind: "lab-card", lab, view },
    { kind: "lab-turn", lab, turn: view.turns.at(-1)!, view, person: "U1", ...pictureOf(view) },
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

test("an undo names what it took back, and how many looks went with it", () => {
  const undone = contentsOf(spike, ["wait 6m"]).find(({ kind }) => kind === "lab-undone")!;
  const told = (after: number) => contentView({ ...undone, after } as Content).text.split("\n")[0];
  expect(told(0)).toBe("<@U1> took back `wait 6m`. It is 6:00 again.");
  expect([told(1), told(3)]).toEqual([
    "<@U1> took back `wait 6m` (and 1 look after it). It is 6:00 again.",
    "<@U1> took back `wait 6m` (and 3 looks after it). It is 6:00 again.",
  ]);
});

describe("every message is one that Slack takes", () => {
  test.each(scenarios.map((scenario) => ({ id: scenario.id, scenario })))("of $id, to its debrief", ({ scenario }) => {
    const contents = contentsOf(scenario, scenario.solutions[0]!.commands);
    const drawn = [{ charts: true }, { charts: true, picture: "F0123456789" }].flatMap((look) =>
      contents.map((content) => contentView(content, look)),
    );
    for (const { blocks = [], text } of drawn) {
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
        blockComplaints(labPasteForm({ id: "lab-1", scenario: findScenario(id)! } as LabRecord, "1.2").blocks, "modal"),
      ).toEqual([]);
  });
});

test("what a lab asks, what came of it, and a shared outcome are messages that Slack takes, escaped, for every length of words", () => {
  const long = "<!channel> & `code` ".repeat(120);
  const question: SingleQuestion = {
    id: "lab-ready",
    lesson: "pods",
    section: "pods#phases",
    objective: "",
    difficulty: 2,
    type: "single",
    stem: `It is 00:01. ${long}`.slice(0, 1_400),
    options: [1, 2, 3, 4].map((n) => ({ text: `${n} ready`, correct: n === 2, feedback: long.slice(0, 600) })),
    explanation: long,
    file: "",
    line: 1,
  };
  const place = { id: "lab-predict:lab-1:3", team: "T1", channel: "C1", schedule: "", owner: "", audience: "" };
  const quiz: Quiz = { ...place, question, order: [2, 0, 1, 3], postedAt: 0, closesAt: 1, closed: false };
  const { id, title, story, goal } = spike;
  const lab = { id: "lab-1", scenario: { id, title, story, goal }, seed: "seed", finished: true };
  const standings = [
    { score: 100, named: ["U1"], others: 1, isOwn: false },
    { score: 92, named: [], others: 2, isOwn: true },
  ];
  const change = { command: `kubectl scale <!here> ${long}`, at: "09:12", person: "U2", came: 6 };
  const contents: Content[] = [
    { kind: "lab-predict", lab: "lab-1", quiz, atMs: 60_000 },
    ...(["come", "changed", "dropped"] as const).map(
      (fate) => ({ kind: "lab-predicted", lab: "lab-1", quiz, atMs: 60_000, fate, right: 1, total: 2 }) as const,
    ),
    { kind: "lab-noted", given: "first", said: "2 ready" },
    { kind: "lab-graded", quiz, atMs: 60_000, fate: "changed", correct: false, feedback: long.slice(0, 600) },
    { kind: "lab-predicted", lab: "lab-1", quiz, atMs: 60_000, fate: "changed", change, right: 1, total: 2 },
    {
      kind: "lab-graded",
      quiz,
      atMs: 60_000,
      fate: "changed",
      change,
      said: "4 ready",
      correct: false,
      feedback: long,
    },
    {
      kind: "lab-shared",
      lab,
      outcome: { passed: true, score: 92, summary: "Passed: <!here>" },
      people: ["U1", "U2"],
      standings,
    },
  ];
  for (const { blocks = [], text } of contents.map((content) => contentView(content))) {
    expect(blockComplaints(blocks, "message")).toEqual([]);
    expect(JSON.stringify(blocks) + text).not.toMatch(/<!(?:channel|here)>/);
    expect(text.length).toBeLessThan(12_000);
  }
  // What came of it, and whose doing that was.
  const graded = (more: object) =>
    contentView({
      kind: "lab-graded",
      quiz,
      atMs: 0,
      fate: "changed",
      correct: false,
      feedback: "",
      ...more,
    } as Content)
      .text.split("\n")[0]!
      .trimEnd();
  const scaled = { command: "kubectl scale deployment web --replicas=6", at: "09:12", person: "U2", came: 6 };
  expect(graded({ said: "4 ready", change: scaled })).toBe(
    "❌ *Not quite* as the lab stood then: you said 4 ready, and without a change it would have been 2 ready. It came to 6, because <@U2> gave `kubectl scale deployment web --replicas=6` at 09:12, after the question.",
  );
  expect(graded({ said: "2 ready", correct: true, change: { ...scaled, came: 2, person: "" } })).toBe(
    "✅ *You were right* as the lab stood then: you said 2 ready, and without a change it would have been 2 ready. It came to 2, although somebody gave `kubectl scale deployment web --replicas=6` at 09:12, after the question.",
  );
  expect(contentView(contents.at(-1)!).text).toContain("100 points (<@U1> and 1 more) · *92 points* (2 people)");
  // The order of the buttons is the one that was stored.
  const shown = buttons(contentView(contents[0]!).blocks as never).map(({ text }) => text.text);
  expect(shown).toEqual(["3 ready", "1 ready", "2 ready", "4 ready", "Ask no more here"]);
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
