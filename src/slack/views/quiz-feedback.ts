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

type Answered = Extract<Given, { kind: "first" | "again" }>;

/** `due` is how many reviews are left, where this was one. */
export function feedbackView(given: Exclude<Given, { kind: "unknown" }>, due = 0): Drawn {
  const { quiz } = given;
  if (given.kind === "closed") {
    const text = "This quiz is closed: its result stands in the channel.";
    return { text, blocks: [section(text), readButton(quiz), ...moreReviews(due)] };
  }
  const { correct, feedback, partly } = given.grade;
  const { explanation } = quiz.question;
  const opening = `${verdictOf(given)}${answerOf(given)}`;
  const solution = correct ? "" : solutionOf(quiz);
  const right = correct ? "" : rightOptions(quiz);
  const more = [partly, feedback].filter(Boolean);
  return {
    text: [escapeText(`${opening} ${more.join(" ")}`.trim()), right, escapeText(solution), escapeText(explanation)]
      .filter(Boolean)
      .join(" "),
    blocks: [
      section([opening, ...more.map(toMrkdwn)].join(feedback.includes("\n") ? "\n" : " ")),
      ...(right ? [section(`*Right is:*\n${right}`)] : []),
      ...(solution ? [section("*The solution:*"), preformatted(solution)] : []),
      section(`*Why:* ${toMrkdwn(explanation)}`),
      ...traceBlocks(quiz),
      ...readerLine(given),
      { type: "actions", elements: afterwards(given) },
      ...moreReviews(due),
    ],
  };
}

/** A right answer may have been luck, and a grade may be wrong. */
function afterwards({ kind, quiz, grade }: Answered): Button[] {
  const isLuck = kind === "first" && grade.correct;
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
