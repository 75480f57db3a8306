/** How a lab went, at the end of its last reply and shared with the channel: the verdict, what mattered and why, and where to go on. */
import type { KnownBlock } from "@slack/types";
import type { Debrief } from "../../lab/view.ts";
import type { Content } from "../../school/content.ts";
import { sectionsOf } from "../../school/lab-reading.ts";
import type { LabStanding, LabSummary } from "../../school/labs.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { type Drawn, context, section } from "./drawn.ts";
import { NAMES } from "./lab-list.ts";

/** All blocks of a message share 13,200 characters, and what a command printed wants half of them. */
const LONGEST_LINES = 1_500;
const LONGEST_DECISION = 900;
/** Of a message's buttons. */
const MOST_TO_READ = 5;

export function debriefBlocks(
  { id, scenario }: LabSummary,
  debriefed: Debrief,
  standings: LabStanding[],
): KnownBlock[] {
  const { isFigures, summary, lines, better } = debriefed;
  return [
    {
      type: "header",
      text: { type: "plain_text", text: isFigures ? "How it went" : `Debrief: ${verdictOf(debriefed)}` },
    },
    section(escapeText(summary)),
    section(shorten(lines.map((line) => `• ${escapeText(line)}`).join("\n"), LONGEST_LINES)),
    ...decided(debriefed),
    ...(better ? [section(`*What would have been better:* ${escapeText(better)}`)] : []),
    ...(standings.length > 0 ? [context(standingLine(standings))] : []),
    ...reading(debriefed),
    again(scenario.id, debriefed, isFigures ? undefined : id),
  ];
}

const verdictOf = ({ passed, score }: Pick<Debrief, "passed" | "score">) =>
  `${passed ? "passed" : "not passed"}${score === undefined ? "" : `, ${score} of 100 points`}`;

/** The decisions that mattered, what each did and why, whose they were, and where it is explained; that none did is said, too. */
function decided({ decisions = [], undecided = "", titles = {} }: Debrief): KnownBlock[] {
  if (decisions.length === 0) return undecided === "" ? [] : [section(escapeText(undecided))];
  const head = decisions.length === 1 ? "The decision that mattered" : "The decisions that mattered";
  return [
    section(`*${head}*`),
    ...decisions.map(({ text, person, section: id }, index): KnownBlock => {
      const whose = person === undefined ? "" : ` (<@${person}>)`;
      const told = `${index + 1}. ${shorten(escapeText(text), LONGEST_DECISION)}${whose}`;
      const title = titles[id];
      const read = button("Read why", actionId(actions.openSection, `decision-${index}`), id);
      const accessory =
        title === undefined ? {} : { accessory: { ...read, accessibility_label: shorten(`Read: ${title}`, 75) } };
      return { type: "section", text: { type: "mrkdwn", text: told }, ...accessory };
    }),
  ];
}

/** A button for each section, called as it is called; what has no title any more is not offered. */
function reading(debriefed: Debrief): KnownBlock[] {
  const { titles = {} } = debriefed;
  const known = sectionsOf(debriefed).filter((id) => titles[id] !== undefined);
  if (known.length === 0) return [];
  const elements = known
    .slice(0, MOST_TO_READ)
    .map((id, index) => button(`Read: ${titles[id]}`, actionId(actions.openSection, index), id));
  return [{ type: "actions", elements }];
}

/** Every new lab has a seed of its own. `lab` is the one whose outcome can be shared. */
export function again(
  scenario: string,
  { elsewhere = [] }: Pick<Debrief, "elsewhere"> = {},
  lab: string | undefined = undefined,
): KnownBlock {
  const others = elsewhere.map((other) =>
    button(`Try it on ${NAMES[other.orchestrator]}`, actionId(actions.startLab, other.scenario), other.scenario),
  );
  const share = lab === undefined ? [] : [button("Share the outcome", actions.shareLab, lab)];
  return {
    type: "actions",
    elements: [button("Again, with another seed", actions.startLab, scenario), ...others, ...share],
  };
}

/** The outcome, told to the channel. */
export function sharedView({ lab, outcome, people, standings }: Extract<Content, { kind: "lab-shared" }>): Drawn {
  const { title } = lab.scenario;
  const who = people.length === 0 ? "" : ` by ${people.map((person) => `<@${person}>`).join(", ")}`;
  const head = `🏁 *${escapeText(title)}*: ${verdictOf(outcome)}${who}`;
  const summary = escapeText(outcome.summary);
  const best = standings.length > 0 ? [standingLine(standings)] : [];
  return {
    text: [head.replaceAll("*", ""), summary, ...best].join("\n"),
    blocks: [
      section(`${head}\n${summary}`),
      ...best.map(context),
      { type: "actions", elements: [button("Play it, with another seed", actions.startLab, lab.scenario.id)] },
    ],
  };
}

/** `Best here: 100 points (@ana and 1 more) · 92 points (2 people)`: named is who wants to be. */
function standingLine(standings: readonly LabStanding[]): string {
  const places = standings.map(({ score, named, others, isOwn }) => {
    const names = named.map((person) => `<@${person}>`);
    const rest =
      others === 0 ? [] : [names.length > 0 ? `${others} more` : others === 1 ? "1 person" : `${others} people`];
    const points = `${score} points`;
    return `${isOwn ? `*${points}*` : points} (${[...names, ...rest].join(" and ")})`;
  });
  return `Best in this channel, named who wants to be (App Home): ${places.join(" · ")}`;
}
