// The rules for questions whose answer is chosen from options.
import { repeated } from "../check-lesson.ts";
import type { ChoiceQuestion, Option } from "../types.ts";
import { type Complaint, nameOf } from "./complaint.ts";

const LONGEST_OPTION = 150;
const LONGEST_KEY = 1.3;

/** Below this many characters a length gives nothing away ("20" against "5"). */
const SHORT_OPTION = 20;

/** How many options a type may have, and how many of them right. */
const COUNTS = {
  single: { options: [3, 4], right: [1, 1] },
  fault: { options: [3, 4], right: [1, 1] },
  multiple: { options: [4, 6], right: [2, 4] },
} as const;

export function checkChoice(question: ChoiceQuestion): Complaint[] {
  const { options, type } = question;
  const complaints = [...checkKey(options, type), ...checkOptions(options, type)];
  // Lines of output are as long as they are.
  return type === "fault"
    ? [...complaints, ...checkLines(question.options)]
    : [...complaints, ...checkLengths(options)];
}

function checkKey(options: Option[], type: ChoiceQuestion["type"]): Complaint[] {
  const right = options.filter((option) => option.correct).length;
  const [fewest, most] = COUNTS[type].right;
  if (right >= fewest && right <= most && right < options.length) return [];
  return [[`has ${right} correct answers`, most === 1 ? "mark exactly one" : `mark ${fewest} to ${most}, but not all`]];
}

function checkLengths(options: Option[]): Complaint[] {
  const median = medianOf(options.map((option) => option.text.length));
  const keys = options.filter((option) => option.correct).map((option) => option.text.length);
  const key = keys.reduce((sum, length) => sum + length, 0) / Math.max(1, keys.length);
  if (key <= LONGEST_KEY * median || key <= SHORT_OPTION) return [];
  const ratio = (key / median).toFixed(1);
  return [[`has a correct answer ${ratio} times as long as the median`, "shorten it or lengthen the others"]];
}

function checkOptions(options: Option[], type: ChoiceQuestion["type"]): Complaint[] {
  const complaints: Complaint[] = [];
  const [fewest, most] = COUNTS[type].options;
  if (options.length < fewest || options.length > most)
    complaints.push([`has ${options.length} options`, `write ${fewest} ${most === fewest + 1 ? "or" : "to"} ${most}`]);
  for (const text of repeated(options.map((option) => option.text.trim().toLowerCase())))
    complaints.push([`has the option "${text}" twice`, "change one"]);
  return [...complaints, ...options.flatMap(checkOption)];
}

function checkOption({ text, feedback }: Option): Complaint[] {
  const complaints: Complaint[] = [];
  if (!feedback.trim())
    complaints.push([`has no feedback for "${nameOf(text)}"`, "name the misconception, or confirm"]);
  if (text.length > LONGEST_OPTION)
    complaints.push([`has an option of ${text.length} characters`, `cut it to ${LONGEST_OPTION}`]);
  if (/\b(all|none|both|neither) of (the above|these|them)\b/i.test(text))
    complaints.push([`has the option "${nameOf(text)}"`, "write an option of its own"]);
  return complaints;
}

function checkLines(options: Option[]): Complaint[] {
  return options.some(({ text }) => !text)
    ? [["names a line that its output does not have", "count the lines of the output from 1"]]
    : [];
}

function medianOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
