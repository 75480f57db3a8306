/** What an open quiz, its form, its feedback and its result have in common. */
import type { KnownBlock } from "@slack/types";
import type { Quiz } from "../../school/quizzes.ts";
import { actions } from "../actions.ts";
import { escapeText, toMrkdwn } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { preformatted, section } from "./drawn.ts";

const LETTERS = "ABCDEFGHIJ";

export function letterAt(place: number): string {
  return LETTERS[place] ?? "?";
}

export type Shown = { letter: string; text: string; correct: boolean; option: number };

/** The options as they are shown: letter, text, and whether it is a right one. None where the answer is not chosen. */
export function shownOptions({ question, order, ruling }: Quiz): Shown[] {
  if (!("options" in question)) return [];
  return order.map((option, place) => {
    const { text = "", correct = false } = question.options[option] ?? {};
    const isRight = correct || isAccepted(ruling, option);
    return { letter: letterAt(place), text, correct: isRight, option };
  });
}

/** Whether an author has accepted an option by itself since. */
function isAccepted(ruling: Quiz["ruling"], option: number): boolean {
  if (ruling?.kind !== "accept") return false;
  return ruling.replies.some((reply) => reply.kind === "option" && reply.option === option);
}

/** The stem, and what it is about: output, a manifest, steps. */
export function stemBlocks(quiz: Quiz): KnownBlock[] {
  const stem = section(toMrkdwn(quiz.question.stem));
  const exhibit = exhibitOf(quiz);
  return exhibit === "" ? [stem] : [stem, preformatted(exhibit)];
}

/** The same as plain text, for notifications and screen readers. */
export function stemText(quiz: Quiz): string {
  const exhibit = exhibitOf(quiz);
  return escapeText(exhibit === "" ? quiz.question.stem : `${quiz.question.stem}\n${exhibit}`);
}

/** What is looked at before answering. Lines are numbered where the answer names one. */
function exhibitOf({ question, order }: Quiz): string {
  switch (question.type) {
    case "fault":
      return numbered(question.output);
    case "predict":
      return question.given;
    case "fix-yaml":
      return question.manifest.trimEnd();
    case "ordering":
      return order.map((step) => `- ${question.steps[step] ?? ""}`).join("\n");
    default:
      return "";
  }
}

function numbered(output: string): string {
  const lines = output.split("\n");
  const width = String(lines.length).length;
  return lines.map((line, index) => `${String(index + 1).padStart(width)}  ${line}`).join("\n");
}

/** Buttons and choices show no formatting: code marks would stand there as they are. */
export function plain(text: string): string {
  return text.replaceAll("`", "");
}

export function readSection({ question }: Quiz) {
  return button("Read the section", actions.openSection, question.section);
}

export function readButton(quiz: Quiz): KnownBlock {
  return { type: "actions", elements: [readSection(quiz)] };
}

/** What is right in full, where it is more than an option or a number: the order of the steps, the repaired manifest. */
export function solutionOf({ question }: Quiz): string {
  if (question.type === "ordering") return question.steps.map((step, index) => `${index + 1}. ${step}`).join("\n");
  if (question.type === "free-text") return question.sample.trim();
  return question.type === "fix-yaml" ? question.solution.trimEnd() : "";
}

/** The right options with their letters, one a line; "" where the answer is not chosen. */
export function rightOptions(quiz: Quiz): string {
  const right = shownOptions(quiz).filter(({ correct }) => correct);
  return right.map(({ letter, text }) => `*${letter}.* ${toMrkdwn(text)}`).join("\n");
}

/** What the simulation of a prediction showed. */
export function traceBlocks({ question }: Quiz): KnownBlock[] {
  if (question.type !== "predict" || !question.trace) return [];
  return [section("*What the simulation showed:*"), preformatted(question.trace)];
}
