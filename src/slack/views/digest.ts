/** A channel's week, as one short message. */
import type { KnownBlock } from "@slack/types";
import type { Content } from "../../school/content.ts";
import { actions } from "../actions.ts";
import { escapeText } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { type Drawn, section, when } from "./drawn.ts";

export function digestView({ digest, section: read, nextAt }: Extract<Content, { kind: "digest" }>): Drawn {
  const { posted, week, hardest } = digest;
  const quizzes = posted === 1 ? "1 quiz" : `${posted} quizzes`;
  const lines = [
    `*Your week:* ${quizzes}, ${week.answers === 1 ? "1 answer" : `${week.answers} answers`} by ${week.people === 1 ? "1 person" : `${week.people} people`}, ${week.right} of them right.`,
    ...(week.answers >= week.goal ? [`The week's goal of ${week.goal} answers is reached. 🎉`] : []),
    ...(hardest && read
      ? [`Worth another look: *${escapeText(read.heading)}*. ${hardest.missed} of ${hardest.answers} missed it.`]
      : []),
    ...(nextAt === undefined ? [] : [`Next quiz: ${when(nextAt)}.`]),
  ];
  const reading: KnownBlock[] = read
    ? [{ type: "actions", elements: [button(`Read: ${read.heading}`, actions.openSection, read.id)] }]
    : [];
  return { text: lines.join("\n"), blocks: [section(lines.join("\n")), ...reading] };
}
