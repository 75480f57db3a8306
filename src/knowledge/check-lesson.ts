// The rules of FORMAT.md that one lesson can be held against alone.
import { isSymptoms, textsOf } from "./blocks.ts";
import type { Problem } from "./problem.ts";
import { countWords, plain } from "./sentences.ts";
import { SINGLE_QUESTIONS, divide } from "./single-questions.ts";
import type { Block, Lesson, Section } from "./types.ts";

const REQUIRED = ["in-short", "key-facts", "confuse"];
const FACT_WORDS = 30;
/** As many as src/ask/compose.ts says in one answer. */
const ANSWER_WORDS = 120;
const SHORT_SENTENCES = [2, 3] as const;
const ASKS = [6, 12] as const;

type Complain = (line: number, found: string, mend: string) => void;

/** Everything wrong with a parsed lesson that needs no other file. */
export function checkLesson(lesson: Lesson): Problem[] {
  const problems: Problem[] = [];
  const complain: Complain = (line, found, mend) => problems.push({ file: lesson.file, line, found, mend });
  checkFrontMatter(lesson, complain);
  checkAnchors(lesson, complain);
  checkSingleQuestions(lesson, complain);
  let top = "";
  for (const section of lesson.sections) {
    if (section.level === 2) top = section.anchor;
    if (top === "key-facts") checkFacts(section, complain);
    if (top === SINGLE_QUESTIONS) checkSingleAnswer(section, complain);
    if (top === "in-short") checkShort(section, complain);
    checkTables(section, complain);
    checkDiagrams(section, complain);
    checkMarkup(section, complain);
  }
  return problems;
}

function checkFrontMatter(lesson: Lesson, complain: Complain): void {
  const lineOf = (key: string) => lesson.lines[key] ?? 1;
  const name = lesson.file.split(/[\\/]/).at(-1);
  if (name !== `${lesson.id}.md`)
    complain(lineOf("id"), `id "${lesson.id}" in a file named ${name}`, "give both the same name");
  const { length } = lesson.asks;
  if (length < ASKS[0] || length > ASKS[1])
    complain(lineOf("asks"), `${length} asks`, `write ${ASKS[0]} to ${ASKS[1]}`);
  if (lesson.sources.length === 0)
    complain(lineOf("sources"), "no sources", "name the upstream documents that were read");
  if (lesson.objectives.length === 0)
    complain(lineOf("objectives"), "no objectives", "say what a reader can do afterwards");
  if (!isDate(lesson.reviewed))
    complain(
      lineOf("reviewed"),
      `reviewed "${lesson.reviewed}" is no day of the calendar`,
      "write a date such as 2026-11-22",
    );
  for (const ask of repeated(lesson.asks)) complain(lineOf("asks"), `ask "${ask}" twice`, "remove one");
  for (const id of repeated(lesson.objectives.map((objective) => objective.id))) {
    complain(lineOf("objectives"), `objective "${id}" twice`, "rename one");
  }
}

/** YYYY-MM-DD that exists in the calendar. */
function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}

function checkAnchors(lesson: Lesson, complain: Complain): void {
  const seen = new Set<string>();
  for (const { anchor, line } of lesson.sections) {
    if (seen.has(anchor)) complain(line, `anchor "${anchor}" twice`, "rename one");
    seen.add(anchor);
  }
  for (const anchor of REQUIRED)
    if (!seen.has(anchor)) complain(1, `no section {#${anchor}}`, "write it, see knowledge/FORMAT.md");
}

/** They come last, and each says by itself what it answers. */
function checkSingleQuestions(lesson: Lesson, complain: Complain): void {
  const [, ...single] = divide(lesson).single;
  for (const { level, line, heading, asked } of single) {
    if (level === 2) complain(line, `"${heading}" after the single questions`, "move it before them");
    else if (asked.length === 0)
      complain(line, `"${heading}" answers no question`, `add what learners ask to asked/${lesson.id}.txt`);
  }
}

/** Facts, and behind them one example at most, short enough that an answer has room for all of them. */
function checkSingleAnswer(section: Section, complain: Complain): void {
  const example = section.blocks.find(({ kind }, at) => kind === "code" && section.blocks[at - 1]?.kind === "list");
  checkFacts({ ...section, blocks: section.blocks.filter((block) => block !== example) }, complain);
  const texts = section.blocks.flatMap((block) =>
    block.kind === "list" ? block.items.map(({ text }) => plain(text)) : block.kind === "code" ? [block.text] : [],
  );
  const words = countWords(texts.join("\n"));
  if (words > ANSWER_WORDS) complain(section.line, `an answer of ${words} words`, `cut it to ${ANSWER_WORDS}`);
}

function checkFacts(section: Section, complain: Complain): void {
  for (const block of section.blocks) {
    if (block.kind !== "list") {
      complain(block.line, `a ${block.kind} among the key facts`, "write one fact a bullet");
      continue;
    }
    for (const item of block.items) {
      const words = countWords(plain(item.text));
      if (words > FACT_WORDS) complain(item.line, `key fact of ${words} words`, `cut it to ${FACT_WORDS} or split it`);
      if (!/[.!?]["')`]?$/.test(item.text)) complain(item.line, "key fact without a full stop", "end it with one");
      if (/^(It|This|That|These|Those|They)\b/.test(item.text))
        complain(item.line, "key fact that does not name its subject", "name it");
    }
  }
}

function checkShort(section: Section, complain: Complain): void {
  const sentences = section.text.split(/(?<=[.!?])\s+(?=[A-Z`])/).filter(Boolean).length;
  if (sentences >= SHORT_SENTENCES[0] && sentences <= SHORT_SENTENCES[1]) return;
  complain(section.line, `"${section.heading}" has ${sentences} sentences`, "write two or three");
}

function checkTables({ blocks }: Section, complain: Complain): void {
  for (const block of blocks) {
    if (block.kind !== "table") continue;
    block.rows.forEach((row, at) => {
      const line = block.line + 2 + at;
      if (row.some((cell) => cell === "")) complain(line, "empty table cell", "fill it or write a list");
      const open = isSymptoms(block.header) && row.slice(1).some((cell) => !/[.!?]["')`]?$/.test(cell));
      if (open) complain(line, "cause, check or fix without a full stop", "end each with one");
    });
  }
}

function checkMarkup({ blocks }: Section, complain: Complain): void {
  for (const { text, line } of blocks.flatMap(textsOf)) {
    const tag = /<\/?[a-z][^>]*>|!\[[^\]]*\]\(/i.exec(text.replace(/`[^`]*`/g, ""));
    if (tag) complain(line, `"${tag[0]}" in a text`, "write no HTML and no images; put code in backticks");
  }
}

function checkDiagrams({ blocks }: Section, complain: Complain): void {
  blocks.forEach((block: Block, at) => {
    if (block.kind === "code" && !block.language)
      complain(block.line, "code block without a language", "name it after the fence, `text` if none fits");
    if (block.kind === "mermaid" && block.lines.length === 0)
      complain(
        block.line,
        "diagram that cannot be said in arrows",
        "write a flowchart, a sequence or states in Mermaid",
      );
    if (block.kind !== "mermaid" || blocks[at + 1]?.kind === "paragraph") return;
    complain(block.line, "diagram without words", "say the same in a paragraph after it");
  });
}

/** The values that occur more than once, each once. */
export function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
