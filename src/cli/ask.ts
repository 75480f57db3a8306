// `npm run ask -- "question"`: the answer in the terminal; without a question a conversation. `--section lesson#anchor` prints what it cites, `--lessons` what there is.
import { parseArgs } from "node:util";
import type { Answer } from "../ask/answer.ts";
import { createAsk } from "../ask/ask.ts";
import { type Config, readConfig } from "../config.ts";
import type { Library } from "../knowledge/library.ts";
import { createLog } from "../log.ts";
import { ask, type ChatTools, chatOn, NEW_CHAT } from "./ask-chat.ts";
import { rephraseWith } from "./common.ts";
import { printLessons, printSectionIds } from "./print-lessons.ts";
import { printSection } from "./print-section.ts";
import { readDraft } from "./read-knowledge.ts";

const HELP = `Ask the lessons a question, without Slack and without a key.

  npm run ask                                     a conversation; "help" in it says what it can do
  npm run ask -- "How does the HPA decide how many replicas to run?"
  npm run ask -- "What is a Docker Swarm manager?" "And how many do I need?"   (later ones follow up)
  npm run ask -- --model "What is a Pod?"         worded by the model that .env names, as in Slack
  npm run ask -- --lessons                        lists the lessons
  npm run ask -- --section autoscaling            prints a lesson
  npm run ask -- --section autoscaling#formula    prints the section that an answer cites
`;

/** Wider lines are hard to read, and a pipe has no width. */
const WIDEST = 100;

const OPTIONS = {
  section: { type: "string" },
  lessons: { type: "boolean" },
  model: { type: "boolean" },
  help: { type: "boolean" },
} as const;

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const width = Math.min(WIDEST, process.stdout.columns ?? WIDEST);
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const config = readConfig();
  const library = readDraft(config.ownKnowledge);
  if (values.lessons) {
    console.log(printLessons(library, width));
    return 0;
  }
  if (values.section !== undefined) return read(library, values.section, width);
  const word = values.model ? await wordingOf(config, library) : async (_: unknown, given: Answer) => given;
  const tools = { ask: createAsk(library), word, library, width, colour: process.stdout.isTTY === true };
  if (positionals.length > 0) await answer(tools, positionals);
  else await chatOn({ input: process.stdin, output: process.stdout, isTerminal: process.stdin.isTTY === true }, tools);
  return 0;
}

/** Each question follows up on those before it. */
async function answer(tools: ChatTools, questions: string[]): Promise<void> {
  let chat = NEW_CHAT;
  for (const question of questions) {
    if (questions.length > 1) console.log(`> ${question}`);
    const reply = await ask(chat, question, tools);
    chat = reply.chat;
    console.log(reply.text);
  }
}

/** The model that is configured; it is asked only for what the lessons do answer. */
async function wordingOf({ openai, logLevel }: Config, library: Library): Promise<ChatTools["word"]> {
  const rephrase = await rephraseWith(openai, library, createLog(logLevel ?? "warn"));
  if (!rephrase) throw new Error("--model needs a model: set OPENAI_API_KEY, as .env.example shows.");
  return async (question, given) => (given.kind === "answer" ? rephrase(question, given) : given);
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
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
