// What lessons tell readers to apply is taken: manifests by a simulated API server or upstream's schema, Compose files by the Compose Specification's.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { divide } from "../../src/knowledge/single-questions.ts";
import type { Block, Lesson } from "../../src/knowledge/types.ts";
import { createChecker, namespacesIn } from "./check-manifest.ts";
import marathon from "./upstream/marathon.json" with { type: "json" };

type Code = Block & { kind: "code" };

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));

function codeIn(blocks: Block[]): Code[] {
  return blocks.flatMap((block) => {
    if (block.kind === "code") return [block];
    return block.kind === "list" || block.kind === "ordered" ? block.items.flatMap((item) => codeIn(item.blocks)) : [];
  });
}

const codeOf = ({ sections }: Pick<Lesson, "sections">, language: string) =>
  sections.flatMap(({ blocks }) => codeIn(blocks)).filter((block) => block.language === language);

/** What is wrong with the YAML of a lesson, and what is marked as broken and is not. */
function judge(codes: Pick<Code, "text" | "line" | "broken">[]): string[] {
  const checker = createChecker(namespacesIn(codes.map(({ text }) => text)));
  return codes.flatMap(({ text, line, broken }) => {
    const complaints = checker.check(text);
    if (broken) return complaints.length > 0 ? [] : [`${line}: marked as broken, and taken`];
    return complaints.map((complaint) => `${line}: ${complaint}`);
  });
}

describe("the YAML of each lesson is taken", () => {
  const withYaml = library.lessons.filter((lesson) => codeOf(lesson, "yaml").length > 0);

  test("there are many", () => {
    expect(withYaml.flatMap((lesson) => codeOf(lesson, "yaml")).length).toBeGreaterThan(50);
  });

  // What is read in order builds on what was applied before; an answer to a single question stands alone.
  test.each(withYaml.map((lesson) => [lesson.id, lesson] as const))("%s", (_, lesson) => {
    const { read, single } = divide(lesson);
    const alone = single.flatMap((section) => judge(codeOf({ sections: [section] }, "yaml")));
    expect([...judge(codeOf({ sections: read }, "yaml")), ...alone]).toEqual([]);
  });
});

test("the JSON of lessons is JSON, and a Marathon app has no field that Marathon does not know", () => {
  const documents = library.lessons.flatMap((lesson) =>
    codeOf(lesson, "json").map(({ text }) => ({ id: lesson.id, value: JSON.parse(text) as Record<string, unknown> })),
  );
  expect(documents.length).toBeGreaterThan(1);
  const apps = documents.filter(({ id }) => id === "mesos-and-marathon");
  expect(apps.flatMap(({ value }) => Object.keys(value).filter((name) => !marathon.app.includes(name)))).toEqual([]);
});

test("the job files of Nomad are made of blocks and attributes", () => {
  const files = library.lessons.flatMap((lesson) => codeOf(lesson, "hcl").map(({ text }) => text));
  expect(files.length).toBeGreaterThan(0);
  for (const text of files) expect(wrongInHcl(text)).toEqual([]);
  expect(wrongInHcl('job "a" {\n  type service\n}')).toEqual(["  type service"]);
  expect(wrongInHcl('job "a" {\n  group "b" {\n}')).toEqual(["a block that is not closed"]);
});

/** A line of a job file; a block of one attribute may stand on one line. */
const HCL_LINE =
  /^\s*(?:\w+(?: "[^"]*")* \{(?: \w+ = [^{}]+ \})?|\w+\s*= (?:"[^"]*"|[\d.]+|true|false|\[.*\])|\}|#.*|)$/;

function wrongInHcl(text: string): string[] {
  const lines = text.split("\n");
  const opened = lines.filter((line) => line.endsWith("{")).length;
  const closed = lines.filter((line) => line.trim() === "}").length;
  return [
    ...lines.filter((line) => !HCL_LINE.test(line)),
    ...(opened === closed ? [] : ["a block that is not closed"]),
  ];
}

test("the Dockerfiles of lessons begin with FROM and have no instruction that BuildKit does not know", () => {
  const files = library.lessons.flatMap((lesson) => codeOf(lesson, "dockerfile").map(({ text }) => text));
  expect(files.length).toBeGreaterThan(2);
  for (const text of files) expect(wrongInDockerfile(text)).toEqual([]);
  expect(wrongInDockerfile("FORM node\nCPOY . .")).toEqual(["FORM node", "CPOY . .", "no FROM at the beginning"]);
});

/** BuildKit, frontend/dockerfile/command/command.go. */
const INSTRUCTIONS =
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  );

function wrongInDockerfile(text: string): string[] {
  const lines = text
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() && !line.startsWith("#"));
  const unknown = lines.filter((line) => !INSTRUCTIONS.includes(line.split(" ")[0] ?? ""));
  return /^(FROM|ARG) /.test(lines[0] ?? "") ? unknown : [...unknown, "no FROM at the beginning"];
}

describe("a manifest is refused", () => {
  const pod = (spec: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: web, image: x${spec}}]\n`;
  const policy = (spec: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: ${spec}\n`;

  test.each([
    ["with a field that does not exist", pod(", comand: [sh]"), /unknown field "spec.containers\[0\].comand"/],
    ["with a value that is not allowed", pod(", imagePullPolicy: Sometimes"), /Unsupported value: "Sometimes"/],
    [
      "in a namespace that is not there",
      pod("").replace("name: web", "name: web, namespace: moon"),
      /namespaces "moon" not found/,
    ],
    [
      "that the simulator does not know, with an unknown field",
      policy("{podSelector: {}, polcyTypes: []}"),
      /polcyTypes/,
    ],
    [
      "that the simulator does not know, of the wrong type",
      policy("{podSelector: {}, policyTypes: Ingress}"),
      /expected array/,
    ],
    ["of an unknown version", pod("").replace("v1", "v2"), /no schema for "v2 Pod"/],
    ["that is no YAML", "a: [b", /./],
    ["that is a Compose file with a slip", "services: {web: {image: x, restrat: always}}", /restrat/],
    ["that a component reads", "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{levle: None}]\n", /levle/],
  ])("%s", (_, text, complaint) => {
    expect(createChecker([]).check(text).join("\n")).toMatch(complaint);
  });

  test("where it is marked as broken, and only then", () => {
    const broken = pod(", comand: [sh]");
    expect(judge([{ text: broken, line: 7, broken: true }])).toEqual([]);
    expect(judge([{ text: broken, line: 7 }])).toHaveLength(1);
    expect(judge([{ text: pod(""), line: 7, broken: true }])).toEqual(["7: marked as broken, and taken"]);
  });
});
