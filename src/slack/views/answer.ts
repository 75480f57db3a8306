/** How an answer looks: sentences with their [n], a button a citation that opens its section, and what one may do next. */
import type { Button, KnownBlock } from "@slack/types";
import type { Citation, Nearby, Reason } from "../../ask/answer.ts";
import type { Aside, Content, Covered } from "../../school/content.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten, toMrkdwn } from "../mrkdwn.ts";
import { answerLines, IN_ENGLISH } from "./answer-lines.ts";
import { BUTTON_TEXT, type Drawn, context, section, when } from "./drawn.ts";

export type AnswerContent = Extract<Content, { kind: "answer" }>;

export function answerView(content: Pick<AnswerContent, "answerId" | "answer" | "scenario" | "aside">): Drawn {
  const { answer } = content;
  switch (answer.kind) {
    case "answer":
      return covered({ ...content, answer });
    case "nearest":
      return uncovered("The lessons do not answer exactly that. The nearest ones are below.", answer.nearest);
    case "refused":
      return uncovered(EXCUSE[answer.reason], answer.nearest);
  }
}

const EXCUSE: Record<Reason, string> = {
  empty:
    "Ask me something about containers and their orchestration, for example: *What does the HPA do when metrics are missing?*",
  "too-long": "That is too long for me. Please ask one question in a few sentences.",
  "small-talk":
    "I am Shipmate, the tutor for container orchestration. Ask me about containers, Kubernetes, Docker Swarm or Mesos.",
  injection: "I only answer questions about container orchestration, from my lessons.",
  action: "I teach; I cannot touch a real cluster. Ask me how it is done instead.",
  unknowable: "I cannot see your systems. Ask me how to find out, and I will look into the lessons.",
  "off-language": "My lessons are in English. Please ask in English.",
  "not-covered": "My lessons do not cover that, so I will not guess. Your question is noted for the authors.",
};

function covered(content: CoveredContent): Drawn {
  const { answer, aside } = content;
  const sources = answer.citations.map(({ n, lessonTitle, heading }) => `[${n}] ${lessonTitle} › ${heading}`);
  const before = [...(answer.translated ? [IN_ENGLISH] : []), ...(aside ? [asideWords(aside)] : [])];
  return {
    text: [...before, ...answerLines(answer.sentences, escapeText), ...sources.map(escapeText)].join("\n"),
    blocks: [
      ...before.map(context),
      ...paragraphs(answerLines(answer.sentences, toMrkdwn).join("\n")).map(section),
      ...answerFooter(content),
    ],
  };
}

export type CoveredContent = Pick<AnswerContent, "answerId" | "scenario" | "aside"> & { answer: Covered };

function asideWords(aside: Aside): string {
  switch (aside.kind) {
    case "replaced":
      return "What stood here before did not hold up against the lessons. This is what they say.";
    case "stopped":
      return "Stopped here, as you wished.";
    case "used-up":
      return `In the lessons' own words: ${aside.usedUp.whose === "person" ? "your" : "this workspace's"} share of the model is used up until ${when(aside.usedUp.until)}.`;
  }
}

/** The first sentences, while the others are being written. */
export function answerBegunView({ answer }: { answer: Covered }): Drawn {
  const before = answer.translated ? [IN_ENGLISH] : [];
  return {
    text: [...before, ...answerLines(answer.sentences, escapeText)].join("\n"),
    blocks: [
      ...before.map(context),
      ...paragraphs(answerLines(answer.sentences, toMrkdwn).join("\n")).map(section),
      context("…"),
    ],
  };
}

/** Somebody has asked a great many questions. */
export function usedUpView({ usedUp }: Extract<Content, { kind: "used-up" }>): Drawn {
  const text = `You have asked ${usedUp.limit} questions within the hour, and that is as many as I answer. I am here again from ${when(usedUp.until)} on; until then \`/shipmate learn\` opens the lessons.`;
  return { text, blocks: [section(text)] };
}

/** What stands under the sentences of an answer. */
export function answerFooter({ answerId, answer, scenario }: CoveredContent): KnownBlock[] {
  return [
    ...citationRows(answer.citations),
    {
      type: "actions",
      elements: [
        button("Show passages", actions.showPassages, answerId),
        ...(answer.longer ? [] : [button("More", actions.more, answerId)]),
        ...(answer.related.lesson ? [button("Quiz me on this", actions.quizMe, answer.related.lesson)] : []),
        ...(scenario ? [button("Try it in a scenario", actions.startLab, scenario)] : []),
      ],
    },
    feedback(answerId),
  ];
}

/** Sections hold 3,000 characters each. */
function paragraphs(text: string): string[] {
  const parts = [""];
  for (const line of text.split("\n")) {
    const last = parts.at(-1) ?? "";
    if (last.length + line.length > 2900) parts.push(line);
    else parts[parts.length - 1] = last ? `${last}\n${line}` : line;
  }
  return parts.map((part) => part || " ");
}

/** Slack's limit for one row. */
const MOST_BUTTONS = 25;

/** Each citation is a button: `1 · Autoscaling › The formula`. A glossary term without a lesson has nothing to open. */
function citationRows(citations: Citation[]): KnownBlock[] {
  const [open, closed] = [
    citations.filter((citation) => citation.section),
    citations.filter((citation) => !citation.section),
  ];
  const rows: KnownBlock[] = [];
  if (open.length > 0) rows.push({ type: "actions", elements: open.slice(0, MOST_BUTTONS).map(citationButton) });
  if (closed.length > 0)
    rows.push(
      context(
        closed
          .map(({ n, passage, heading }) => `[${n}] ${escapeText(placeOf(passage))} › ${escapeText(heading)}`)
          .join("   "),
      ),
    );
  return rows;
}

/** What has no section to open: a term of the glossary, or a fact of the lab. */
function placeOf({ kind, lessonTitle }: Citation["passage"]): string {
  return kind === "simulation" ? lessonTitle : "Glossary";
}

function citationButton({ n, lessonTitle, heading, section: target }: Citation): Button {
  return button(`[${n}] ${lessonTitle} › ${heading}`, actionId(actions.openSection, n), target);
}

function uncovered(text: string, nearest: Nearby[]): Drawn {
  const lessons = nearest.slice(0, 3);
  const rows: KnownBlock[] = lessons.length
    ? [
        {
          type: "actions",
          elements: lessons.map(({ lesson, title, section: target }, index) =>
            button(`Read: ${title}`, actionId(actions.openSection, index + 1), target ?? lesson),
          ),
        },
      ]
    : [];
  return {
    text: [text, ...lessons.map(({ title }) => `Nearest lesson: ${title}`)].join("\n"),
    blocks: [section(text), ...rows],
  };
}

export function button(text: string, id: string, value: string): Button {
  return { type: "button", text: { type: "plain_text", text: shorten(text, BUTTON_TEXT) }, action_id: id, value };
}

function feedback(answerId: string): KnownBlock {
  const thumb = (text: string, way: "up" | "down") =>
    ({ text: { type: "plain_text", text }, value: `${way} ${answerId}`, accessibility_label: text }) as const;
  return {
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: actions.thumb,
        positive_button: thumb("Helpful", "up"),
        negative_button: thumb("Not helpful", "down"),
      },
    ],
  };
}
