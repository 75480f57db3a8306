// A lab at a terminal: the same words as in Slack, figures that answer what the lab asked, and commands taken back.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { openTable } from "../../src/cli/lab-table.ts";
import { readLibrary } from "../../src/knowledge/read.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
const open = (id: string) => openTable(library, library.findScenario(id)!, id);

test("asks what will come, takes a figure, and tells by the run whether it was right", () => {
  const table = open("requests-too-high");
  // Nothing was asked yet: a figure is no command of the lab's.
  expect(table.type("3")).toContain('does not know "3"');
  const asked = table.type("kubectl scale deployment web --replicas=8");
  expect(asked).toMatch(/\n\? It is 00:01, and 3 of 8 pods .* How many will be ready at 02:01/);
  expect(asked).toMatch(/\n {2}(?:\d, ){2,3}\d\? Type the number, or just go on\.$/);
  expect(table.type("77")).toMatch(/^77 is none of the choices, so nothing is noted: (?:\d, ){2,3}\d\.$/);
  expect(table.type("8")).toBe("Noted: 8. The run will tell.");
  expect(table.type("3")).toBe("You said 8 before; the first answer counts.");
  expect(table.type("wait 1m")).not.toContain("You said");
  expect(table.type("wait 2m")).toMatch(
    /You said 8; it was 3 ready\. Not all of them were ready by then\. At 02:01, 3 of 8 pods were ready: 5 of 8 pods were Pending/,
  );
  expect(table.type("wait 10s")).not.toContain("You said");
});

test("what came of a change that was made after the question is told as that", () => {
  const table = open("requests-too-high");
  table.type("status");
  expect(table.type("kubectl scale deployment web --replicas=8")).toContain("How many will be ready at 02:01");
  table.type("8");
  table.type("kubectl set resources deployment web --requests=cpu=250m");
  expect(table.type("wait 3m")).toMatch(
    /\n {2}You said 8; it came to 8, because you gave kubectl set resources deployment web --requests=cpu=250m at 00:01, after the question\. Without it, it would have been 3 ready\. /,
  );
});

test("asks no more when it is told not to, and nothing of what was taken back", () => {
  const table = open("requests-too-high");
  table.type("predict off");
  expect(table.type("kubectl scale deployment web --replicas=8")).not.toContain("?");
  expect(table.type("undo")).toBe("Took back: kubectl scale deployment web --replicas=8");
  table.type("status");
  expect(table.type("undo")).toMatch(/^There is nothing to undo: nothing was changed yet/);
  table.type("predict on");
  expect(table.type("kubectl scale deployment web --replicas=8")).toContain("? It is");
  table.type("8");
  table.type("kubectl get pods");
  expect(table.type("undo")).toBe("Took back: kubectl scale deployment web --replicas=8 (and 1 look after it)");
  expect(table.type("wait 5m")).not.toContain("You said");
});

test("a question is answered from the simulation and the lessons, and is no command", () => {
  const table = open("requests-too-high");
  table.type("kubectl scale deployment web --replicas=8");
  const before = table.view().turns.length;
  const answer = table.type("why pod web is Pending");
  expect(answer).toMatch(/^The pod `web-\S+` is Pending because 0\/3 nodes are available: 3 Insufficient cpu/);
  expect(answer).toMatch(/\[1\] The simulation: The pod web-/);
  expect(answer).toMatch(/\[\d\] (?!The simulation).+ \([a-z-]+#[a-z-]+\)/);
  expect(table.view().turns).toHaveLength(before);
  expect(table.type("why")).toContain("5 of 8 pods are Pending");
});
