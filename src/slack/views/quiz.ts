/** How a quiz looks: open, closed with its result, and what one person is told about the own answer. */
import type { KnownBlock } from "@slack/types";
import type { Given, Quiz } from "../../school/quizzes.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, toMrkdwn } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { BUTTON_TEXT, type Drawn, context, section, when } from "./drawn.ts";

const LETTERS = "ABCDEFGHIJ";

/** The options as they are shown: letter, text, and whether it is the right one. */
function shownOptions({ question, order }: Quiz): { letter: string; text: string; correct: boolean; option: number }[] {
  return order.map((option, place) => {
    const { text = "", correct = false } = question.options[option] ?? {};
    return { letter: LETTERS[place] ?? "?", text, correct, option };
  });
}

export function quizView({ quiz, answered }: { quiz: Quiz; answered: number }): Drawn {
  const options = shownOptions(quiz);
  // Long options stand as text, with letters on the buttons; short ones are read on the buttons themselves.
  const areLong = options.some(({ letter, text }) => `${letter}. ${text}`.length > BUTTON_TEXT);
  const listed = options.map(({ letter, text }) => `*${letter}.* ${toMrkdwn(text)}`).join("\n");
  const count = answered === 1 ? "1 has answered" : `${answered} have answered`;
  return {
    text: escapeText(
      [`Quiz: ${quiz.question.stem}`, ...options.map(({ letter, text }) => `${letter}. ${text}`)].join("\n"),
    ),
    blocks: [
      { type: "header", text: { type: "plain_text", text: quiz.audience ? "A question for you" : "Quiz" } },
      section(toMrkdwn(quiz.question.stem)),
      ...(areLong ? [section(listed)] : []),
      {
        type: "actions",
        elements: options.map(({ letter, text }, place) =>
          button(
            areLong ? letter : `${letter}. ${plain(text)}`,
            actionId(actions.answerQuiz, place),
            `${place} ${quiz.id}`,
          ),
        ),
      },
      ...(quiz.audience ? [] : footer(quiz, count)),
    ],
  };
}

function footer(quiz: Quiz, count: string): KnownBlock[] {
  return [
    context(`Closes ${when(quiz.closesAt)} · ${count} · one answer each, and only you see whether yours is right`),
    {
      type: "actions",
      elements: [{ ...button("Close and show the result", actions.closeQuiz, quiz.id), confirm: SURE }],
    },
  ];
}

const SURE = {
  title: { type: "plain_text", text: "Close this quiz?" },
  text: { type: "plain_text", text: "Nobody can answer after that, and everybody sees the result." },
  confirm: { type: "plain_text", text: "Close it" },
  deny: { type: "plain_text", text: "Leave it open" },
} as const;

/** Buttons show no formatting: code marks would stand there as they are. */
function plain(text: string): string {
  return text.replaceAll("`", "");
}

export function resultView(result: { quiz: Quiz; votes: number[]; correct: number; total: number }): Drawn {
  const { quiz, votes, correct, total } = result;
  const lines = shownOptions(quiz).map(({ letter, text, correct: isRight, option }) => {
    // The figures stay on one line.
    const share = `${votes[option] ?? 0}\u00A0of\u00A0${total}`;
    return `*${letter}.* ${toMrkdwn(text)} — ${share}${isRight ? " ✅ *the right one*" : ""}`;
  });
  const summary = total === 0 ? "Nobody answered this one." : `${correct} of ${total} answered correctly.`;
  return {
    text: [
      escapeText(`Quiz, closed: ${quiz.question.stem}`),
      ...lines,
      summary,
      escapeText(quiz.question.explanation),
    ].join("\n"),
    blocks: [
      { type: "header", text: { type: "plain_text", text: "Quiz · result" } },
      section(toMrkdwn(quiz.question.stem)),
      section(lines.join("\n")),
      section(toMrkdwn(quiz.question.explanation)),
      context(summary),
      readButton(quiz),
    ],
  };
}

/** Told to one person, at once and in private. */
export function feedbackView(given: Exclude<Given, { kind: "unknown" }>): Drawn {
  const { quiz } = given;
  if (given.kind === "closed") {
    const text = "This quiz is closed: its result stands in the channel.";
    return { text, blocks: [section(text), readButton(quiz)] };
  }
  const { correct, feedback, chosen } = given.grade;
  const letter = LETTERS[quiz.order.indexOf(chosen)] ?? "?";
  const again =
    given.kind === "again" ? ` You answered ${letter} before; the first answer counts.` : ` You chose ${letter}.`;
  const verdict = correct ? "✅ *Correct.*" : "❌ *Not quite.*";
  return {
    text: `${verdict}${again} ${escapeText(feedback)} ${escapeText(quiz.question.explanation)}`,
    blocks: [
      section(`${verdict}${again} ${toMrkdwn(feedback)}`),
      section(`*Why:* ${toMrkdwn(quiz.question.explanation)}`),
      readButton(quiz),
    ],
  };
}

function readButton(quiz: Quiz): KnownBlock {
  return { type: "actions", elements: [button("Read the section", actions.openSection, quiz.question.section)] };
}
