// `npm run ask -- "question"`: the answer in the terminal. `--section lesson#anchor` prints what it cites, `--lessons` what there is.
import { parseArgs } from "node:util";
import { createAsk } from "../ask/ask.ts";
import { readConfig } from "../config.ts";
import type { Library } from "../knowledge/library.ts";
import { printAnswer } from "./print-answer.ts";
import { printLessons, printSectionIds } from "./print-lessons.ts";
import { printSection } from "./print-section.ts";
import { readDraft } from "./read-knowledge.ts";

const HELP = `Ask the lessons a question, without Slack and without a key.

  npm run ask -- "How does the HPA decide how many replicas to run?"
  npm run ask -- "What is a Docker Swarm manager?" "And how many do I need?"   (later ones follow up)
  npm run ask -- --lessons                        lists the lessons
  npm run ask -- --section autoscaling            prints a lesson
  npm run ask -- --section autoscaling#formula    prints the section that an answer cites
`;

/** Wider lines are hard to read, and a pipe has no width. */
const WIDEST = 100;

function main(args: string[]): number {
  const options = { section: { type: "string" }, lessons: { type: "boolean" }, help: { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const width = Math.min(WIDEST, process.stdout.columns ?? WIDEST);
  const asksForHelp = values.help || (positionals.length === 0 && !values.lessons && values.section === undefined);
  if (asksForHelp) {
    console.log(HELP);
    return 0;
  }
  const library = readDraft(readConfig().ownKnowledge);
  if (values.lessons) console.log(printLessons(library, width));
  else if (values.section !== undefined) return read(library, values.section, width);
  else answer(library, positionals);
  return 0;
}

function answer(library: Library, questions: string[]): void {
  const ask = createAsk(library);
  questions.forEach((text, at) => {
    if (questions.length > 1) console.log(`> ${text}`);
    console.log(printAnswer(ask({ text, history: questions.slice(0, at) }), process.stdout.isTTY === true));
  });
}

/** A whole lesson, or one section; a heading without words of its own comes with what is under it. */
function read(library: Library, id: string, width: number): number {
  const lesson = library.findLesson(id.split("#")[0] ?? "");
  if (!lesson) {
    console.error(`There is no lesson "${id.split("#")[0]}". npm run ask -- --lessons lists them.`);
    return 2;
  }
  const from = lesson.sections.findIndex((section) => section.id === id);
  if (id.includes("#") && from < 0) {
    console.error(`There is no section "${id}". The lesson has:\n${printSectionIds(lesson)}`);
    return 2;
  }
  const rest = lesson.sections.slice(from + 1);
  const end = rest.findIndex(({ level }) => level <= (lesson.sections[from]?.level ?? 0));
  const under = rest.slice(0, end < 0 ? rest.length : end);
  const wanted = from < 0 ? lesson.sections : [lesson.sections[from]!, ...under];
  const written = wanted.filter(({ blocks }) => blocks.length > 0);
  console.log(written.map((section) => printSection(section, lesson, width)).join("\n\n\n"));
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
