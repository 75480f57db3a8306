/** How an answer looks: sentences with their [n], a button a citation that opens its section, and what one may do next. */
import type { Button, KnownBlock } from "@slack/types";
import type { Answer, Citation, Nearby, Reason, Role, Sentence } from "../../ask/answer.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten, toMrkdwn } from "../mrkdwn.ts";
import { BUTTON_TEXT, type Drawn, context, section } from "./drawn.ts";

export function answerView({
  answerId,
  answer,
  scenario,
}: {
  answerId: string;
  answer: Answer;
  scenario?: string | undefined;
}): Drawn {
  switch (answer.kind) {
    case "answer":
      return covered(answerId, answer, scenario);
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

const IN_ENGLISH = "My lessons are in English, and so is this answer.";

function covered(answerId: string, answer: Extract<Answer, { kind: "answer" }>, scenario: string | undefined): Drawn {
  const sources = answer.citations.map(({ n, lessonTitle, heading }) => `[${n}] ${lessonTitle} › ${heading}`);
  const aside = answer.translated ? [IN_ENGLISH] : [];
  return {
    text: [...aside, ...lines(answer.sentences, escapeText), ...sources.map(escapeText)].join("\n"),
    blocks: [
      ...aside.map(context),
      ...paragraphs(lines(answer.sentences, toMrkdwn).join("\n")).map(section),
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
    ],
  };
}

const ROLE: Record<Exclude<Role, "symptom" | "step">, string> = { cause: "Cause", check: "Check", fix: "Fix" };

/** One line a sentence: headlines in bold, steps numbered, code in its own block. */
function lines(sentences: Sentence[], draw: (text: string) => string): string[] {
  let step = 0;
  return sentences.map(({ text, cites, code, role }) => {
    if (code) return `\`\`\`${escapeText(text)}\`\`\` ${marks(cites)}`;
    if (role === "symptom") return `*${draw(text)}* ${marks(cites)}`;
    if (role === "step") return `${(step += 1)}. ${draw(text)} ${marks(cites)}`;
    return `${role ? `${ROLE[role]}: ` : ""}${draw(text)} ${marks(cites)}`;
  });
}

function marks(cites: number[]): string {
  return cites.map((n) => `[${n}]`).join(" ");
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
    rows.push(context(closed.map(({ n, heading }) => `[${n}] Glossary › ${escapeText(heading)}`).join("   ")));
  return rows;
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
