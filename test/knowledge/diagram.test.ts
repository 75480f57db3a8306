// A diagram is said in arrows where none is drawn: nothing of it is lost.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { diagramLines } from "../../src/knowledge/diagram.ts";
import { readLibrary } from "../../src/knowledge/read.ts";

const says = (source: string) => diagramLines(source.replaceAll(/^ {4}/gm, "").trim());

describe("a diagram", () => {
  test("of boxes and arrows, with words inside, between bars, and later", () => {
    const source = `flowchart LR
      a[You] --> b{May you?} -- yes --> c[(etcd)]
      b -->|"no, never"| d([403])
      e -.-> f & g
      f -. now and then .-> h
      h <--> a
      g ==> e
      e["The end"]`;
    expect(says(source)).toEqual([
      "You → May you?",
      "May you? —yes→ etcd",
      "May you? —no, never→ 403",
      "The end → f",
      "The end → g",
      "f —now and then→ h",
      "h ↔ You",
      "g → The end",
    ]);
  });

  test("of boxes in boxes", () => {
    const source = `flowchart TB
      subgraph n1[worker-1, pods]
        direction LR
        a[web] --- b[cable]
        c[alone]
      end
      a --> c`;
    expect(says(source)).toEqual(["worker-1, pods:", "  web → cable", "  alone", "web → alone"]);
  });

  test("of messages, and of states", () => {
    expect(
      says("sequenceDiagram\n  participant W as web pod\n  W->>DNS: where is api?\n  DNS-->>W: 10.96.0.1"),
    ).toEqual(["web pod —where is api?→ DNS", "DNS —10.96.0.1→ web pod"]);
    expect(says("stateDiagram-v2\n  [*] --> up: start\n  up --> down\n  down --> [*]: rm")).toEqual([
      "(beginning) —start→ up",
      "up → down",
      "down —rm→ (end)",
    ]);
  });

  test("of another kind says nothing", () => expect(says("pie\n  title Pets")).toEqual([]));
});

test("every arrow and every name of every lesson's diagram is said", () => {
  const { lessons } = readLibrary(join(import.meta.dirname, "../../knowledge"));
  const diagrams = lessons.flatMap(({ id, sections }) =>
    sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "mermaid" ? [{ id, ...block }] : []))),
  );
  expect(diagrams.length).toBeGreaterThan(50);
  for (const { id, text, lines } of diagrams) {
    const arrows = text.match(/->>?|---|==>|\.->/g)?.length ?? 0;
    expect([id, lines.filter((line) => /[→↔]/.test(line)).length >= arrows]).toEqual([id, true]);
    const names = [...text.matchAll(/\w\s*[[({]+"?([^\])}"]+)"?[\])}]+/g)].map(([, name = ""]) =>
      name.replaceAll(/<br\s*\/?>/g, " "),
    );
    expect([id, names.filter((name) => name !== "*" && !lines.join("\n").includes(name))]).toEqual([id, []]);
  }
});
