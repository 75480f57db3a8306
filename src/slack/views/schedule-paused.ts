/** A schedule that rests because Slack let nothing be posted: told to its owner, and shown in their App Home, with the way back. */
import type { Button, KnownBlock } from "@slack/types";
import type { Content } from "../../school/content.ts";
import type { Schedule } from "../../school/quizzes.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { type Drawn, section } from "./drawn.ts";
import { words } from "./schedules.ts";

export function schedulePausedView(content: Extract<Content, { kind: "schedule-paused" }>): Drawn {
  const { schedule, problem, isBack } = content;
  const where = `the quiz in <#${schedule.channel}>`;
  const text = isBack
    ? `I was out of this workspace when ${where} was due (\`${escapeText(problem)}\`), so I paused its schedule. I am back: shall it run again? ${words(schedule.timetable)}.`
    : `I could not post ${where} (\`${escapeText(problem)}\`), so I paused its schedule. Once that is mended, start it again here, or with \`/shipmate quiz list\` there.`;
  return { text, blocks: [section(text), { type: "actions", elements: [resumeButton(schedule)] }] };
}

/** Slack's limit for a view is far; a person's schedules are few. */
const MOST = 5;

/** The schedules of somebody that rest, in their App Home. */
export function restingBlocks(resting: Schedule[]): KnownBlock[] {
  if (resting.length === 0) return [];
  return [
    section(`*Your schedules that rest:* ${resting.length}`),
    ...resting.slice(0, MOST).map((schedule) => ({
      ...section(`${words(schedule.timetable)}, in <#${schedule.channel}>\n⏸ Paused: ${escapeText(schedule.paused)}`),
      accessory: resumeButton(schedule),
    })),
  ];
}

function resumeButton({ id }: Schedule): Button {
  return button("Resume", actionId(actions.changeSchedule, "resume"), `resume ${id}`);
}
