/** How a dispute looks: to whoever opens it, to whoever may rule on it, and to those whose grades it was about. */
import type { KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import type { Case } from "../../school/disputes.ts";
import type { Change } from "../../school/disputed.ts";
import { isGone } from "../../school/personal.ts";
import type { Quiz } from "../../school/quizzes.ts";
import { actionId, actions, views } from "../actions.ts";
import { escapeText, shorten, toMrkdwn } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { type Drawn, context, preformatted, section } from "./drawn.ts";
import { letterAt, plain, readButton, rightOptions, shownOptions, solutionOf, stemBlocks } from "./quiz-parts.ts";

/** Characters of a reason, and of a choice. */
const LONGEST_REASON = 600;
const CHOICE = 75;
/** So many disputes about one quiz are read out, by so many characters each. */
const READ_OUT = 10;
const QUOTED = 400;
/** Slack takes ten radio buttons, and two are no replies. */
const OFFERED = 8;

export function disputeButton(quiz: Quiz) {
  return button("I think this is wrong", actions.dispute, quiz.id);
}

export function disputeForm(quiz: Quiz): ModalView {
  const element = { type: "plain_text_input", action_id: "reason", multiline: true, min_length: 3 } as const;
  return {
    type: "modal",
    callback_id: views.dispute,
    private_metadata: quiz.id,
    title: { type: "plain_text", text: "I think this is wrong" },
    submit: { type: "plain_text", text: "Send" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      ...stemBlocks(quiz),
      {
        type: "input",
        block_id: "reason",
        label: { type: "plain_text", text: "What is wrong with the question or its grading?" },
        hint: {
          type: "plain_text",
          text: "Whoever posted the quiz and the workspace's admins read it, with your name.",
        },
        element: { ...element, max_length: LONGEST_REASON },
      },
    ],
  };
}

/** A modal that says one thing. */
export function saidView(title: string, text: string): ModalView {
  return {
    type: "modal",
    title: { type: "plain_text", text: title },
    close: { type: "plain_text", text: "Close" },
    blocks: [section(text)],
  };
}

/** To whoever may rule on it. */
export function disputeView({ quiz, person, reason }: { quiz: Quiz; person: string; reason: string }): Drawn {
  const opening = `<@${person}> thinks that a quiz in <#${quiz.channel}> is wrong: ${quoted(reason)}`;
  return {
    text: `${opening}\n${escapeText(quiz.question.stem)}`,
    blocks: [
      section(opening),
      section(toMrkdwn(shorten(quiz.question.stem, 500))),
      { type: "actions", elements: [button("Look at it", actions.lookAtDispute, quiz.id)] },
    ],
  };
}

function quoted(reason: string): string {
  return `“${escapeText(reason)}”`;
}

export function caseView({ quiz, disputes, wrong }: Case): ModalView {
  const right = rightOptions(quiz);
  const solution = solutionOf(quiz);
  const said = disputes
    .slice(0, READ_OUT)
    .map(({ person, reason }) => `${isGone(person) ? "Somebody" : `<@${person}>`}: ${quoted(shorten(reason, QUOTED))}`);
  const likely = wrong.toSorted((a, b) => b.count - a.count).slice(0, OFFERED);
  const choices = [
    choice("The grades stay as they are", "keep"),
    ...likely.map((each) => choice(`Accept: ${nameOf(quiz, each)}`, `accept ${each.id}`)),
    choice("Withdraw the question: it counts for nobody", "void"),
  ];
  return {
    type: "modal",
    callback_id: views.ruling,
    private_metadata: quiz.id,
    title: { type: "plain_text", text: "A disputed quiz" },
    submit: { type: "plain_text", text: "Decide" },
    close: { type: "plain_text", text: "Later" },
    blocks: [
      ...stemBlocks(quiz),
      ...(right ? [section(`*Right is:*\n${right}`)] : []),
      ...(solution ? [section("*The solution:*"), preformatted(solution)] : []),
      section(`*Why:* ${toMrkdwn(quiz.question.explanation)}`),
      ...said.map(section),
      {
        type: "input",
        block_id: "verdict",
        label: { type: "plain_text", text: "What is right?" },
        element: { type: "radio_buttons", action_id: "verdict", options: choices },
      },
      context("Everybody whose grade changes is told once, and what they have learnt is reckoned again."),
    ],
  };
}

const choice = (text: string, value: string): PlainTextOption => ({
  text: { type: "plain_text", text: shorten(plain(text), CHOICE) },
  value,
});

function timesOf(count: number): string {
  if (count === 0) return "nobody chose it";
  return count === 1 ? "1 answered so" : `${count} answered so`;
}

/** "B. 4 pods (3 answered so)". */
function nameOf(quiz: Quiz, { grade: { reply, said }, count }: Case["wrong"][number]): string {
  const times = timesOf(count);
  const letters = (options: number[]) => options.map((option) => letterAt(quiz.order.indexOf(option))).toSorted();
  switch (reply.kind) {
    case "option": {
      const text = shownOptions(quiz).find(({ option }) => option === reply.option)?.text ?? "";
      return `${letters([reply.option]).join("")}. ${shorten(plain(text), 40)} (${times})`;
    }
    case "options":
      return `${letters(reply.options).join(", ")} (${times})`;
    case "order":
      return `the order ${reply.order.map((step) => step + 1).join(", ")} of the solution's steps (${times})`;
    case "text":
      return `“${shorten(plain(reply.text), 40)}” (${times})`;
    case "manifest":
      return `a manifest that was repaired otherwise (${times})`;
    default:
      return `${said} (${times})`;
  }
}

const CHANGES: Record<Change, string> = {
  right: "✅ Your answer to a disputed quiz now counts as *right*. Your reviews and your progress are put right, too.",
  void: "A disputed quiz that you answered was *withdrawn*: it counts for nobody. Your reviews and your progress are put right.",
  kept: "The quiz that you disputed was looked at, and its grades *stay as they are*.",
};

/** To whoever's answer it was about. */
export function ruledView({ quiz, change }: { quiz: Quiz; change: Change }): Drawn {
  const text = CHANGES[change];
  return {
    text: `${text}\n${escapeText(quiz.question.stem)}`,
    blocks: [section(text), section(toMrkdwn(shorten(quiz.question.stem, 500))), readButton(quiz)],
  };
}

/** In App Home: what waits to be ruled on. */
export function waitingBlocks(waiting: { quiz: Quiz; count: number }[]): KnownBlock[] {
  if (waiting.length === 0) return [];
  const rows = waiting.slice(0, READ_OUT).map(({ quiz, count }): KnownBlock => ({
    type: "section",
    text: {
      type: "mrkdwn",
      text: `${toMrkdwn(shorten(quiz.question.stem, 200))}\n${count === 1 ? "1 dispute" : `${count} disputes`}`,
    },
    accessory: button("Look at it", actionId(actions.lookAtDispute, quiz.id.slice(-40)), quiz.id),
  }));
  return [section(`*Disputed quizzes that wait for you:* ${waiting.length}`), ...rows];
}
