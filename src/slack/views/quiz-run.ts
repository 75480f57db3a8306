/** A prediction that is run, in its thread: how the number came about, and why. */
import type { Content } from "../../school/content.ts";
import { escapeText, toMrkdwn } from "../mrkdwn.ts";
import { type Drawn, preformatted, section } from "./drawn.ts";
import { readButton } from "./quiz-parts.ts";

export function runView({ quiz, answer, course, trace }: Extract<Content, { kind: "quiz-run" }>): Drawn {
  const { explanation } = quiz.question;
  const opening = `▶️ I have run it: *${escapeText(answer)}*.`;
  const way = course.length > 1 ? course.join("\n") : "";
  return {
    text: [opening, escapeText(way), escapeText(trace), escapeText(explanation)].filter(Boolean).join("\n"),
    blocks: [
      section(opening),
      ...(way ? [section("*How it came about*, in minutes and seconds:"), preformatted(way)] : []),
      section("*What happened on the way:*"),
      preformatted(trace),
      section(`*Why:* ${toMrkdwn(explanation)}`),
      readButton(quiz),
    ],
  };
}
