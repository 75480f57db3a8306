/** What a closed quiz turns into: the answer, how everybody answered, and why. */
import type { Quiz } from "../../school/quizzes.ts";
import type { Tally } from "../../quiz/tally.ts";
import { escapeText, toMrkdwn } from "../mrkdwn.ts";
import { type Drawn, context, preformatted, section } from "./drawn.ts";
import { readButton, shownOptions, solutionOf, stemBlocks, stemText, traceBlocks } from "./quiz-parts.ts";

export function resultView({ quiz, tally }: { quiz: Quiz; tally: Tally }): Drawn {
  const { correct, total } = tally;
  const lines = [...votes(quiz, tally), ...others(tally)];
  const summary = total === 0 ? "Nobody answered this one." : `${correct} of ${total} answered correctly.`;
  const solution = solutionOf(quiz);
  const { explanation } = quiz.question;
  return {
    text: [
      `Quiz, closed: ${stemText(quiz)}`,
      ...lines,
      summary,
      escapeText([solution, explanation].filter(Boolean).join("\n")),
    ].join("\n"),
    blocks: [
      { type: "header", text: { type: "plain_text", text: "Quiz · result" } },
      ...stemBlocks(quiz),
      ...(lines.length > 0 ? [section(lines.join("\n"))] : []),
      ...(solution ? [section("*The solution:*"), preformatted(solution)] : []),
      section(toMrkdwn(explanation)),
      ...traceBlocks(quiz),
      context(summary),
      readButton(quiz),
    ],
  };
}

/** The figures stay on one line. */
const share = (count: number, total: number) => `${count}\u00A0of\u00A0${total}`;

function votes(quiz: Quiz, { votes: counts, total }: Tally): string[] {
  const mark = quiz.question.type === "multiple" ? "a right one" : "the right one";
  return shownOptions(quiz).map(({ letter, text, correct, option }) => {
    const line = `*${letter}.* ${toMrkdwn(text)} — ${share(counts[option] ?? 0, total)}`;
    return correct ? `${line} ✅ *${mark}*` : line;
  });
}

/** Answers that are no options, and those who did not know. */
function others({ given, unsure, total }: Tally): string[] {
  const lines = given.map(
    ({ text, count, correct }) => `${escapeText(text)} — ${share(count, total)}${correct ? " ✅" : ""}`,
  );
  return unsure > 0 ? [...lines, `_I don't know_ — ${share(unsure, total)}`] : lines;
}
