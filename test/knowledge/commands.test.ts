// The commands in lessons are commands: kubectl 1.36 and Docker know their verbs and flags.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { textsOf } from "../../src/knowledge/blocks.ts";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { Block } from "../../src/knowledge/types.ts";
import { type Command, type Reference, readCommands, wordsAfter, wrongIn } from "./read-commands.ts";
import docker from "./upstream/docker.json" with { type: "json" };
import kubectl from "./upstream/kubectl.json" with { type: "json" };

type Found = { place: string; command: Command };

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
const blocks = library.lessons.flatMap(({ id, sections }) =>
  sections.flatMap((section) => section.blocks.flatMap(withNested).map((block) => ({ id, block }))),
);

function withNested(block: Block): Block[] {
  const nested = block.kind === "list" || block.kind === "ordered" ? block.items.flatMap((item) => item.blocks) : [];
  return [block, ...nested.flatMap(withNested)];
}

const fenced: Found[] = blocks.flatMap(({ id, block }) =>
  block.kind === "code" && block.language === "bash"
    ? readCommands(block.text).map((command) => ({ place: `${id}.md:${block.line}`, command }))
    : [],
);

/** Code spans of more than a program and a verb: `kubectl get pods -A`. */
const inline: Found[] = blocks.flatMap(({ id, block }) =>
  textsOf(block).flatMap(({ text, line }) =>
    [...text.matchAll(/`((?:kubectl|docker) (?!VERB)[^`]+)`/g)].flatMap(([, code = ""]) =>
      readCommands(code).map((command) => ({ place: `${id}.md:${line}`, command })),
    ),
  ),
);

function wrongAbout(found: Found[], program: string, reference: Reference) {
  return found.flatMap(({ place, command }) => {
    const words = wordsAfter(program, command);
    return words ? wrongIn(words, reference).map((wrong) => `${place}: ${program} ${words.join(" ")}: ${wrong}`) : [];
  });
}

const runs = (program: string, found: Found[]) => found.filter(({ command }) => wordsAfter(program, command));

test("kubectl 1.36 has every verb and flag that lessons use", () => {
  expect(runs("kubectl", fenced).length).toBeGreaterThan(200);
  expect(wrongAbout([...fenced, ...inline], "kubectl", kubectl)).toEqual([]);
});

test("Docker has every command and flag that lessons use", () => {
  const own = [...fenced, ...inline].filter(({ command }) => !isPlugin(wordsAfter("docker", command) ?? []));
  expect(runs("docker", own).length).toBeGreaterThan(50);
  expect(wrongAbout(own, "docker", docker)).toEqual([]);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `docker build` is Buildx, whose reference lies elsewhere, as do those of Compose and Scout. */
function isPlugin([verb = ""]: string[]): boolean {
  return ["build", "buildx", "compose", "scout"].includes(verb);
}

test("patches are JSON", () => {
  const patches = runs("kubectl", [...fenced, ...inline]).flatMap(({ place, command }) => {
    const at = command.findIndex((word) => word === "-p" || word === "--patch");
    return command.includes("patch") && at > 0 ? [{ place, patch: command[at + 1] ?? "" }] : [];
  });
  expect(patches.length).toBeGreaterThan(8);
  expect(patches.filter(({ patch }) => !isJson(patch))).toEqual([]);
});

describe("a command is read", () => {
  test("as a shell splits it", () => {
    expect(
      readCommands(
        "kubectl get pods \\\n  -l 'app in (web,api)' | grep -v \"a b\" # why\ncd x && sudo ls; echo $(id -u)",
      ),
    ).toEqual([
      ["kubectl", "get", "pods", "-l", "app in (web,api)"],
      ["grep", "-v", "a b"],
      ["cd", "x"],
      ["sudo", "ls"],
      ["echo", "$(id -u)"],
    ]);
  });

  test.each([
    ["kubectl get pods --wach", ["get has no flag --wach"]],
    ["kubectl rollout redo deploy/web", ['no verb "rollout redo"']],
    ["kubectl gett pods", ['no verb "gett pods"']],
    ["kubectl autoscale deployment web --cpu-percent=50", ["autoscale has no flag --cpu-percent"]],
    ["kubectl exec web -- ls --color", []],
    ["kubectl rollout", []],
    ["sudo kubectl -n shop logs web -x", ["logs has no flag -x"]],
  ])("%s", (text, wrong) => {
    const [command = []] = readCommands(text);
    expect(wrongIn(wordsAfter("kubectl", command) ?? [], kubectl)).toEqual(wrong);
  });
});
