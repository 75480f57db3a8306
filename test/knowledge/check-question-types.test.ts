// The gate for the types of questions beside single choice: each rule is broken once.
import { describe, expect, test } from "@jest/globals";
import { checkBank, guesses } from "../../src/knowledge/check-bank.ts";
import { checkQuestion } from "../../src/knowledge/check-question.ts";
import { parseQuestions } from "../../src/knowledge/question.ts";
import { printAmount, readAmount } from "../../src/knowledge/question/amount.ts";
import { failedChecks, readManifest, valueAt } from "../../src/knowledge/question/manifest-check.ts";
import type { SingleQuestion } from "../../src/knowledge/types.ts";
import { replaced, valueOf } from "./fixture.ts";

const head = (type: string) => `lesson: anchors
questions:
  - id: a
    type: ${type}
    objective: drop
    section: drop
    difficulty: 2
    stem: What is it?
    explanation: It is 4 of them.
`;

const GOOD = {
  multiple: `    options:
      - { text: Stop the ship, correct: true, feedback: Yes. }
      - { text: Let the anchor go, correct: true, feedback: Yes. }
      - { text: Paint the ship, feedback: No. }
      - { text: Sell the ship, feedback: No. }
`,
  fault: `    output: |
      ANCHOR   STATE
      port     down
      bow      lost
      stern    up
    lines:
      - { line: 2, feedback: It holds. }
      - { line: 3, correct: true, feedback: It is lost. }
      - { line: 4, feedback: It is stowed. }
`,
  numeric: `    answer: 4
    unit: anchors
    mistakes:
      - { value: 5, feedback: One too many. }
      - { value: 3, feedback: One too few. }
`,
  ordering: `    steps: [Stop, Drop, Rest]
    mistakes:
      - { reversed: [1, 2], feedback: Stop first. }
      - { reversed: [2, 3], feedback: Drop first. }
`,
  "fix-yaml": `    manifest: |
      kind: Ship
      metadata: { name: ada }
      spec: { anchors: 0 }
    checks:
      - { path: spec.anchors, equals: 4, feedback: Too few. }
    solution: |
      kind: Ship
      metadata: { name: ada }
      spec: { anchors: 4 }
`,
  predict: `    simulation:
      nodes: [{ name: worker-1, cpu: "2", memory: 4Gi }]
      manifest: |
        kind: Pod
      wait: 90s
      read: { kind: Pod, path: status.phase, equals: Running }
    answer: 4
    unit: pods
    mistakes:
      - { value: 5, feedback: One too many. }
      - { value: 3, feedback: One too few. }
`,
};

type Type = keyof typeof GOOD;

const parse = (type: Type, from = "", to = "") =>
  parseQuestions(head(type) + replaced(GOOD[type], from, to), "knowledge/questions/anchors.yaml");

const complaints = (type: Type, from = "", to = "") =>
  valueOf(parse(type, from, to))
    .flatMap(checkQuestion)
    .map(({ found, mend }) => `${found.replace('question "a" ', "")}; ${mend}`);

describe("a question of another type", () => {
  test.each(Object.keys(GOOD) as Type[])("%s as FORMAT.md has it is fine", (type) => {
    expect(complaints(type)).toEqual([]);
  });

  test.each<[Type, string, string, string]>([
    [
      "multiple",
      "correct: true, feedback: Yes. }\n      - { text: Let",
      "feedback: Yes. }\n      - { text: Let",
      "has 1 correct answers; mark 2 to 4, but not all",
    ],
    [
      "multiple",
      "Paint the ship, feedback",
      "Stop the ship, feedback",
      'has the option "stop the ship" twice; change one',
    ],
    [
      "multiple",
      "Paint the ship, feedback: No.",
      "Paint the ship",
      'has no feedback for "Paint the ship"; name the misconception, or confirm',
    ],
    [
      "fault",
      "{ line: 4,",
      "{ line: 9,",
      "names a line that its output does not have; count the lines of the output from 1",
    ],
    ["fault", "correct: true, ", "", "has 0 correct answers; mark exactly one"],
    ["numeric", "value: 5", "value: 4", "calls 4 a mistake and takes it as right; correct the value or the tolerance"],
    ["numeric", "answer: 4", "answer: 7", "does not show 7 in its explanation; end the working with the answer"],
    [
      "numeric",
      "unit: anchors",
      "unit: anchors\n    tolerance: 2",
      "takes 2 more or less than 4; narrow the tolerance to a quarter of the answer",
    ],
    [
      "numeric",
      "      - { value: 3, feedback: One too few. }\n",
      "",
      "has feedback for 1 wrong values; name at least 2 that people come to",
    ],
    ["numeric", "value: 3", "value: 5", "has the mistake 5 twice; change one"],
    ["numeric", "feedback: One too few.", "feedback: ' '", "has no feedback for 3; name the misconception"],
    [
      "ordering",
      "      - { reversed: [2, 3], feedback: Drop first. }\n",
      "",
      "has no feedback for steps 2 and 3 reversed; add { reversed: [2, 3], feedback }",
    ],
    ["ordering", "[Stop, Drop, Rest]", "[Stop, Drop, Drop]", 'has the step "drop" twice; change one'],
    ["ordering", "[Stop, Drop, Rest]", `[Stop, Drop, ${"x".repeat(76)}]`, "has a step of 76 characters; cut it to 75"],
    [
      "ordering",
      "reversed: [1, 2]",
      "reversed: [1, 3]",
      "has no feedback for steps 1 and 2 reversed; add { reversed: [1, 2], feedback }",
    ],
    [
      "fix-yaml",
      "anchors: 0",
      "anchors: 4",
      "has a manifest that passes all checks; break it, or check what is broken",
    ],
    ["fix-yaml", "equals: 4", "equals: 5", 'has a solution that fails the check of "spec.anchors"; correct either'],
    [
      "fix-yaml",
      "path: spec.anchors",
      'path: "spec..anchors"',
      'has a check of "spec..anchors", which is no path; write it as spec.ports[0].name',
    ],
    [
      "fix-yaml",
      "feedback: Too few.",
      "feedback: ''",
      'has no feedback for "spec.anchors"; say what is still wrong when it fails',
    ],
    [
      "fix-yaml",
      "spec: { anchors: 4 }",
      "spec: { anchors: 4",
      "has a solution that cannot be read: Line 4 is no YAML: ",
    ],
    ["predict", "value: 3", "value: 4", "calls 4 a mistake and takes it as right; correct the value or the tolerance"],
  ])("%s with %j as %j", (type, from, to, complaint) => {
    expect(complaints(type, from, to).join("\n")).toContain(complaint);
  });

  test.each<[Type, string, string]>([
    ["predict", "wait: 90s", "wait: 2h"],
    ["numeric", "answer: 4", 'answer: "4"'],
    ["fix-yaml", "equals: 4, ", ""],
    ["multiple", "    options:", "    option:"],
  ])("%s with %j as %j is a problem of its file", (type, from, to) => {
    const parsed = parse(type, from, to);
    expect("problems" in parsed && parsed.problems[0]).toMatchObject({
      line: expect.any(Number),
      found: expect.any(String),
    });
  });
});

describe("amounts", () => {
  test.each([
    ["1.5 cores", "cores", 1.5],
    ["1500m", "cores", 1.5],
    ["1500m", "m", 1500],
    ["1.5", "m", 1.5],
    ["2 CPUs", "cores", 2],
    ["90 s", "s", 90],
    ["1.5min", "s", 90],
    ["2m", "s", 120],
    ["1 GiB", "Mi", 1024],
    ["512Mi", "Gi", 0.5],
    ["244 MB", "M", 244],
    [" 8 ", "pods", 8],
    ["8 pods", "pods", 8],
    ["1 Pod", "pods", 1],
    ["10 %", "%", 10],
    [".5", "cores", 0.5],
    ["-3", "pods", -3],
  ])("%j asked for in %s is %d", (typed, unit, value) => {
    expect(readAmount(typed, unit)).toEqual({ value });
  });

  test.each([
    ["", "pods", "Type a number"],
    ["many", "pods", "Type a number, in digits, of pods"],
    ["1,5 cores", "cores", "with a point before decimals"],
    ["8 nodes", "pods", "This counts pods"],
    ["5 s", "cores", '"s" is no unit that fits here'],
    ["0x10", "pods", "This counts pods"],
  ])("%j asked for in %s is refused", (typed, unit, problem) => {
    expect(readAmount(typed, unit)).toEqual({ problem: expect.stringContaining(problem) });
  });

  test.each([
    [1, "pods", "1 pod"],
    [3, "pods", "3 pods"],
    [500, "m", "500m"],
    [1.75, "cores", "1.75 cores"],
    [244, "Mi", "244Mi"],
    [1, "s", "1 s"],
    [0.1 + 0.2, "", "0.3"],
  ])("%d %s is written %j", (value, unit, text) => {
    expect(printAmount(value, unit)).toBe(text);
  });
});

describe("pasted manifests", () => {
  test.each([
    ["", "There is nothing in it."],
    ["a: 1\n---\nb: 2\n", "It holds 2 documents"],
    ["just words", "It is no manifest"],
    ["a: [1", "Line 1 is no YAML"],
    ["a: 1\n".repeat(2000), "longer than 3000 characters"],
    ["a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n", "too many aliases"],
  ])("%j is refused", (text, problem) => {
    expect(readManifest(text)).toEqual({ problem: expect.stringContaining(problem) });
  });

  test("paths lead through lists and odd keys, and nowhere else", () => {
    const manifest = { spec: { ports: [{ name: "http" }], labels: { "app.kubernetes.io/name": "shop" } } };
    expect(valueAt(manifest, "spec.ports[0].name")).toBe("http");
    expect(valueAt(manifest, 'spec.labels["app.kubernetes.io/name"]')).toBe("shop");
    for (const path of ["spec.ports[1].name", "spec.ports.name", "spec.constructor", "nothing.at.all"])
      expect(valueAt(manifest, path)).toBeUndefined();
  });
});

test("what may be left out is null among the values allowed", () => {
  const check = { path: "spec.type", oneOf: ["ClusterIP", null], feedback: "Another type." };
  const failed = (spec: object) => failedChecks({ spec }, [check], {}).length;
  expect([{}, { type: null }, { type: "ClusterIP" }, { type: "NodePort" }].map(failed)).toEqual([0, 0, 0, 1]);
});

describe("guessers over the whole bank", () => {
  const question = (texts: string[], n: number) =>
    ({
      id: `q${n}`,
      type: "single",
      stem: "How many ships anchor?",
      file: "f.yaml",
      options: texts.map((text, at) => ({ text, correct: at === 0, feedback: "" })),
    }) as SingleQuestion;
  const bank = (texts: string[]) => Array.from({ length: 120 }, (_, n) => question(texts, n));

  test.each([
    ["takes the longest option", ["a long key", "b", "c"]],
    ["takes a value in the middle", ["20", "10", "30"]],
    ["takes the option with most words of the stem", ["ships do", "boats do", "trees do"]],
  ])("who %s is noticed", (guesser, texts) => {
    expect(checkBank(bank(texts)).map(({ found }) => found)).toEqual([
      `whoever ${guesser} is right in 100.0 % of all questions, by chance in 33.3 %`,
    ]);
  });

  test("a fair bank is fine, a small one is not judged", () => {
    expect(checkBank(bank(["aa", "bb", "cc"]))).toEqual([]);
    expect(checkBank(bank(["a long key", "b", "c"]).slice(0, 99))).toEqual([]);
    expect(guesses(bank(["aa", "bb", "cc"])).map(({ share }) => share.toFixed(3))).toEqual(["0.333", "0.333", "0.333"]);
  });
});
