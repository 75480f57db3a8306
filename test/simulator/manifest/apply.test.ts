import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { createKubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";
import { applyText } from "../../support/apply-text.ts";

const file = resolve(import.meta.dirname, "../../../../shared/transcripts/kubectl/12-apply-validation.json");
const withTranscript = existsSync(file) ? test : test.skip;

type Step = { command?: string; stdout: string; stderr: string; stdin?: string };

/** Against an object that is there, kubectl dumps its own state when a list's item lacks its key; the simulator says which fields are unknown. */
const BEYOND = /^unknown2\.yaml/;

/** Until the first change of the cluster by another command than `apply -f FILE`. */
function firstApplies(steps: Step[]): [string, string][] {
  const until = steps.findIndex(({ command }) => command === "kubectl create -f new-unknown.yaml");
  return steps.slice(0, until).flatMap(({ command = "", stdout, stderr }) => {
    const [, name] = /^kubectl apply -f (\S+\.(?:yaml|json))$/.exec(command) ?? [];
    return name && !BEYOND.test(name) ? [[name, (stdout + stderr).trimEnd()] as [string, string]] : [];
  });
}

withTranscript("manifests are taken and refused as kubectl and the API server take and refuse them", () => {
  const { steps, files } = JSON.parse(readFileSync(file, "utf8")) as { steps: Step[]; files: Record<string, string> };
  const { world } = createKubernetes({ seed: "apply" });
  const said = firstApplies(steps).map(([name, real]) => {
    const applied = applyText(world, files[name] ?? "", name);
    // What worked is on standard output, which was recorded first.
    const ours = applied.toSorted((a, b) => Number(b.ok) - Number(a.ok)).map(({ text }) => text);
    return { name, ours: ours.join("\n"), real: real.replaceAll(/ +$/gm, "") };
  });
  expect(said.length).toBeGreaterThan(65);
  for (const { name, ours, real } of said)
    expect({ name, says: ours.replaceAll(/ +$/gm, "") }).toEqual({ name, says: real });
});

test("an empty file, a huge one and an unknown kind get an answer", () => {
  const { world } = createKubernetes({ seed: "apply" });
  const say = (text: string) => applyText(world, text, "x.yaml").map((each) => each.text);
  expect(say("")).toEqual(["error: no objects passed to apply"]);
  expect(say("a".repeat(1_000_001))[0]).toContain("longer than 1000000 characters");
  expect(say("kind: Gadget\napiVersion: v1\nmetadata: {name: a}")[0]).toContain(
    'no matches for kind "Gadget" in version "v1"',
  );
});

test("an alias bomb does not blow up", () => {
  const { world } = createKubernetes({ seed: "apply" });
  const levels = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]`);
  const [first] = applyText(world, `a0: &a0 [x]\n${levels.join("\n")}\n`, "bomb.yaml");
  expect(first?.ok).toBe(false);
});
