// Two more sets, over all lessons, with what a right answer must mention. "fresh" was written before the cards were read, "learner" in learners'
// short and vague words from upstream's point of view; one half of it was scored blind, once: answered 1.00, facts 0.79, novel facts 0.77, refused
// 17 of 18. The rule is not trained on either, but the failures of both were read since, so they guard against getting worse and are blind no more.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { countWords } from "../../src/knowledge/sentences.ts";
import { ask, library, said } from "./library.ts";

type Inside = { question: string; topic: string; facts: string[][]; novel: boolean[] };
type Outside = { question: string; kind: string };

const read = <T>(file: string): T[] =>
  readFileSync(join(import.meta.dirname, file), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

/** A fact has several spellings: one is enough, where a word begins; one of three letters and fewer must be the whole word. */
function mentions(text: string, spellings: string[]): boolean {
  const plain = ` ${text.toLowerCase().replace(/[`*"'“”’()[\],:;?!]/g, " ")} `;
  return spellings.some((spelling) => {
    const escaped = RegExp.escape(spelling.trim().toLowerCase());
    return new RegExp(`(?<![a-z0-9])${escaped}${spelling.trim().length <= 3 ? "(?![a-z0-9])" : ""}`).test(plain);
  });
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(["fresh", "learner"])("%s questions over all lessons", (set) => {
  const inside = read<Inside>(`${set}-questions.jsonl`);
  const answers = inside.map(({ question }) => ask({ text: question }));

  test("there is one for every lesson", () => {
    expect(library.lessons.map(({ id }) => id).filter((id) => !inside.some(({ topic }) => topic === id))).toEqual([]);
  });

  test("at least 95 of 100 are answered, none in more than 120 words", () => {
    expect(answers.filter(({ kind }) => kind === "answer").length / answers.length).toBeGreaterThanOrEqual(0.95);
    expect(answers.filter((answer) => countWords(said(answer)) > 120)).toEqual([]);
  });

  test("answers mention at least 0.8 of what they must, and of what the question does not say itself", () => {
    const recall = inside.map(({ facts }, at) => mean(facts.map((fact) => Number(mentions(said(answers[at]!), fact)))));
    expect(mean(recall)).toBeGreaterThanOrEqual(0.8);
    const novel = inside.flatMap(({ facts, novel: isNovel }, at) => {
      const hits = facts.filter((_, n) => isNovel[n]).map((fact) => Number(mentions(said(answers[at]!), fact)));
      return hits.length > 0 ? [mean(hits)] : [];
    });
    expect(mean(novel)).toBeGreaterThanOrEqual(0.8);
  });
});

describe.each(["fresh", "learner"])("%s questions from outside", (set) => {
  const outside = read<Outside>(`${set}-outside.jsonl`);
  const answered = outside.filter(({ question }) => ask({ text: question }).kind === "answer");

  test("at least 95 of 100 are refused", () => {
    expect(answered.length / outside.length).toBeLessThanOrEqual(0.05);
  });

  test.each(["far", "far-homonym", "injection", "smalltalk"])("every one of the kind %s is refused", (kind) => {
    expect(answered.filter((each) => each.kind === kind)).toEqual([]);
  });
});
