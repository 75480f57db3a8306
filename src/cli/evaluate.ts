// `npm run evaluate -- --questions F --oos F --out predictions.jsonl`: one prediction a line, for an outside scorer.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { Answer, Ask, Passage } from "../ask/answer.ts";
import { createAsk } from "../ask/ask.ts";
import { readLibrary } from "../knowledge/read.ts";

const USAGE = "usage: npm run evaluate -- --questions FILE.jsonl [--oos FILE.jsonl] --out predictions.jsonl";
const line = z.object({ id: z.string(), question: z.string() });

main();

function main(): void {
  const options = { questions: { type: "string" }, oos: { type: "string" }, out: { type: "string" } } as const;
  const { values } = parseArgs({ options, strict: false });
  const { questions, oos, out } = values;
  if (typeof questions !== "string" || typeof out !== "string") {
    console.error(USAGE);
    process.exitCode = 1;
    return;
  }
  const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
  const before = performance.now();
  const ask = createAsk(library);
  const built = performance.now() - before;
  const files = typeof oos === "string" ? [questions, oos] : [questions];
  const predictions = files.flatMap(readQuestions).map(({ id, question }) => predict(id, question, ask));
  writeFileSync(out, predictions.map((prediction) => `${JSON.stringify(prediction)}\n`).join(""));
  console.log(
    `${predictions.length} predictions in ${out}; index of ${library.cards.length} cards built in ${built.toFixed(0)} ms`,
  );
}

function readQuestions(file: string): z.infer<typeof line>[] {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((text) => line.parse(JSON.parse(text)));
}

function predict(id: string, text: string, ask: Ask) {
  const before = performance.now();
  const answer = ask({ text });
  const ms = performance.now() - before;
  return { id, answer: said(answer), refused: answer.kind !== "answer", ...evidence(answer), ms };
}

function said(answer: Answer): string {
  return answer.kind === "answer" ? answer.sentences.map((sentence) => sentence.text).join("\n") : "";
}

function evidence(answer: Answer) {
  const citations = answer.kind === "answer" ? answer.citations.map(({ passage }) => passage) : [];
  return { citations: citations.map(brief), retrieved: answer.retrieved.slice(0, 10).map(brief) };
}

function brief({ id, text }: Passage): { id: string; text: string } {
  return { id, text };
}
