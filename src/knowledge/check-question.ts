// The rules of FORMAT.md for one quiz question.
import { repeated } from "./check-lesson.ts";
import type { Problem } from "./problem.ts";
import type { Question } from "./types.ts";

const LONGEST_OPTION = 150;
const LONGEST_KEY = 1.3;

/** Everything wrong with a parsed question that needs no other file. */
export function checkQuestion(question: Question): Problem[] {
  return [...checkKey(question), ...checkOptions(question), ...checkStem(question)].map(([found, mend]) => ({
    file: question.file,
    line: question.line,
    found: `question "${question.id}" ${found}`,
    mend,
  }));
}

type Complaint = [found: string, mend: string];

function checkKey({ options }: Question): Complaint[] {
  const complaints: Complaint[] = [];
  const right = options.filter((option) => option.correct);
  if (right.length !== 1) complaints.push([`has ${right.length} correct answers`, "mark exactly one"]);
  const median = medianOf(options.map((option) => option.text.length));
  const key = right[0]?.text.length ?? 0;
  if (key > LONGEST_KEY * median && key > SHORT_OPTION) {
    const ratio = (key / median).toFixed(1);
    complaints.push([`has a correct answer ${ratio} times as long as the median`, "shorten it or lengthen the others"]);
  }
  return complaints;
}

/** Below this many characters a length gives nothing away ("20" against "5"). */
const SHORT_OPTION = 20;

function checkOptions({ options }: Question): Complaint[] {
  const complaints: Complaint[] = [];
  if (options.length < 3 || options.length > 4) complaints.push([`has ${options.length} options`, "write 3 or 4"]);
  for (const text of repeated(options.map((option) => option.text.trim().toLowerCase()))) {
    complaints.push([`has the option "${text}" twice`, "change one"]);
  }
  for (const { text, feedback } of options) {
    const name = text.length > 40 ? `${text.slice(0, 40)}...` : text;
    if (!feedback.trim()) complaints.push([`has no feedback for "${name}"`, "name the misconception, or confirm"]);
    if (text.length > LONGEST_OPTION)
      complaints.push([`has an option of ${text.length} characters`, `cut it to ${LONGEST_OPTION}`]);
    if (/\b(all|none|both|neither) of (the above|these|them)\b/i.test(text))
      complaints.push([`has the option "${name}"`, "write an option of its own"]);
  }
  return complaints;
}

function checkStem({ stem }: Question): Complaint[] {
  const complaints: Complaint[] = [];
  const negative = /\b(which|what)\b[^?]*\b(is|are|does|do|can|will|would)(?: not|n't)\b[^?]*\?/i.test(stem);
  if (negative && !/\bNOT\b/.test(stem))
    complaints.push(["asks for what is not so in small letters", "write NOT in capitals"]);
  if (!/[?.:]$/.test(stem)) complaints.push(["has a stem without an end", "end it with a question mark"]);
  return complaints;
}

function medianOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
