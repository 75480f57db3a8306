/** Told to one person, at once and in private: whether the own answer was right, and why. */
import type { Button, KnownBlock } from "@slack/types";
import type { Given, Quiz } from "../../school/quizzes.ts";
import { escapeText, toMrkdwn } from "../mrkdwn.ts";
import { actions } from "../actions.ts";
import { button } from "./answer.ts";
import { disputeButton } from "./disputes.ts";
import { type Drawn, context, preformatted, section } from "./drawn.ts";
import { letterAt, readButton, readSection, rightOptions, solutionOf, traceBlocks } from "./quiz-parts.ts";
import { moreReviews } from "./reviews.ts";

type Answered = Extract<Given, { kind: "first" | "again" }> & { guessed?: boolean };

/** `due` is how many reviews are left, where this was one. */
export function feedbackView(given: Exclude<Given, { kind: "unknown" }>, due = 0): Drawn {
  const { quiz } = given;
  if (given.kind === "closed") {
    const text = quiz.audience
      ? "The time for this question is over. `/shipmate review` brings back what is due."
      : "This quiz is closed: its result stands in the channel.";
    return { text, blocks: [section(text), readButton(quiz), ...moreReviews(due)] };
  }
  const { correct } = given.grade;
  const solution = correct ? "" : solutionOf(quiz);
  const right = correct ? "" : rightOptions(quiz);
  const opening = `${openingOf(given)} ${judged(given).join(" ")}`.trim();
  return {
    text: [escapeText(opening), right, escapeText(solution), escapeText(quiz.question.explanation)]
      .filter(Boolean)
      .join(" "),
    blocks: [...answeredBlocks(given), ...moreReviews(due)],
  };
}

/** Whether an answer was right, and why, with what one may do about it; `guessed`: its person calls it luck. */
export function answeredBlocks(given: Answered): KnownBlock[] {
  const { quiz } = given;
  const { correct, feedback } = given.grade;
  const solution = correct ? "" : solutionOf(quiz);
  const right = correct ? "" : rightOptions(quiz);
  return [
    section([openingOf(given), ...judged(given).map(toMrkdwn)].join(feedback.includes("\n") ? "\n" : " ")),
    ...(right ? [section(`*Right is:*\n${right}`)] : []),
    ...(solution ? [section("*The solution:*"), preformatted(solution)] : []),
    section(`*Why:* ${toMrkdwn(quiz.question.explanation)}`),
    ...traceBlocks(quiz),
    ...readerLine(given),
    ...(quiz.ruling?.kind === "void" ? [context("This question was withdrawn: it counts for nobody.")] : []),
    ...(given.guessed ? [context("Noted as a guess: it still counts as right, and comes back to you sooner.")] : []),
    { type: "actions", elements: afterwards(given) },
  ];
}

function openingOf(given: Answered): string {
  return `${verdictOf(given)}${answerOf(given)}`;
}

/** What is said of the answer, in Markdown. */
function judged({ grade: { partly, feedback } }: Answered): string[] {
  return [partly, feedback].filter(Boolean);
}

/** A right answer may have been luck, and a grade may be wrong. */
function afterwards({ kind, quiz, grade, guessed = false }: Answered): Button[] {
  const isLuck = kind === "first" && grade.correct && !guessed;
  return [readSection(quiz), ...(isLuck ? [button("I guessed", actions.guessed, quiz.id)] : []), disputeButton(quiz)];
}

/** Who has read an answer in one's own words; either may be mistaken, and a person decides. */
function readerLine({ grade: { reader } }: Answered): KnownBlock[] {
  if (reader === undefined) return [];
  const who = reader === "model" ? "A model has compared your answer" : "Your answer was compared word by word";
  return [context(`${who} with the key facts. If the grade is wrong, say so: a person looks at it.`)];
}

function verdictOf({ grade: { correct, reply } }: Answered): string {
  if (reply.kind === "unsure") return "🤔 *Good to know that you do not know.*";
  return correct ? "✅ *Correct.*" : "❌ *Not quite.*";
}

/** " You chose B.", or that an earlier answer counts. */
function answerOf({ kind, quiz, grade: { reply, said } }: Answered): string {
  const what = named(quiz, reply, said);
  if (kind === "again") return ` You answered${what ? ` ${what}` : ""} before; the first answer counts.`;
  return what ? ` You ${said ? "answered" : "chose"} ${what}.` : "";
}

function named({ order }: Quiz, reply: Answered["grade"]["reply"], said: string): string {
  const letter = (option: number) => letterAt(order.indexOf(option));
  if (reply.kind === "option") return letter(reply.option);
  if (reply.kind === "options") return reply.options.map(letter).toSorted().join(", ");
  return said;
}
