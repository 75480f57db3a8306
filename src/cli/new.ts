// `npm run new -- lesson|question|scenario ID`: the beginning of a file, in a team's own folder (SHIPMATE_KNOWLEDGE) or the shipped one. Nothing is overwritten.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { readConfig } from "../config.ts";
import type { Library } from "../knowledge/library.ts";
import { readLibrary } from "../knowledge/read.ts";
import { knowledgeFolder } from "./common.ts";
import { newLesson } from "./new-lesson.ts";
import { freeId, newQuestion, newQuestions } from "./new-question.ts";
import { newScenario } from "./new-scenario.ts";

const HELP = `Begin a lesson, a question or a scenario.

  npm run new -- lesson our-platform      lessons/our-platform.md, and eight questions to be written
  npm run new -- question our-platform    one more question about a lesson
  npm run new -- scenario our-rush        scenarios/our-rush.yaml

The files go to the folder that SHIPMATE_KNOWLEDGE names, or else to knowledge/. They say FILL IN wherever you have something to write;
npm run content names each of these places, and what else is missing.
`;

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** The objectives and sections of a new lesson. */
const BEGUN = [
  { objective: "explain", section: "facts" },
  { objective: "do", section: "do-it" },
];
const QUESTIONS = 8;

type Wish = { kind: string; id: string; folder: string };

/** The files that were begun or added to. */
function begin({ kind, id, folder }: Wish): string[] {
  switch (kind) {
    case "lesson":
      return write({
        [join(folder, "lessons", `${id}.md`)]: newLesson(id, new Date().toISOString().slice(0, 10)),
        [join(folder, "questions", `${id}.yaml`)]: newQuestions(id, BEGUN, QUESTIONS),
      });
    case "question":
      return addQuestion(id, folder);
    case "scenario":
      return write({ [join(folder, "scenarios", `${id}.yaml`)]: newScenario(id) });
    default:
      throw new Error(`There is no "${kind}" to begin: say lesson, question or scenario.`);
  }
}

/** New files, all or none: one that is there is left alone. */
function write(texts: Record<string, string>): string[] {
  const files = Object.keys(texts);
  const there = files.find((file) => existsSync(file));
  if (there) throw new Error(`${shown(there)} is there already: edit it, or choose another id.`);
  for (const [file, text] of Object.entries(texts)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: "wx" });
  }
  return files;
}

/** One more question at the end of the lesson's file, which is made where it is missing. */
function addQuestion(lesson: string, folder: string): string[] {
  const library = libraryOf(folder);
  const found = library.findLesson(lesson);
  const [objective] = found?.objectives ?? [];
  const section = found?.sections.find(({ blocks }) => blocks.length > 0);
  if (!objective || !section)
    throw new Error(`There is no lesson "${lesson}" to ask about: begin it with npm run new -- lesson ${lesson}.`);
  const id = freeId(
    lesson,
    library.questions.map((question) => question.id),
  );
  const question = newQuestion(id, { objective: objective.id, section: section.anchor });
  const file = join(folder, "questions", `${lesson}.yaml`);
  if (!existsSync(file)) return write({ [file]: `lesson: ${lesson}\nquestions:\n${question}` });
  appendFileSync(file, readFileSync(file, "utf8").endsWith("\n") ? question : `\n${question}`);
  return [file];
}

function libraryOf(folder: string): Library {
  return folder === knowledgeFolder ? readLibrary(folder) : readLibrary(knowledgeFolder, folder);
}

const shown = (file: string) => relative(process.cwd(), file) || file;

function main([kind, id, ...more]: string[]): number {
  if (kind === undefined || id === undefined || more.length > 0 || kind === "--help") {
    console.log(HELP);
    return kind === "--help" ? 0 : 2;
  }
  if (!SLUG.test(id))
    throw new Error(`"${id}" is no id: write lower-case words joined by hyphens, such as our-platform.`);
  const folder = readConfig().ownKnowledge ?? knowledgeFolder;
  mkdirSync(folder, { recursive: true });
  for (const file of begin({ kind, id, folder })) console.log(`${shown(file)} is begun.`);
  console.log("Fill in its blanks; npm run content says what is left to do.");
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
