/** How an open quiz looks in its channel, or to the one person it is for. */
import type { ActionsBlock, KnownBlock } from "@slack/types";
import type { Quiz } from "../../school/quizzes.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, toMrkdwn } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { BUTTON_TEXT, type Drawn, context, section, when } from "./drawn.ts";
import { type Shown, plain, shownOptions, stemBlocks, stemText } from "./quiz-parts.ts";

export function quizView({ quiz, answered }: { quiz: Quiz; answered: number }): Drawn {
  const options = shownOptions(quiz);
  const count = answered === 1 ? "1 has answered" : `${answered} have answered`;
  return {
    text: [`Quiz: ${stemText(quiz)}`, ...options.map(({ letter, text }) => escapeText(`${letter}. ${text}`))].join(
      "\n",
    ),
    blocks: [
      { type: "header", text: { type: "plain_text", text: quiz.audience ? "A question for you" : "Quiz" } },
      ...questionBlocks(quiz),
      ...(quiz.audience ? [] : footer(quiz, count)),
    ],
  };
}

/** The question with its options, and the buttons that answer it. */
export function questionBlocks(quiz: Quiz): KnownBlock[] {
  const options = shownOptions(quiz);
  return [
    ...stemBlocks(quiz),
    ...(isListed(quiz, options) ? [section(listed(options))] : []),
    { type: "actions", elements: [...answering(quiz, options), button("I don't know", actions.unsure, quiz.id)] },
  ];
}

/** The question as it is read when it was answered: with all its options, and nothing to press. */
export function askedBlocks(quiz: Quiz): KnownBlock[] {
  const options = shownOptions(quiz);
  return [...stemBlocks(quiz), ...(options.length > 0 ? [section(listed(options))] : [])];
}

/** Long options stand as text, with letters on the buttons; short ones are read on the buttons themselves. */
function isListed({ question }: Quiz, options: Shown[]): boolean {
  return question.type === "multiple" || options.some(({ letter, text }) => `${letter}. ${text}`.length > BUTTON_TEXT);
}

export function listed(options: Shown[]): string {
  return options.map(({ letter, text }) => `*${letter}.* ${toMrkdwn(text)}`).join("\n");
}

const OPENS = {
  multiple: "Choose the answers",
  numeric: "Type the answer",
  predict: "Predict it",
  ordering: "Put them in order",
  "fix-yaml": "Fix it",
  "free-text": "Answer in your own words",
} as const;

/** A button an option where one press answers, else the one that opens the form. */
function answering(quiz: Quiz, options: Shown[]): ActionsBlock["elements"] {
  const { type } = quiz.question;
  if (type !== "single" && type !== "fault") return [button(OPENS[type], actions.openQuiz, quiz.id)];
  const isLong = isListed(quiz, options);
  return options.map(({ letter, text }, place) =>
    button(isLong ? letter : `${letter}. ${plain(text)}`, actionId(actions.answerQuiz, place), `${place} ${quiz.id}`),
  );
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
