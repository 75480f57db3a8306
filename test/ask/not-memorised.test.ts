// The questions of real learners by which answers are measured stand beside the repository. None of them may be learned by heart here.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { library } from "./library.ts";

const SHARED = resolve(import.meta.dirname, "../../../shared/eval");
/** "What is a kubelet?" anybody may ask. */
const FEW_WORDS = 4;

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
const questionsIn = (file: string) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { question: string }).question);

(existsSync(SHARED) ? test : test.skip)(
  "no question by which we are measured is a canonical or labelled question of ours",
  () => {
    const measured = ["questions-dev.jsonl", "outofscope-dev.jsonl"].flatMap((file) => questionsIn(join(SHARED, file)));
    const ours = new Set(
      [
        ...library.lessons.flatMap(({ asks, sections }) => [...asks, ...sections.flatMap(({ asked }) => asked)]),
        ...["labelled", "fresh-questions", "fresh-outside", "learner-questions", "learner-outside"].flatMap((name) =>
          questionsIn(join(import.meta.dirname, `${name}.jsonl`)),
        ),
      ].map(plain),
    );
    const copied = measured.filter(
      (question) => plain(question).split(" ").length > FEW_WORDS && ours.has(plain(question)),
    );
    expect(copied).toEqual([]);
    expect(measured.length).toBeGreaterThan(100);
  },
);
