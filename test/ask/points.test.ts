// Nobody who reads an answer sees the diagram, the table or the section around a sentence.
import { describe, expect, test } from "@jest/globals";
import { points } from "../../src/ask/points.ts";
import { ask, library, said } from "./library.ts";

describe("points", () => {
  test.each([
    ["The diagram shows the way of a write."],
    ["The manifest adds a slower scale-down of one pod a minute."],
    ["The file below is what the kubelet writes into each pod."],
    ["Free the custom resources as above."],
    ["The following table lists the ports."],
    ["Here is the arithmetic for one node."],
    ["In this section you learn about pods."],
    ["Suppose web runs 10 pods with the default settings."],
  ])("%s", (sentence) => expect(points(sentence)).toBe(true));

  test.each([
    ["A file above the context folder is out of reach."],
    ["A Kubernetes manifest has `apiVersion`, `kind`, `metadata` and usually `spec`."],
    ["A container above its memory request but below its limit may be evicted."],
    ["The files of the image are hidden by a mount."],
    ["The manifest contains `replicas` and overwrites the count set by the HPA."],
    ["The chart version counts changes of the package."],
    ["maxUnavailable allows missing pods below it."],
    ["Each new pod that becomes available allows the next step."],
  ])("not: %s", (sentence) => expect(points(sentence)).toBe(false));
});

describe("the library", () => {
  test("no card that is quoted whole points at anything, but for steps, which come with their code", () => {
    const whole = library.cards.filter(({ kind }) => kind !== "prose" && kind !== "step");
    const found = whole.flatMap(({ id, sentences }) => sentences.filter(points).map((text) => `${id}: ${text}`));
    expect(found).toEqual([]);
  });

  test("no answer quotes a sentence that points", () => {
    const pointing = library.cards.filter(({ kind, sentences }) => kind === "prose" && sentences.some(points));
    expect(pointing.length).toBeGreaterThan(20);
    const told = pointing.map(({ sentences }) => said(ask({ text: sentences.join(" ").slice(0, 200) })).split("\n"));
    const asked = library.lessons
      .flatMap(({ asks }) => asks.slice(0, 3))
      .map((text) => said(ask({ text })).split("\n"));
    const steps = new Set(library.cards.filter(({ kind }) => kind === "step").flatMap(({ sentences }) => sentences));
    expect([...told, ...asked].flat().filter((text) => points(text) && !steps.has(text))).toEqual([]);
  });
});
