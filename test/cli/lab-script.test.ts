import { describe, expect, test } from "@jest/globals";
import { commandsIn, createGatherer } from "../../src/cli/lab-script.ts";

const POD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}";

describe("the commands of a file", () => {
  test("are a line each, empty lines apart", () => {
    expect(commandsIn("status\n\nwait 5m\r\nfinish\n")).toEqual(["status", "wait 5m", "finish"]);
  });

  test("take what stands below them, up to an empty line", () => {
    expect(commandsIn(`kubectl apply -f -\n${POD}\n\nkubectl get cm`)).toEqual([
      `kubectl apply -f -\n${POD}\n`,
      "kubectl get cm",
    ]);
  });

  test("take a here-document and a code block with their empty lines", () => {
    const gappy = POD.replace("kind", "\nkind");
    for (const text of [
      `kubectl apply -f - <<EOF\n${gappy}\nEOF\nstatus`,
      `kubectl apply -f -\n\`\`\`\n${gappy}\n\`\`\`\nstatus`,
    ])
      expect(commandsIn(text)).toEqual([`kubectl apply -f -\n${gappy}\n`, "status"]);
  });
});

test("lines are gathered while something is pasted", () => {
  const begun: number[] = [];
  const gather = createGatherer(() => begun.push(1));
  const typed = [
    "status",
    "kubectl apply -f -",
    ...POD.split("\n"),
    "",
    "kubectl apply -f - <<X",
    "a: 1",
    "",
    "X",
    "wait 5m",
  ];
  expect(typed.map(gather).filter((each) => each !== undefined)).toEqual([
    "status",
    `kubectl apply -f -\n${POD}\n`,
    "kubectl apply -f - <<X\na: 1\n\nX",
    "wait 5m",
  ]);
  expect(begun).toHaveLength(2);
});
